//! Where a wallet's tokens are. Only the classic Token program counts, since extensions of Token-2022 can take back or keep a
//! part of what was paid.

use shared::solana::Address;
use spl_associated_token_account_interface::address::get_associated_token_address_with_program_id;

/// The program that moves tokens: `TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA`.
pub const TOKEN_PROGRAM: Address = Address([
    6, 221, 246, 225, 215, 101, 161, 147, 217, 203, 225, 70, 206, 235, 121, 172, 28, 180, 133, 237, 95, 91,
    55, 145, 58, 140, 245, 133, 126, 255, 0, 169,
]);

/// The account that a wallet gets tokens of a mint in.
pub fn associated(wallet: Address, mint: Address) -> Address {
    let [wallet, mint, program] = [wallet, mint, TOKEN_PROGRAM].map(|address| address.0.into());
    Address(get_associated_token_address_with_program_id(&wallet, &mint, &program).to_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_address_is_the_one_that_is_published() {
        assert_eq!(
            TOKEN_PROGRAM.to_string(),
            "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        );
    }
}
