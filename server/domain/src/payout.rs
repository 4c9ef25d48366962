//! Where a creator is paid, as their row has it: at one address, and perhaps at another from a moment on. Whoever pays or tells of
//! it asks for a moment; that the second is in force is only that the moment has come, so no worker can be late with it.

use shared::{Timestamp, payouts::PayoutChange, solana::Address};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Payout {
    address: Address,
    next: Option<PayoutChange>,
}

impl Payout {
    /// From the columns of a row; `None` where they make no sense.
    pub fn read(address: &str, next: Option<&str>, next_at: Option<i64>) -> Option<Self> {
        let next = match (next, next_at) {
            (None, None) => None,
            (Some(next), Some(at)) => Some(PayoutChange {
                address: next.parse().ok()?,
                takes_effect_at: Timestamp(at),
            }),
            _ => return None,
        };
        Some(Self {
            address: address.parse().ok()?,
            next,
        })
    }

    /// Who is paid at this moment.
    pub fn at(&self, now: Timestamp) -> Address {
        match self.next {
            Some(next) if next.takes_effect_at <= now => next.address,
            _ => self.address,
        }
    }

    /// The change that waits at this moment.
    pub fn waiting(&self, now: Timestamp) -> Option<PayoutChange> {
        self.next.filter(|next| now < next.takes_effect_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Address = Address([1; 32]);
    const B: Address = Address([2; 32]);

    #[test]
    fn the_next_address_is_paid_from_its_very_millisecond() {
        let payout = Payout::read(&A.to_string(), Some(&B.to_string()), Some(1_000)).expect("it reads");
        assert_eq!(payout.at(Timestamp(999)), A);
        assert_eq!(
            payout.waiting(Timestamp(999)),
            Some(PayoutChange {
                address: B,
                takes_effect_at: Timestamp(1_000)
            })
        );
        assert_eq!(payout.at(Timestamp(1_000)), B);
        assert_eq!(payout.waiting(Timestamp(1_000)), None);
        let first = Payout::read(&A.to_string(), None, None).expect("it reads");
        assert_eq!(
            (first.at(Timestamp(i64::MAX)), first.waiting(Timestamp(0))),
            (A, None)
        );
    }

    #[test]
    fn half_a_change_is_none() {
        let (a, b) = (A.to_string(), B.to_string());
        assert_eq!(Payout::read(&a, Some(&b), None), None);
        assert_eq!(Payout::read(&a, None, Some(1)), None);
        assert_eq!(Payout::read(&a, Some("nobody"), Some(1)), None);
        assert_eq!(Payout::read("", None, None), None);
    }
}
