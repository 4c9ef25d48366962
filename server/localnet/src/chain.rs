//! Slots, block hashes and commitment as pure arithmetic on a clock; it refuses to hold state of accounts or to read the time.
//!
//! Nothing ticks. A slot is what the clock says it is:
//! `slot = START_SLOT + (now - genesis) / SLOT_MS`, and everything else follows from the slot: its
//! height, its time, its block hash, and how settled a transaction of an older slot is.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use solana_hash::Hash;

/// The first slot. It lies above every feature activation LiteSVM knows of, so that the programs it
/// ships are visible from the start. It must not change: stored slots are counted from it.
pub const START_SLOT: u64 = 450_000_000;
/// The length of a slot in milliseconds.
pub const SLOT_MS: i64 = 400;
/// Slots after which a transaction is confirmed.
pub const CONFIRMED_AFTER: u64 = 1;
/// Slots after which a transaction is finalized: no reorg removes it any more.
pub const FINALIZED_AFTER: u64 = 32;
/// A block hash may be used up to and including the block this many above its own.
pub const BLOCKHASH_LIFE: u64 = 150;
/// Slots in an epoch.
pub const SLOTS_PER_EPOCH: u64 = 432_000;

/// How settled a slot is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Commitment {
    /// Executed, at once.
    Processed,
    /// [`CONFIRMED_AFTER`] slots old.
    Confirmed,
    /// [`FINALIZED_AFTER`] slots old.
    Finalized,
}

impl Commitment {
    /// The commitment a transaction has reached `age` slots after its own.
    pub fn of_age(age: u64) -> Self {
        if age >= FINALIZED_AFTER {
            Self::Finalized
        } else if age >= CONFIRMED_AFTER {
            Self::Confirmed
        } else {
            Self::Processed
        }
    }

    /// The age in slots at which this commitment is reached.
    pub fn age(self) -> u64 {
        match self {
            Self::Processed => 0,
            Self::Confirmed => CONFIRMED_AFTER,
            Self::Finalized => FINALIZED_AFTER,
        }
    }

    /// The newest slot that has reached this commitment when the chain is at `tip`; the first slot
    /// while there is none, since a node always has some slot to name.
    pub fn slot(self, tip: u64) -> u64 {
        tip.saturating_sub(self.age()).max(START_SLOT)
    }

    /// The word of the JSON-RPC interface.
    pub fn name(self) -> &'static str {
        match self {
            Self::Processed => "processed",
            Self::Confirmed => "confirmed",
            Self::Finalized => "finalized",
        }
    }

    /// The reverse of [`Commitment::name`].
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Processed, Self::Confirmed, Self::Finalized]
            .into_iter()
            .find(|level| level.name() == word)
    }
}

/// The slot of the moment `now_ms`; the first slot for any moment before the genesis.
pub fn slot_at(genesis_ms: i64, now_ms: i64) -> u64 {
    let passed = now_ms.saturating_sub(genesis_ms).max(0);
    START_SLOT.saturating_add((passed / SLOT_MS).unsigned_abs())
}

/// The moment `slot` began, in unix seconds.
pub fn unix_seconds(genesis_ms: i64, slot: u64) -> i64 {
    let slots = i64::try_from(height(slot)).unwrap_or(i64::MAX);
    genesis_ms
        .saturating_add(slots.saturating_mul(SLOT_MS))
        .div_euclid(1_000)
}

/// The block height of a slot. No slot is ever skipped, so it is the distance from the first.
pub fn height(slot: u64) -> u64 {
    slot.saturating_sub(START_SLOT)
}

/// The last height at which the block hash of `slot` is valid.
pub fn last_valid_height(slot: u64) -> u64 {
    height(slot).saturating_add(BLOCKHASH_LIFE)
}

/// The block hash of a slot: `sha256(genesis hash, slot)`.
pub fn blockhash(genesis: &Hash, slot: u64) -> Hash {
    let digest = Sha256::new()
        .chain_update(genesis.to_bytes())
        .chain_update(slot.to_le_bytes())
        .finalize();
    Hash::new_from_array(digest.into())
}

/// Whether the block hash of slot `of` may be used in a block at slot `at`.
pub fn is_valid_at(of: u64, at: u64) -> bool {
    of <= at && height(at) <= last_valid_height(of)
}

/// Hashes are remembered long enough to answer for the finalized block too, which is older.
const REMEMBERED: u64 = BLOCKHASH_LIFE + FINALIZED_AFTER;

