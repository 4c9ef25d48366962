//! The chain itself: its name, slots, times, block hashes; it refuses to look at any account or transaction.

use serde_json::{Value, json};
use solana_hash::Hash;

use crate::chain;
use crate::node::Node;
use crate::params::{Params, parse};
use crate::rpc::{API_VERSION, Answer, RpcError, View, with_context};

/// Slots a node may be behind and still call itself healthy.
const HEALTHY_DISTANCE: u64 = 128;

/// Slots the priority fees of which are listed.
const FEE_SLOTS: u64 = 150;

/// A number real nodes derive from their features; here only its place is kept.
const FEATURE_SET: u32 = 0x0f0a_0a0a;

pub fn get_genesis_hash(node: &mut Node, _: &View, _: &Params) -> Answer {
    Ok(json!(node.genesis.to_string()))
}

pub fn get_health(_: &mut Node, view: &View, _: &Params) -> Answer {
    let behind = view.newest - view.tip;
    if behind >= HEALTHY_DISTANCE {
        return Err(RpcError::Behind(behind));
    }
    Ok(json!("ok"))
}

pub fn get_version(_: &mut Node, _: &View, _: &Params) -> Answer {
    Ok(json!({ "solana-core": API_VERSION, "feature-set": FEATURE_SET }))
}

pub fn get_slot(_: &mut Node, view: &View, params: &Params) -> Answer {
    Ok(json!(view.at(&params.config(0)?)?))
}

pub fn get_block_height(_: &mut Node, view: &View, params: &Params) -> Answer {
    Ok(json!(chain::height(view.at(&params.config(0)?)?)))
}

pub fn get_epoch_info(node: &mut Node, view: &View, params: &Params) -> Answer {
    let slot = view.at(&params.config(0)?)?;
    Ok(json!({
        "absoluteSlot": slot,
        "blockHeight": chain::height(slot),
        "epoch": slot / chain::SLOTS_PER_EPOCH,
        "slotIndex": slot % chain::SLOTS_PER_EPOCH,
        "slotsInEpoch": chain::SLOTS_PER_EPOCH,
        "transactionCount": node.head.transactions,
    }))
}

pub fn get_first_available_block(_: &mut Node, view: &View, _: &Params) -> Answer {
    Ok(json!(view.first))
}

pub fn get_block_time(node: &mut Node, view: &View, params: &Params) -> Answer {
    let slot = params.number(0)?;
    if !(view.first..=view.tip).contains(&slot) {
        return Err(RpcError::Block(slot));
    }
    Ok(json!(chain::unix_seconds(node.head.genesis_ms, slot)))
}

/// Nobody competes for a place here, so every fee is 0.
pub fn get_recent_prioritization_fees(_: &mut Node, view: &View, _: &Params) -> Answer {
    let oldest = view.tip.saturating_sub(FEE_SLOTS - 1).max(chain::START_SLOT);
    let fees: Vec<Value> = (oldest..=view.tip)
        .map(|slot| json!({ "slot": slot, "prioritizationFee": 0 }))
        .collect();
    Ok(Value::Array(fees))
}

pub fn get_latest_blockhash(node: &mut Node, view: &View, params: &Params) -> Answer {
    let slot = view.at(&params.config(0)?)?;
    Ok(with_context(slot, blockhash(node, slot)))
}

pub fn is_blockhash_valid(node: &mut Node, view: &View, params: &Params) -> Answer {
    let hash: Hash = parse(params.text(0)?)?;
    let at = view.at(&params.config(1)?)?;
    let valid = node
        .hashes
        .slot_of(&hash)
        .is_some_and(|of| chain::is_valid_at(of, at));
    Ok(with_context(at, json!(valid)))
}

/// The block hash of a slot and the last height at which it is valid.
pub fn blockhash(node: &Node, slot: u64) -> Value {
    json!({
        "blockhash": chain::blockhash(&node.genesis, slot).to_string(),
        "lastValidBlockHeight": chain::last_valid_height(slot),
    })
}
