//! Judges a transaction anew, by the chain and the order alone, and tells what the books have of it. It changes nothing.

use super::{
    cases_store, store,
    verify::{Mismatch, Settlement, verify_any},
    wire::Wire,
};
use crate::{Domain, Result, ports::Commitment};
use shared::{
    Timestamp,
    ids::OrderId,
    money::Currency,
    payments::OrderStatus,
    solana::{Address, Signature},
};

/// What is found out about a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audit {
    /// The network does not show it: it never landed, or the node's records do not go back so far.
    NotOnChain,
    /// It landed, and names no order of ours.
    NoOrder,
    Judged(Box<Judged>),
}

/// A transaction beside the order that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub order: OrderId,
    pub status: OrderStatus,
    pub currency: Currency,
    /// Whether the network has made it final.
    pub finalized: bool,
    /// What the checks say now.
    pub verdict: Result<Settlement, Mismatch>,
    /// Whether the books have it as the order's payment, and since when.
    pub credited_at: Option<Timestamp>,
    /// When the books took it as final.
    pub booked_at: Option<Timestamp>,
    /// Whether a person opened for it what was ordered, whatever the checks say.
    pub granted: bool,
}

impl Judged {
    /// Whether chain and books say the same.
    pub fn agrees(&self) -> bool {
        self.granted || self.verdict.is_ok() == self.credited_at.is_some()
    }
}

/// Looks at a transaction: on the chain, against the order whose reference it carries, and in the books.
///
/// # Errors
/// `network_unavailable`.
pub async fn audit(domain: &Domain, signature: &Signature) -> Result<Audit> {
    let finalized = domain.chain.transaction(signature, Commitment::Finalized).await?;
    let is_final = finalized.is_some();
    let landed = match finalized {
        Some(landed) => Some(landed),
        None => domain.chain.transaction(signature, Commitment::Confirmed).await?,
    };
    let Some(landed) = landed else {
        return Ok(Audit::NotOnChain);
    };
    let db = &domain.db;
    let keys: Vec<Address> = Wire::read(&landed.bytes)
        .map(|wire| wire.static_keys().collect())
        .unwrap_or_default();
    let references = store::references(db, &keys).await?;
    let payment = store::payment(db, signature).await?;
    let mut row = match &payment {
        Some(payment) => Some(store::order(db, payment.order_id).await?),
        None => None,
    };
    // That of a refund is of no order.
    for reference in &references {
        if row.is_none() {
            row = store::by_reference(db, reference).await?;
        }
    }
    // Nothing pays for free days.
    let Some(row) = row.filter(|row| !store::is_free(row)) else {
        return Ok(Audit::NoOrder);
    };
    let facts = store::facts(db, &row).await?;
    let payers = store::names(db, &row, &keys).await?.payers;
    let case = cases_store::case(db, row.id, &signature.to_string()).await?;
    Ok(Audit::Judged(Box::new(Judged {
        order: OrderId(row.id),
        status: store::status(&row)?,
        currency: store::currency(&row)?,
        finalized: is_final,
        verdict: verify_any(&facts, &payers, &references, &landed, domain.now())
            .map(|(_, settlement)| settlement),
        granted: payment.is_some() && case.is_some(),
        credited_at: payment.as_ref().map(|payment| Timestamp(payment.confirmed_at)),
        booked_at: payment.and_then(|payment| payment.finalized_at).map(Timestamp),
    })))
}
