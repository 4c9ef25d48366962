//! Reads transactions as they travel: legacy, v0 and v1. Bytes may come from anybody; what is too long, does
//! not parse to the last byte or contradicts itself is refused, and nothing here panics.

use shared::solana::{Address, Signature};
use solana_message::VersionedMessage;
use solana_transaction::versioned::VersionedTransaction;

/// The most bytes of a legacy or v0 transaction.
pub const MAX_V0_BYTES: usize = 1_232;
/// The most bytes of any transaction (SIMD-0385).
const MAX_BYTES: usize = 4_096;

/// Why bytes are not a transaction that can be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the transaction is longer than any can be")]
    TooLong,
    #[error("the bytes are not a transaction of a known version")]
    Garbled,
}

/// A transaction whose parts agree with each other. Its signatures are not checked unless that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wire {
    transaction: VersionedTransaction,
    /// What was signed, as it came.
    message: Vec<u8>,
}

/// One top-level instruction. The accounts are places in the static keys, and behind them in the loaded ones.
#[derive(Clone, Copy, Debug)]
pub struct Instruction<'a> {
    pub program: Address,
    pub accounts: &'a [u8],
    pub data: &'a [u8],
}

impl Wire {
    /// Parses and checks the structure.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() > MAX_BYTES {
            return Err(Unreadable::TooLong);
        }
        let transaction: VersionedTransaction =
            wincode::deserialize_exact(bytes).map_err(|_| Unreadable::Garbled)?;
        if bytes.len() > MAX_V0_BYTES && !matches!(transaction.message, VersionedMessage::V1(_)) {
            return Err(Unreadable::TooLong);
        }
        transaction.sanitize().map_err(|_| Unreadable::Garbled)?;
        // Up to 127 signatures with their count in one byte before the message; in version 1 behind it.
        let signatures = transaction.signatures.len() * 64;
        let message = match transaction.message {
            VersionedMessage::V1(_) => bytes.get(..bytes.len().saturating_sub(signatures)),
            _ => bytes.get(1 + signatures..),
        };
        let message = message.ok_or(Unreadable::Garbled)?.to_vec();
        Ok(Self { transaction, message })
    }

    /// Whether it is of version 1, which we never build and do not credit by ourselves.
    pub fn is_v1(&self) -> bool {
        matches!(self.transaction.message, VersionedMessage::V1(_))
    }

    /// The keys written in the transaction itself, those of lookup tables not among them.
    pub fn static_keys(&self) -> impl ExactSizeIterator<Item = Address> {
        self.transaction
            .message
            .static_account_keys()
            .iter()
            .map(|key| Address(key.to_bytes()))
    }

    /// How many keys lookup tables add: writable, read-only.
    pub fn loaded_counts(&self) -> (usize, usize) {
        let lookups = self
            .transaction
            .message
            .address_table_lookups()
            .unwrap_or_default();
        lookups.iter().fold((0, 0), |(writable, readonly), lookup| {
            (
                writable + lookup.writable_indexes.len(),
                readonly + lookup.readonly_indexes.len(),
            )
        })
    }

    /// Whether this key must sign. A transaction that landed was signed by all who must.
    pub fn names_signer(&self, key: &Address) -> bool {
        let signers = usize::from(self.transaction.message.header().num_required_signatures);
        self.static_keys().take(signers).any(|signer| signer == *key)
    }

    /// Whether this key must sign and its signature over the message is there and right.
    pub fn is_signed_by(&self, key: &Address) -> bool {
        let Some(place) = self.static_keys().position(|signer| signer == *key) else {
            return false;
        };
        let (Some(signature), Ok(key)) = (
            self.transaction.signatures.get(place),
            ed25519_dalek::VerifyingKey::from_bytes(&key.0),
        ) else {
            return false;
        };
        let signature = ed25519_dalek::Signature::from_bytes(signature.as_array());
        key.verify_strict(&self.message, &signature).is_ok()
    }

    /// The name of the transaction on the chain.
    pub fn signature(&self) -> Signature {
        // `sanitize` has seen that there is one for every signer, and that there is a signer.
        Signature(
            self.transaction
                .signatures
                .first()
                .map_or([0; 64], |signature| *signature.as_array()),
        )
    }

    /// The blockhash that it must land soon after.
    pub fn blockhash(&self) -> [u8; 32] {
        self.transaction.message.recent_blockhash().to_bytes()
    }

    /// The instructions of the message, without those that programs call.
    pub fn instructions(&self) -> impl Iterator<Item = Instruction<'_>> {
        let keys = self.transaction.message.static_account_keys();
        self.transaction
            .message
            .instructions()
            .iter()
            .filter_map(move |instruction| {
                // `sanitize` has seen that programs are static keys.
                let program = keys.get(usize::from(instruction.program_id_index))?;
                Some(Instruction {
                    program: Address(program.to_bytes()),
                    accounts: &instruction.accounts,
                    data: &instruction.data,
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nonsense_is_refused() {
        for bytes in [
            &[][..],
            &[0],
            &[1; 64],
            &[0x80],
            &[0x81],
            &[0x82; 200],
            &[0xff; 1232],
            &[0; 5000],
        ] {
            assert!(Wire::read(bytes).is_err(), "{} bytes", bytes.len());
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..1500)) {
            let _ = Wire::read(&bytes);
        }

        #[test]
        fn any_bytes_behind_a_plausible_beginning(version in 0x7fu8..=0x82, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let mut whole = vec![1];
            whole.extend([7; 64]);
            whole.push(version);
            whole.extend(&bytes);
            let _ = Wire::read(&whole);
            let mut first = vec![version];
            first.extend(bytes);
            let _ = Wire::read(&first);
        }
    }
}
