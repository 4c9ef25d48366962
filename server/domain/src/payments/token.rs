//! Token accounts: where a wallet's tokens are, whether it can receive any, and what opening its account takes. Only the
//! classic Token program counts, since extensions of Token-2022 can take back or keep a part of what was paid.

pub use verifier::token::{TOKEN_PROGRAM, associated};

use super::facts::{Asset, Leg};
use crate::{
    Domain,
    ports::{Chain, ChainError},
};
use shared::{
    money::{Lamports, Units},
    solana::Address,
};
use solana_sdk::program_pack::Pack;
use spl_token_interface::state::{Account as TokenAccount, AccountState, Mint};

/// Bytes of a token account.
const ACCOUNT_BYTES: u64 = TokenAccount::LEN as u64;

/// A wallet's account of a mint, as far as payments care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// There is none yet; whoever pays can open it.
    Absent,
    Open(Units),
    /// It is frozen, or not the wallet's any more: what is sent there does not reach it.
    Shut,
}

/// The accounts of these wallets, in their order.
///
/// # Errors
/// `network_unavailable`.
pub async fn holdings(
    chain: &dyn Chain,
    mint: Address,
    wallets: &[Address],
) -> Result<Vec<Holding>, ChainError> {
    let addresses: Vec<Address> = wallets.iter().map(|wallet| associated(*wallet, mint)).collect();
    let accounts = chain.accounts(&addresses).await?;
    if accounts.len() != wallets.len() {
        return Err(ChainError::Nonsense("not an answer for every account".into()));
    }
    let holding = |(wallet, account): (&Address, Option<crate::ports::Account>)| {
        // Anybody can send lamports there before it is opened; opening it still works.
        let Some(account) = account.filter(|account| !account.data.is_empty()) else {
            return Holding::Absent;
        };
        match TokenAccount::unpack(&account.data) {
            Ok(held)
                if account.owner == TOKEN_PROGRAM
                    && held.mint.to_bytes() == mint.0
                    && held.owner.to_bytes() == wallet.0
                    && held.state == AccountState::Initialized =>
            {
                Holding::Open(Units(held.amount))
            }
            _ => Holding::Shut,
        }
    };
    Ok(wallets.iter().zip(accounts).map(holding).collect())
}

/// What wallets have of a mint, and what opening an account takes. Of SOL there is nothing to open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purses {
    known: Vec<(Address, Holding)>,
    rent: Lamports,
}

impl Purses {
    /// Asks the chain, which must not be done inside a transaction of the database.
    ///
    /// # Errors
    /// `network_unavailable`.
    pub async fn of(domain: &Domain, asset: Asset, wallets: &[Address]) -> Result<Self, ChainError> {
        let Some(mint) = asset.mint() else {
            return Ok(Self::default());
        };
        let chain = &*domain.chain;
        let holdings = holdings(chain, mint, wallets).await?;
        Ok(Self {
            known: wallets.iter().copied().zip(holdings).collect(),
            rent: chain.rent_exempt_minimum(ACCOUNT_BYTES).await?,
        })
    }

    /// What a wallet has; of one that was not asked for, nothing.
    pub fn get(&self, wallet: Address) -> Holding {
        let known = self.known.iter().find(|(known, _)| *known == wallet);
        known.map_or(Holding::Absent, |(_, holding)| *holding)
    }

    /// Those of these recipients who have no account.
    pub fn unopened(&self, legs: &[Leg]) -> Vec<Address> {
        let absent = |leg: &&Leg| self.get(leg.address) == Holding::Absent;
        legs.iter().filter(absent).map(|leg| leg.address).collect()
    }

    /// What opening accounts for so many takes from the payer.
    pub fn rent_for(&self, unopened: &[Address]) -> Lamports {
        let many = u64::try_from(unopened.len()).unwrap_or(u64::MAX);
        Lamports(self.rent.0.saturating_mul(many))
    }
}

/// The decimals of a mint of the Token program; `None` if it is no such mint.
///
/// # Errors
/// Whatever the chain's are.
pub async fn decimals(chain: &dyn Chain, mint: Address) -> Result<Option<u8>, ChainError> {
    let account = chain.accounts(&[mint]).await?.pop().flatten();
    let account = account.filter(|account| account.owner == TOKEN_PROGRAM);
    Ok(account
        .and_then(|account| Mint::unpack(&account.data).ok())
        .map(|mint| mint.decimals))
}