/// Finds the slot of a recent block hash.
pub struct Blockhashes {
    genesis: Hash,
    tip: Option<u64>,
    slots: HashMap<Hash, u64>,
}

impl Blockhashes {
    /// Knows no hash until it is told the tip.
    pub fn new(genesis: Hash) -> Self {
        Self {
            genesis,
            tip: None,
            slots: HashMap::new(),
        }
    }

    /// Moves the window to end at `tip`. Costs one sha256 for each new slot in it.
    pub fn advance(&mut self, tip: u64) {
        if self.tip.is_some_and(|known| known >= tip) {
            return;
        }
        let oldest = tip.saturating_sub(REMEMBERED).max(START_SLOT);
        let first_new = self
            .tip
            .map_or(oldest, |known| oldest.max(known.saturating_add(1)));
        self.slots.retain(|_, slot| *slot >= oldest);
        for slot in first_new..=tip {
            self.slots.insert(blockhash(&self.genesis, slot), slot);
        }
        self.tip = Some(tip);
    }

    /// The slot whose hash this is, if it is recent. Ask [`is_valid_at`] whether it is still valid.
    pub fn slot_of(&self, hash: &Hash) -> Option<u64> {
        self.slots.get(hash).copied()
    }

    /// Every remembered (slot, hash), in no order.
    pub fn recent(&self) -> impl Iterator<Item = (u64, Hash)> {
        self.slots.iter().map(|(hash, slot)| (*slot, *hash))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GENESIS: i64 = 1_700_000_000_123;

    #[test]
    fn a_slot_is_four_hundred_milliseconds() {
        assert_eq!(slot_at(GENESIS, GENESIS), START_SLOT);
        assert_eq!(slot_at(GENESIS, GENESIS + 399), START_SLOT);
        assert_eq!(slot_at(GENESIS, GENESIS + 400), START_SLOT + 1);
        assert_eq!(slot_at(GENESIS, GENESIS - 5_000), START_SLOT);
        assert_eq!(unix_seconds(GENESIS, START_SLOT), 1_700_000_000);
        assert_eq!(unix_seconds(GENESIS, START_SLOT + 5), 1_700_000_002);
    }

    #[test]
    fn commitment_follows_age() {
        let names: Vec<_> = [0, 1, 31, 32, 1_000]
            .map(|age| Commitment::of_age(age).name())
            .into();
        assert_eq!(
            names,
            ["processed", "confirmed", "confirmed", "finalized", "finalized"]
        );
        let tip = START_SLOT + 40;
        assert_eq!(Commitment::Finalized.slot(tip), START_SLOT + 8);
        assert_eq!(Commitment::Finalized.slot(START_SLOT + 3), START_SLOT);
    }

    #[test]
    fn a_blockhash_lives_a_hundred_and_fifty_blocks() {
        assert!(is_valid_at(START_SLOT + 10, START_SLOT + 10));
        assert!(is_valid_at(START_SLOT + 10, START_SLOT + 160));
        assert!(!is_valid_at(START_SLOT + 10, START_SLOT + 161));
        assert!(!is_valid_at(START_SLOT + 10, START_SLOT + 9));
        assert_eq!(last_valid_height(START_SLOT + 10), 160);
    }

    #[test]
    fn recent_hashes_are_found_and_old_ones_forgotten() {
        let genesis = Hash::new_from_array([7; 32]);
        let mut hashes = Blockhashes::new(genesis);
        hashes.advance(START_SLOT + 10);
        let hash = blockhash(&genesis, START_SLOT + 10);
        assert_eq!(hashes.slot_of(&hash), Some(START_SLOT + 10));
        assert_eq!(
            hashes.recent().count(),
            11,
            "there is nothing before the first slot"
        );

        hashes.advance(START_SLOT + 10 + REMEMBERED);
        assert_eq!(hashes.slot_of(&hash), Some(START_SLOT + 10));
        hashes.advance(START_SLOT + 11 + REMEMBERED);
        assert_eq!(hashes.slot_of(&hash), None);

        hashes.advance(START_SLOT + 10);
        assert_eq!(hashes.slot_of(&hash), None, "the window never moves back");
        hashes.advance(START_SLOT + 100_000_000);
        assert_eq!(
            hashes.recent().count(),
            183,
            "a leap costs one window, not the gap"
        );
    }
}
