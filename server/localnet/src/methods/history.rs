//! What has happened: statuses, transactions and who they touched, as settled as asked for; it refuses `processed`, as real history does.

use serde_json::{Value, json};
use solana_signature::Signature;

use crate::chain::Commitment;
use crate::encode::{self, TransactionEncoding};
use crate::ledger::Row;
use crate::node::Node;
use crate::params::{Params, parse};
use crate::rpc::{Answer, RpcError, View, with_context};

/// Statuses one request may ask for.
const MAX_STATUSES: usize = 256;

/// Slots whose statuses a node knows without searching its history.
const RECENT_STATUSES: u64 = 300;

/// Signatures in one answer at most.
const MAX_SIGNATURES: u64 = 1_000;

pub fn get_signature_statuses(node: &mut Node, view: &View, params: &Params) -> Answer {
    let signatures = params.texts(0, MAX_STATUSES)?;
    let search = params.config(1)?.flag("searchTransactionHistory")?;
    let statuses = signatures
        .into_iter()
        .map(|text| {
            let row = node.ledger.transaction(&parse::<Signature>(text)?)?;
            Ok(row.and_then(|row| status(view, &row, search)).unwrap_or_default())
        })
        .collect::<Result<Vec<_>, RpcError>>()?;
    Ok(with_context(view.tip, Value::Array(statuses)))
}

fn status(view: &View, row: &Row, search: bool) -> Option<Value> {
    let slot = row.place.0;
    let reached = view.commitment_of(slot)?;
    let age = view.tip - slot;
    if age > RECENT_STATUSES && !search {
        return None;
    }
    let err = encode::row_error(row);
    Some(json!({
        "slot": slot,
        "confirmations": (reached < Commitment::Finalized).then_some(age),
        "err": err,
        "status": if err.is_null() { json!({ "Ok": null }) } else { json!({ "Err": err }) },
        "confirmationStatus": reached.name(),
    }))
}

pub fn get_transaction(node: &mut Node, view: &View, params: &Params) -> Answer {
    let signature = params.signature(0)?;
    // The second parameter was once the encoding alone, and still may be.
    let (encoding, commitment, max_version) = match params.get(1) {
        Some(Value::String(word)) => (TransactionEncoding::parse(word)?, Commitment::Finalized, None),
        _ => {
            let config = params.config(1)?;
            (
                TransactionEncoding::of(&config)?,
                config.commitment_at_least_confirmed()?,
                config.number("maxSupportedTransactionVersion")?,
            )
        }
    };
    let row = node
        .ledger
        .transaction(&signature)?
        .filter(|row| view.has_reached(row.place.0, commitment));
    row.map_or(Ok(Value::Null), |row| {
        encode::confirmed_transaction(&row, encoding, max_version)
    })
}

pub fn get_signatures_for_address(node: &mut Node, view: &View, params: &Params) -> Answer {
    let address = params.pubkey(0)?;
    let config = params.config(1)?;
    let commitment = config.commitment_at_least_confirmed()?;
    view.at(&config)?;
    let limit = config.number("limit")?.unwrap_or(MAX_SIGNATURES);
    if limit == 0 || limit > MAX_SIGNATURES {
        return Err(RpcError::params(format!("Invalid limit; max {MAX_SIGNATURES}")));
    }
    let place_of = |name| {
        let signature: Option<Signature> = config.parse(name)?;
        Ok::<_, RpcError>(match signature {
            Some(signature) => Some(
                node.ledger
                    .transaction(&signature)?
                    .map(|row| row.place)
                    .filter(|place| view.has_reached(place.0, commitment)),
            ),
            None => None,
        })
    };
    // Nothing has reached the commitment while the chain is younger than its age.
    let Some(newest) = view.tip.checked_sub(commitment.age()) else {
        return Ok(json!([]));
    };
    let settled = (newest + 1, 0);
    let below = match place_of("before")? {
        Some(Some(place)) => place.min(settled),
        // A node knows nothing before a transaction it does not know.
        Some(None) => return Ok(json!([])),
        None => settled,
    };
    let from = match place_of("until")?.flatten() {
        Some((slot, index)) => (slot, index + 1).max((view.first, 0)),
        None => (view.first, 0),
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let found: Vec<Value> = node
        .ledger
        .naming(&address, from, below, limit)?
        .into_iter()
        .map(|(signature, row)| {
            let reached = view.commitment_of(row.place.0).unwrap_or(Commitment::Processed);
            json!({
                "signature": signature.to_string(),
                "slot": row.place.0,
                "err": encode::row_error(&row),
                "memo": row.memo,
                "blockTime": row.block_time,
                "confirmationStatus": reached.name(),
            })
        })
        .collect();
    Ok(Value::Array(found))
}
