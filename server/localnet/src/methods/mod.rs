//! The methods there are and where each is written; it refuses nothing itself: what is not listed does not exist.

mod accounts;
mod cluster;
mod dev;
mod history;
mod send;

use serde_json::{Value, json};

use crate::node::Node;
use crate::params::Params;
use crate::rpc::{Answer, View, with_context};

/// A method: the network, the chain as this request sees it, and its parameters.
pub type Method = fn(&mut Node, &View, &Params) -> Answer;

const METHODS: &[(&str, Method)] = &[
    ("getAccountInfo", accounts::get_account_info),
    ("getBalance", accounts::get_balance),
    ("getBlockHeight", cluster::get_block_height),
    ("getBlockTime", cluster::get_block_time),
    ("getEpochInfo", cluster::get_epoch_info),
    ("getFeeForMessage", send::get_fee_for_message),
    ("getFirstAvailableBlock", cluster::get_first_available_block),
    ("getGenesisHash", cluster::get_genesis_hash),
    ("getHealth", cluster::get_health),
    ("getLatestBlockhash", cluster::get_latest_blockhash),
    (
        "getMinimumBalanceForRentExemption",
        accounts::get_minimum_balance_for_rent_exemption,
    ),
    ("getMultipleAccounts", accounts::get_multiple_accounts),
    (
        "getRecentPrioritizationFees",
        cluster::get_recent_prioritization_fees,
    ),
    ("getSignatureStatuses", history::get_signature_statuses),
    ("getSignaturesForAddress", history::get_signatures_for_address),
    ("getSlot", cluster::get_slot),
    ("getTokenAccountBalance", accounts::get_token_account_balance),
    ("getTokenAccountsByOwner", accounts::get_token_accounts_by_owner),
    ("getTokenAirdropMint", send::get_token_airdrop_mint),
    ("getTransaction", history::get_transaction),
    ("getVersion", cluster::get_version),
    ("isBlockhashValid", cluster::is_blockhash_valid),
    ("requestAirdrop", send::request_airdrop),
    ("requestTokenAirdrop", send::request_token_airdrop),
    ("sendTransaction", send::send_transaction),
    ("simulateTransaction", send::simulate_transaction),
];

const DEV_METHODS: &[(&str, Method)] = &[
    ("fonana_advance", dev::advance),
    ("fonana_fault", dev::fault),
    ("fonana_reorg", dev::reorg),
];

/// The methods that can answer that there is nothing.
pub const CAN_BE_NULL: &[&str] = &[
    "getTransaction",
    "getSignaturesForAddress",
    "getSignatureStatuses",
];

/// A method of a real node.
pub fn find(name: &str) -> Option<Method> {
    METHODS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, method)| *method)
}

/// A method no real node has.
pub fn find_dev(name: &str) -> Option<Method> {
    DEV_METHODS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, method)| *method)
}

/// What a method in [`CAN_BE_NULL`] answers when it finds nothing.
pub fn nothing(name: &str, slot: u64, params: &Params) -> Value {
    match name {
        "getSignaturesForAddress" => json!([]),
        "getSignatureStatuses" => {
            let asked = params.get(0).and_then(Value::as_array).map_or(0, Vec::len);
            with_context(slot, Value::Array(vec![Value::Null; asked]))
        }
        _ => Value::Null,
    }
}
