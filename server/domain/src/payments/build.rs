//! The transaction that pays an order: unsigned, version 0, no lookup tables, one signer. It holds a memo and
//! plain transfers, opens token accounts where one is missing, and nothing else, so that a wallet can show what it does.

use super::{
    facts::{Asset, Leg, OrderFacts},
    token::{TOKEN_PROGRAM, associated},
    wire::{MAX_V0_BYTES, Wire},
};
use crate::{Error, Result};
use shared::{money::Currency, solana::Address};
use solana_message::{Hash, Instruction, VersionedMessage, v0};
use solana_sdk::{pubkey::Pubkey, signature::Signature};
use solana_transaction::{AccountMeta, versioned::VersionedTransaction};
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

/// What the network takes for one signature, in lamports. Wallets may add a priority fee of their own.
pub const SIGNATURE_FEE: u64 = 5_000;

fn key(address: Address) -> Pubkey {
    Pubkey::new_from_array(address.0)
}

/// The instructions in their order: memo, accounts to open for these wallets, then the transfers: platform, referrer,
/// creator. The last transfer carries the reference as an extra account that is neither signed nor written; the memo
/// program would want it to sign.
///
/// # Errors
/// A fault of ours if a program is not where it should be.
pub fn instructions(order: &OrderFacts, unopened: &[Address]) -> Result<Vec<Instruction>> {
    let payer = key(order.payer);
    let memo = spl_memo_interface::instruction::build_memo(
        &spl_memo_interface::v3::ID,
        order.memo().as_bytes(),
        &[],
    );
    let mut instructions = vec![memo];
    if let Asset::Usdc { mint } = order.asset {
        instructions.extend(unopened.iter().map(|wallet| {
            create_associated_token_account_idempotent(&payer, &key(*wallet), &key(mint), &key(TOKEN_PROGRAM))
        }));
    }
    for leg in &order.legs {
        instructions.push(transfer(order, leg)?);
    }
    if let Some(last) = instructions.last_mut() {
        last.accounts
            .push(AccountMeta::new_readonly(key(order.reference), false));
    }
    Ok(instructions)
}

/// What brings one recipient their share. Of tokens it is always the checked one: only that names the mint.
fn transfer(order: &OrderFacts, leg: &Leg) -> Result<Instruction> {
    let payer = key(order.payer);
    match order.asset {
        Asset::Sol => Ok(solana_system_interface::instruction::transfer(
            &payer,
            &key(leg.address),
            leg.amount.0,
        )),
        Asset::Usdc { mint } => spl_token_interface::instruction::transfer_checked(
            &key(TOKEN_PROGRAM),
            &key(associated(order.payer, mint)),
            &key(mint),
            &key(associated(leg.address, mint)),
            &payer,
            &[],
            leg.amount.0,
            Currency::Usdc.decimals(),
        )
        .map_err(Error::internal),
    }
}

/// The wire form, with an empty place for the payer's signature.
///
/// # Errors
/// A fault of ours if the order's transfers do not fit into one transaction.
pub fn transaction(order: &OrderFacts, unopened: &[Address], blockhash: [u8; 32]) -> Result<Vec<u8>> {
    let message = v0::Message::try_compile(
        &key(order.payer),
        &instructions(order, unopened)?,
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
