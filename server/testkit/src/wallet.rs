//! A wallet for tests: one ed25519 key that signs what it is given. Its keys are public; never fund them for real.

use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use shared::solana::Address;
use solana_sdk::{
    message::VersionedMessage,
    signature::{Keypair, Signer},
    transaction::VersionedTransaction,
};

/// One key.
pub struct Wallet(Keypair);

impl Clone for Wallet {
    fn clone(&self) -> Self {
        Self(self.0.insecure_clone())
    }
}

impl Wallet {
    /// The same key for the same number.
    pub fn numbered(number: u64) -> Self {
        let seed: [u8; 32] = Sha256::new()
            .chain_update("fonana test wallet")
            .chain_update(number.to_le_bytes())
            .finalize()
            .into();
        Self(Keypair::new_from_array(seed))
    }

    pub fn keypair(&self) -> &Keypair {
        &self.0
    }

    pub fn address(&self) -> Address {
        Address(self.0.pubkey().to_bytes())
    }

    /// The signature over any bytes, in base64.
    pub fn sign_bytes(&self, bytes: &[u8]) -> String {
        STANDARD.encode(self.0.sign_message(bytes))
    }

    /// Signs a message of ours and gives the whole transaction.
    pub fn sign(&self, message: VersionedMessage) -> VersionedTransaction {
        VersionedTransaction::try_new(message, &[&self.0]).expect("this wallet is the only signer")
    }

    /// Signs an unsigned transaction in base64 and gives it back in base64.
    pub fn sign_base64(&self, transaction: &str) -> String {
        let bytes = STANDARD.decode(transaction).expect("base64");
        let unsigned: VersionedTransaction = bincode::deserialize(&bytes).expect("a transaction");
        STANDARD.encode(bincode::serialize(&self.sign(unsigned.message)).expect("it serialises"))
    }
}
