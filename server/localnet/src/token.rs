//! The test tokens of this network, which stand in for USDC; it refuses to have the address of any real mint.

use sha2::{Digest, Sha256};
use solana_hash::Hash;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_sdk::account::Account;
use solana_sdk::{program_error::ProgramError, program_pack::Pack};
use spl_associated_token_account_interface::{
    address::get_associated_token_address, instruction::create_associated_token_account_idempotent,
};
use spl_token_interface::state::Mint;

/// Bytes of a mint's account.
pub const MINT_BYTES: usize = Mint::LEN;
/// Digits behind the point, as of USDC.
pub const DECIMALS: u8 = 6;

/// The mint of a chain: it follows from the genesis hash, so no two chains have the same one.
pub fn mint_address(genesis: &Hash) -> Pubkey {
    let digest = Sha256::new()
        .chain_update(b"fonana localnet test USDC")
        .chain_update(genesis.as_ref())
        .finalize();
    Pubkey::new_from_array(digest.into())
}

/// The mint's account when nothing is minted yet.
pub fn mint(authority: &Pubkey, lamports: u64) -> Account {
    let mint = Mint {
        mint_authority: Some(*authority).into(),
        supply: 0,
        decimals: DECIMALS,
        is_initialized: true,
        freeze_authority: Some(*authority).into(),
    };
    let mut data = vec![0; MINT_BYTES];
    mint.pack_into_slice(&mut data);
    Account {
        lamports,
        data,
        owner: spl_token_interface::ID,
        executable: false,
        rent_epoch: u64::MAX,
    }
}

/// Opens the wallet's account if it has none, at the faucet's cost, and mints into it.
///
/// # Errors
/// Where the program is not the one that the interface is for, which it is.
pub fn give(
    faucet: &Pubkey,
    mint: &Pubkey,
    wallet: &Pubkey,
    units: u64,
) -> Result<[Instruction; 2], ProgramError> {
    let program = spl_token_interface::ID;
    let account = get_associated_token_address(wallet, mint);
    let give = spl_token_interface::instruction::mint_to_checked(
        &program,
        mint,
        &account,
        faucet,
        &[],
        units,
        DECIMALS,
    )?;
    Ok([
        create_associated_token_account_idempotent(faucet, wallet, mint, &program),
        give,
    ])
}
