//! The transaction that pays an order: unsigned, version 0, no lookup tables, one signer. It holds a memo and
//! plain transfers and nothing else, so that a wallet can show what it does.

use super::{
    facts::OrderFacts,
    wire::{MAX_V0_BYTES, Wire},
};
use crate::{Error, Result};
use shared::solana::Address;
use solana_message::{Hash, Instruction, VersionedMessage, v0};
use solana_sdk::{pubkey::Pubkey, signature::Signature};
use solana_transaction::{AccountMeta, versioned::VersionedTransaction};

/// What the network takes for one signature, in lamports. Wallets may add a priority fee of their own.
pub const SIGNATURE_FEE: u64 = 5_000;

fn key(address: Address) -> Pubkey {
    Pubkey::new_from_array(address.0)
}

/// The instructions in their order: memo, platform, referrer, creator. The last transfer carries the
/// reference as an extra account that is neither signed nor written; the memo program would want it to sign.
pub fn instructions(order: &OrderFacts) -> Vec<Instruction> {
    let payer = key(order.payer);
    let memo = spl_memo_interface::instruction::build_memo(
        &spl_memo_interface::v3::ID,
        order.memo().as_bytes(),
        &[],
    );
    let transfers = order
        .legs
        .iter()
        .map(|leg| solana_system_interface::instruction::transfer(&payer, &key(leg.address), leg.amount.0));
    let mut instructions: Vec<Instruction> = std::iter::once(memo).chain(transfers).collect();
    if let Some(last) = instructions.last_mut() {
        last.accounts
            .push(AccountMeta::new_readonly(key(order.reference), false));
    }
    instructions
}

/// The wire form, with an empty place for the payer's signature.
///
/// # Errors
/// A fault of ours if the order's transfers do not fit into one transaction.
pub fn transaction(order: &OrderFacts, blockhash: [u8; 32]) -> Result<Vec<u8>> {
    let message = v0::Message::try_compile(
        &key(order.payer),
        &instructions(order),
        &[],
        Hash::new_from_array(blockhash),
    )
    .map_err(Error::internal)?;
    let transaction = VersionedTransaction {
        signatures: vec![Signature::default(); usize::from(message.header.num_required_signatures)],
        message: VersionedMessage::V0(message),
    };
    let bytes = wincode::serialize(&transaction).map_err(Error::internal)?;
    if bytes.len() > MAX_V0_BYTES || Wire::read(&bytes).is_err() {
        return Err(Error::internal(format!(
            "the transaction of order {} cannot be sent",
            order.id
        )));
    }
    Ok(bytes)
}
