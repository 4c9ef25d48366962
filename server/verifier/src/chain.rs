//! A landed transaction as a node tells of it, read from the answer to `getTransaction`.

use crate::answer::{Answer, Nonsense};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use shared::{
    money::{Lamports, Units},
    solana::{Address, Signature},
};

/// The method that tells of one.
pub const METHOD: &str = "getTransaction";

/// What to ask a node for a transaction at a commitment (`confirmed` or `finalized`).
pub fn params(signature: &Signature, commitment: &str) -> Value {
    let config = json!({
        "commitment": commitment,
        "encoding": "base64",
        "maxSupportedTransactionVersion": 1,
    });
    json!([signature, config])
}

/// What `getTransaction` tells of a landed transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainTransaction {
    pub slot: u64,
    /// Unix seconds; absent when the node does not know.
    pub block_time: Option<i64>,
    /// The wire form, signatures and message.
    pub bytes: Vec<u8>,
    /// The transaction's own error: it landed, took its fee and did nothing else.
    pub err: Option<String>,
    /// Addresses that lookup tables added, in the order of the runtime: writable, then read-only.
    pub loaded_writable: Vec<Address>,
    pub loaded_readonly: Vec<Address>,
    /// Balances of static keys, then loaded ones.
    pub pre_balances: Vec<Lamports>,
    pub post_balances: Vec<Lamports>,
    /// Token accounts among these keys.
    pub pre_tokens: Vec<TokenBalance>,
    pub post_tokens: Vec<TokenBalance>,
}

/// What a token account held, as the network tells it beside a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenBalance {
    /// Its place among static keys, then loaded ones.
    pub account: usize,
    pub mint: Address,
    /// The wallet.
    pub owner: Address,
    /// The token program.
    pub program: Address,
    pub amount: Units,
}

impl ChainTransaction {
    /// Reads a node's answer; `None` where it has no such transaction.
    pub fn read(value: &Value) -> Result<Option<Self>, Nonsense> {
        let answer = Answer {
            method: METHOD,
            value,
        };
        if answer.is_null() {
            return Ok(None);
        }
        if answer.at("/transaction/1")?.text()? != "base64" {
            return Err(answer.wrong("not in base64"));
        }
        let bytes = STANDARD
            .decode(answer.at("/transaction/0")?.text()?)
            .map_err(|_| answer.wrong("not base64"))?;
        let err = answer.at("/meta/err")?;
        let block_time = answer
            .value
            .get("blockTime")
            .filter(|time| !time.is_null())
            .map(|time| {
                time.as_i64()
                    .ok_or_else(|| answer.wrong("blockTime is not a number"))
            })
            .transpose()?;
        let loaded = |kind: &str| match answer.value.pointer("/meta/loadedAddresses") {
            // Nodes leave it out for transactions that have no lookup tables.
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(_) => answer
                .at(&format!("/meta/loadedAddresses/{kind}"))?
                .each(Answer::parse),
        };
        let amounts = |kind: &str| answer.at(kind)?.each(|amount| amount.number().map(Lamports));
        Ok(Some(Self {
            slot: answer.at("/slot")?.number()?,
            block_time,
            bytes,
            err: (!err.is_null()).then(|| err.value.to_string()),
            loaded_writable: loaded("writable")?,
            loaded_readonly: loaded("readonly")?,
            pre_balances: amounts("/meta/preBalances")?,
            post_balances: amounts("/meta/postBalances")?,
            pre_tokens: token_balances(answer, "/meta/preTokenBalances")?,
            post_tokens: token_balances(answer, "/meta/postTokenBalances")?,
        }))
    }

    /// Nothing is told of it, not even its slot.
    pub fn unreadable() -> Self {
        Self {
            slot: 0,
            block_time: None,
            bytes: Vec::new(),
            err: None,
            loaded_writable: Vec::new(),
            loaded_readonly: Vec::new(),
            pre_balances: Vec::new(),
            post_balances: Vec::new(),
            pre_tokens: Vec::new(),
            post_tokens: Vec::new(),
        }
    }
}

/// Token accounts of a transaction; nodes leave the list out where there are none. One without owner or program, as in records
/// from before there were such members, could not be judged and makes no sense of the whole.
fn token_balances(answer: Answer<'_>, kind: &str) -> Result<Vec<TokenBalance>, Nonsense> {
    match answer.value.pointer(kind) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(_) => answer.at(kind)?.each(|balance| {
            let amount = balance.at("/uiTokenAmount/amount")?;
            Ok(TokenBalance {
                account: usize::try_from(balance.at("/accountIndex")?.number()?)
                    .map_err(|_| balance.wrong("no place"))?,
                mint: balance.at("/mint")?.parse()?,
                owner: balance.at("/owner")?.parse()?,
                program: balance.at("/programId")?.parse()?,
                amount: Units(
                    amount
                        .text()?
                        .parse()
                        .map_err(|_| amount.wrong("not an amount"))?,
                ),
            })
        }),
    }
}
