//! A flash sale as it is for everybody. What it is at a moment is worked out from its times whenever it is shown, so that it
//! begins and ends at its moment however long the row was kept.

use super::entity::flash_sale;
use crate::{Error, Result, columns::corrupt};
use shared::{
    Timestamp,
    flash_sales::{FlashSaleState, RunningSale},
};
use uuid::Uuid;

/// A sale, parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flash {
    pub id: Uuid,
    pub percent: u8,
    pub limit: Option<u32>,
    pub starts_at: Timestamp,
    /// When it ends, or was stopped.
    pub ends_at: Timestamp,
    /// Orders that use it, as of its reading; nothing where that was not asked.
    pub used: u64,
}

impl Flash {
    /// Where it stands at this moment.
    pub fn state(&self, now: Timestamp) -> FlashSaleState {
        if now >= self.ends_at {
            FlashSaleState::Over
        } else if now < self.starts_at {
            FlashSaleState::Waiting
        } else if !self.has_room() {
            FlashSaleState::SoldOut
        } else {
            FlashSaleState::Running
        }
    }

    /// Whether one more can be bought, as far as it was counted.
    pub fn has_room(&self) -> bool {
        self.limit.is_none_or(|limit| self.used < u64::from(limit))
    }

    /// What everybody sees of it, while it can be bought at.
    pub fn shown(&self, now: Timestamp) -> Option<RunningSale> {
        (self.state(now) == FlashSaleState::Running).then(|| RunningSale {
            percent: self.percent,
            ends_at: self.ends_at,
            left: self
                .limit
                .map(|limit| limit.saturating_sub(u32::try_from(self.used).unwrap_or(u32::MAX))),
        })
    }

    /// Whether its uses are worth counting: of one without a limit, and of one that is over, nobody asks.
    pub fn is_counted(&self, now: Timestamp) -> bool {
        self.limit.is_some() && now < self.ends_at
    }
}

impl TryFrom<flash_sale::Model> for Flash {
    type Error = Error;

    fn try_from(row: flash_sale::Model) -> Result<Self> {
        let end = row.stopped_at.unwrap_or(row.ends_at).min(row.ends_at);
        Ok(Self {
            id: row.id,
            percent: u8::try_from(row.percent).map_err(|_| corrupt("flash_sales", row.id))?,
            limit: row.uses.map(|uses| uses.unsigned_abs()),
            starts_at: Timestamp(row.starts_at),
            ends_at: Timestamp(end),
            used: 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_from_its_beginning_up_to_its_end() {
        let flash = |limit, used| Flash {
            id: Uuid::nil(),
            percent: 30,
            limit,
            starts_at: Timestamp(10),
            ends_at: Timestamp(20),
            used,
        };
        let states = [9, 10, 19, 20].map(|now| flash(None, 7).state(Timestamp(now)));
        use FlashSaleState::{Over, Running, SoldOut, Waiting};
        assert_eq!(states, [Waiting, Running, Running, Over]);
        assert_eq!(flash(Some(3), 3).state(Timestamp(15)), SoldOut);
        assert_eq!(flash(Some(3), 3).shown(Timestamp(15)), None);
        let shown = flash(Some(3), 1).shown(Timestamp(15)).expect("it runs");
        assert_eq!((shown.percent, shown.left), (30, Some(2)));
        assert_eq!(
            flash(None, 9).shown(Timestamp(15)).and_then(|shown| shown.left),
            None
        );
    }
}
