//! Orders and their payments, from wallet to wallet. Nothing a browser says about price, recipient or wallet
//! is believed; only what the chain shows opens anything.
//!
//! `create` makes an order of an `item` and `attempt` its transaction (`build`); `watch` finds what landed, `verify` judges
//! it, `settle` writes it. `scanner` is the worker that does this for every order, also for those whose tab
//! was closed. `webhooks` tells creators' own servers what happened.

mod attempt;
pub mod audit;
mod books_store;
pub mod build;
pub mod cases;
mod cases_store;
mod create;
mod cut;
pub mod entity;
mod failures;
pub mod fiat;
pub mod flash_sales;
mod goods;
mod grant;
mod handovers_store;
mod item;
mod moves;
mod noted;
mod notices;
mod offer;
mod outlook;
pub mod promotions;
mod promotions_store;
mod qr;
mod quotes;
mod quotes_store;
mod receipt;
mod receipt_keys;
mod referral;
pub mod referrals;
pub mod refunds;
pub mod sales;
pub mod scanner;
pub mod schedule;
mod schedule_store;
pub mod settle;
pub mod solana_pay;
pub mod store;
pub mod token;
pub mod trials;
mod unpaid;
#[cfg(test)]
mod verify_tests;
mod view;
pub mod watch;
pub mod webhooks;

pub use verifier::{facts, verify, wire};

pub use attempt::{report, transaction};
pub use books_store::earned;
pub use create::create;
pub use receipt::receipt;
pub use receipt_keys::jwks;
pub use store::Wanted;

use crate::{Domain, Result, Viewer, ports::ChainError};
use shared::{
    ids::OrderId,
    money::{Currency, Lamports, Units},
    paging::{self, Page},
    payments::{OrderStatus, OrderView},
};
use token::Holding;
use uuid::Uuid;

/// One order of the viewer's.
pub async fn get(domain: &Domain, viewer: &Viewer, id: OrderId) -> Result<OrderView> {
    let row = view::owned(domain, viewer, id).await?;
    view::one(domain, row).await
}

/// A piece of the viewer's orders, newest first.
pub async fn list(
    domain: &Domain,
    viewer: &Viewer,
    limit: Option<u32>,
    cursor: Option<&str>,
) -> Result<Page<OrderView>> {
    let person = viewer.person()?;
    let limit = paging::limit(limit)?;
    let after: Option<(i64, Uuid)> = paging::decode_cursor(cursor)?;
    let (mut rows, total) = store::list(&domain.db, person.id, limit, after).await?;
    let next_cursor = paging::cut(&mut rows, limit, |last| {
        paging::encode_cursor(&(last.created_at, last.id))
    });
    let items = view::views(&domain.db, rows).await?;
    Ok(Page {
        items,
        next_cursor,
        total,
    })
}

/// The viewer's newest order of an item that can be paid or may still be, so that a page loaded anew goes on
/// with it.
pub async fn open_order(domain: &Domain, viewer: &Viewer, wanted: Wanted) -> Result<Option<OrderView>> {
    let Some(buyer) = viewer.id() else {
        return Ok(None);
    };
    let unpaid = store::unpaid(&domain.db, buyer).await?;
    for row in unpaid.into_iter().filter(|row| wanted.is_of(row)) {
        let waits = row.expires_at > domain.now().0 || store::status(&row)? == OrderStatus::Submitted;
        if waits || !store::open_attempts(&domain.db, row.id).await?.is_empty() {
            return view::one(domain, row).await.map(Some);
        }
    }
    Ok(None)
}

/// Why payments cannot work here at all.
#[derive(Debug, thiserror::Error)]
pub enum NotReady {
    #[error(transparent)]
    Unreachable(#[from] ChainError),
    #[error("the RPC node is on the network {found}, and {expected} is configured")]
    WrongNetwork { expected: String, found: String },
    #[error("the platform's wallet {address} must hold {rent} before it can receive small shares")]
    PlatformUnfunded { address: String, rent: Lamports },
    #[error("{mint} is not a mint of the Token program with the {} decimals of USDC", Currency::Usdc.decimals())]
    NotAMint { mint: String },
}

/// Checks at start that the node is on the configured network, that the platform's wallet can receive the
/// smallest share there can be, and that the mint is one.
pub async fn check_network(domain: &Domain) -> Result<(), NotReady> {
    let network = &domain.rules.network;
    let found = domain.chain.genesis_hash().await?;
    if found != network.genesis_hash {
        let expected = network.genesis_hash.clone();
        return Err(NotReady::WrongNetwork { expected, found });
    }
    let smallest = domain
        .rules
        .rates
        .split(Currency::Sol.min_payment(), true)
        .platform;
    let address = domain.rules.platform_address;
    let rent = domain.chain.rent_exempt_minimum(0).await?;
    let held = domain
        .chain
        .balances(&[address])
        .await?
        .first()
        .copied()
        .unwrap_or_default();
    let enough = held.0.checked_add(smallest.0).is_none_or(|after| after >= rent.0);
    if smallest > Units::ZERO && !enough {
        let address = address.to_string();
        return Err(NotReady::PlatformUnfunded { address, rent });
    }
    if let Some(mint) = network.usdc_mint {
        if token::decimals(&*domain.chain, mint).await? != Some(Currency::Usdc.decimals()) {
            let mint = mint.to_string();
            return Err(NotReady::NotAMint { mint });
        }
        match token::holdings(&*domain.chain, mint, &[address])
            .await?
            .as_slice()
        {
            [Holding::Open(_)] => {}
            [Holding::Absent] => {
                tracing::warn!(%address, "the platform's wallet has no USDC account; the next buyer opens it at their cost");
            }
            _ => {
                tracing::error!(%address, "the platform's USDC account is frozen or not its own; nobody can pay in USDC")
            }
        }
    }
    Ok(())
}
