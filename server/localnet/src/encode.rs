//! The shapes of the interface: bytes in and out, transactions, amounts; it refuses encodings it does not have, naming those it has.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use solana_message::VersionedMessage;
use solana_message::compiled_instruction::CompiledInstruction;
use solana_message::inner_instruction::InnerInstruction;
use solana_pubkey::Pubkey;
use solana_sdk::transaction::TransactionError;
use solana_transaction::versioned::VersionedTransaction;

use crate::ledger::{LedgerError, Row, TokenBalance};
use crate::params::Config;
use crate::rpc::{Answer, RpcError};

/// Bytes of a transaction at most: what fits a packet.
const MAX_TRANSACTION: usize = 1_232;

/// Bytes shown in base58 at most; more takes too long.
const MAX_BASE58: usize = 128;

/// How deep in a chain of calls a top-level instruction stands.
const TOP_LEVEL: u32 = 1;

/// How bytes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Base58 without saying so: what old clients expect of accounts.
    Binary,
    /// Base58.
    Base58,
    /// Base64.
    Base64,
}

impl Encoding {
    /// Reads `encoding`.
    ///
    /// # Errors
    /// [`RpcError::Params`] for one there is not.
    pub fn of(config: &Config<'_>, default: Self) -> Result<Self, RpcError> {
        match config.text("encoding")? {
            None => Ok(default),
            Some("base58") => Ok(Self::Base58),
            Some("base64") => Ok(Self::Base64),
            Some("binary") if default == Self::Binary => Ok(Self::Binary),
            Some(other) => Err(unsupported(other, "base58 and base64")),
        }
    }

    /// The data of an account.
    ///
    /// # Errors
    /// [`RpcError::Request`] if it is too long for base58.
    pub fn account_data(self, data: &[u8]) -> Answer {
        if self != Self::Base64 && data.len() > MAX_BASE58 {
            return Err(RpcError::Request(format!(
                "Encoded binary (base 58) data should be less than {MAX_BASE58} bytes, please use \
                 Base64 encoding."
            )));
        }
        Ok(match self {
            Self::Binary => json!(bs58::encode(data).into_string()),
            Self::Base58 => json!([bs58::encode(data).into_string(), "base58"]),
            Self::Base64 => json!([BASE64_STANDARD.encode(data), "base64"]),
        })
    }

    fn decode(self, text: &str) -> Result<Vec<u8>, RpcError> {
        let (name, limit) = match self {
            Self::Binary | Self::Base58 => ("base58", 1_683),
            Self::Base64 => ("base64", 1_644),
        };
        if text.len() > limit {
            return Err(RpcError::params(format!(
                "{name} encoded transaction too large: {} bytes (max: encoded/raw \
                 {limit}/{MAX_TRANSACTION})",
                text.len()
            )));
        }
        let bytes = match self {
            Self::Binary | Self::Base58 => bs58::decode(text).into_vec().map_err(|error| error.to_string()),
            Self::Base64 => BASE64_STANDARD.decode(text).map_err(|error| error.to_string()),
        };
        let bytes = bytes.map_err(|error| RpcError::params(format!("invalid {name} encoding: {error}")))?;
        if bytes.len() > MAX_TRANSACTION {
            return Err(RpcError::params(format!(
                "decoded transaction too large: {} bytes (max: {MAX_TRANSACTION} bytes)",
                bytes.len()
            )));
        }
        Ok(bytes)
    }
}

/// How a recorded transaction is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransactionEncoding {
    /// In its parts.
    Json,
    /// As bytes.
    Bytes(Encoding),
}

impl TransactionEncoding {
    /// Reads `encoding`.
    ///
    /// # Errors
    /// [`RpcError::Params`] for one there is not.
    pub fn of(config: &Config<'_>) -> Result<Self, RpcError> {
        config.text("encoding")?.map_or(Ok(Self::Json), Self::parse)
    }

    /// An encoding by its name.
    ///
    /// # Errors
    /// [`RpcError::Params`] for one there is not.
    pub fn parse(word: &str) -> Result<Self, RpcError> {
        match word {
            "json" => Ok(Self::Json),
            "base58" => Ok(Self::Bytes(Encoding::Base58)),
            "base64" => Ok(Self::Bytes(Encoding::Base64)),
            other => Err(unsupported(other, "json, base64 and base58")),
        }
    }
}

fn unsupported(word: &str, have: &str) -> RpcError {
    RpcError::params(format!(
        "Invalid params: the encoding `{word}` is not supported here; there are {have}."
    ))
}

/// A transaction from what a client sent.
///
/// # Errors
/// [`RpcError::Params`] if it is none, or of version 1, which is not active here.
pub fn transaction_from(text: &str, encoding: Encoding) -> Result<VersionedTransaction, RpcError> {
    let bytes = encoding.decode(text)?;
    let transaction: VersionedTransaction = bincode::deserialize(&bytes)
        .map_err(|error| RpcError::params(format!("failed to deserialize transaction: {error}")))?;
    only_known_version(&transaction.message)?;
    Ok(transaction)
}

/// A message in base64.
///
/// # Errors
/// [`RpcError::Params`] if it is none, or of version 1.
pub fn message_from(text: &str) -> Result<VersionedMessage, RpcError> {
    let bytes = Encoding::Base64.decode(text)?;
    let message: VersionedMessage = bincode::deserialize(&bytes)
        .map_err(|error| RpcError::params(format!("failed to deserialize message: {error}")))?;
    only_known_version(&message)?;
    Ok(message)
}

/// Version 1 has another wire format, which bincode would misread.
fn only_known_version(message: &VersionedMessage) -> Result<(), RpcError> {
    match message {
        VersionedMessage::V1(_) => Err(RpcError::params(
            "transactions of version 1 are not active on this network",
        )),
        VersionedMessage::Legacy(_) | VersionedMessage::V0(_) => Ok(()),
    }
}

/// The error of a recorded transaction; null if it succeeded.
pub fn row_error(row: &Row) -> Value {
    row.err
        .as_deref()
        .map(|text| serde_json::from_str(text).unwrap_or_else(|_| json!(text)))
        .unwrap_or_default()
}

/// What a simulation answers that failed.
pub fn refused(err: &TransactionError, logs: &[String], units: u64) -> Value {
    json!({
        "accounts": null,
        "err": err,
        "innerInstructions": null,
        "logs": logs,
        "replacementBlockhash": null,
        "returnData": null,
        "unitsConsumed": units,
    })
}

/// What `getTransaction` answers.
///
/// # Errors
/// [`RpcError::Version`] if the client does not know its version.
pub fn confirmed_transaction(row: &Row, encoding: TransactionEncoding, max_version: Option<u64>) -> Answer {
    let transaction: VersionedTransaction = bincode::deserialize(&row.raw).map_err(LedgerError::from)?;
    let version = match (&transaction.message, max_version) {
        (VersionedMessage::Legacy(_), Some(_)) => Some(json!("legacy")),
        (VersionedMessage::Legacy(_), None) => None,
        (VersionedMessage::V0(_), Some(_)) => Some(json!(0)),
        (VersionedMessage::V0(_), None) => return Err(RpcError::Version(0)),
        (VersionedMessage::V1(_), Some(1..)) => Some(json!(1)),
        (VersionedMessage::V1(_), _) => return Err(RpcError::Version(1)),
    };
    let err = row_error(row);
    let mut meta = json!({
        "computeUnitsConsumed": row.units,
        "err": err,
        "fee": row.fee,
        "innerInstructions": inner_instructions(&row.inner),
        "loadedAddresses": loaded_addresses(&row.loaded_writable, &row.loaded_readonly),
        "logMessages": row.logs,
        "postBalances": row.post_balances,
        "postTokenBalances": token_balances(&row.post_tokens),
        "preBalances": row.pre_balances,
        "preTokenBalances": token_balances(&row.pre_tokens),
        "rewards": [],
        "status": if err.is_null() { json!({ "Ok": null }) } else { json!({ "Err": err }) },
    });
    if row.return_data.is_some() {
        meta["returnData"] = return_data(row.return_data.as_ref());
    }
    let body = match encoding {
        TransactionEncoding::Json => json!({
            "signatures": strings(&transaction.signatures),
            "message": message_json(&transaction.message),
        }),
        TransactionEncoding::Bytes(Encoding::Base64) => {
            json!([BASE64_STANDARD.encode(&row.raw), "base64"])
        }
        TransactionEncoding::Bytes(_) => json!([bs58::encode(&row.raw).into_string(), "base58"]),
    };
    let mut answer = json!({
        "blockTime": row.block_time,
        "meta": meta,
        "slot": row.place.0,
        "transaction": body,
    });
    if let Some(version) = version {
        answer["version"] = version;
    }
    Ok(answer)
}

fn message_json(message: &VersionedMessage) -> Value {
    let header = message.header();
    let mut body = json!({
        "header": {
            "numRequiredSignatures": header.num_required_signatures,
            "numReadonlySignedAccounts": header.num_readonly_signed_accounts,
            "numReadonlyUnsignedAccounts": header.num_readonly_unsigned_accounts,
        },
        "accountKeys": strings(message.static_account_keys()),
        "recentBlockhash": message.recent_blockhash().to_string(),
        "instructions": message
            .instructions()
            .iter()
            .map(|instruction| instruction_json(instruction, TOP_LEVEL))
            .collect::<Vec<_>>(),
    });
    if let Some(lookups) = message.address_table_lookups() {
        body["addressTableLookups"] = lookups
            .iter()
            .map(|lookup| {
                json!({
                    "accountKey": lookup.account_key.to_string(),
                    "writableIndexes": lookup.writable_indexes,
                    "readonlyIndexes": lookup.readonly_indexes,
                })
            })
            .collect();
    }
    body
}

fn instruction_json(instruction: &CompiledInstruction, stack_height: u32) -> Value {
    json!({
        "programIdIndex": instruction.program_id_index,
        "accounts": instruction.accounts,
        "data": bs58::encode(&instruction.data).into_string(),
        "stackHeight": stack_height,
    })
}

/// The instructions that others invoked, leaving out the top-level ones that invoked none.
pub fn inner_instructions(inner: &[Vec<InnerInstruction>]) -> Value {
    inner
        .iter()
        .enumerate()
        .filter(|(_, instructions)| !instructions.is_empty())
        .map(|(index, instructions)| {
            let instructions: Vec<_> = instructions
                .iter()
                .map(|inner| instruction_json(&inner.instruction, inner.stack_height.into()))
                .collect();
            json!({ "index": index, "instructions": instructions })
        })
        .collect()
}

/// Accounts loaded through lookup tables.
pub fn loaded_addresses(writable: &[Pubkey], readonly: &[Pubkey]) -> Value {
    json!({ "writable": strings(writable), "readonly": strings(readonly) })
}

/// What a program returned; null if nothing.
pub fn return_data(returned: Option<&(Pubkey, Vec<u8>)>) -> Value {
    returned.map_or(Value::Null, |(program, data)| {
        json!({
            "programId": program.to_string(),
            "data": [BASE64_STANDARD.encode(data), "base64"],
        })
    })
}

/// An amount of tokens: `amount` is what to compute with, the rest is for eyes.
pub fn token_amount(amount: u64, decimals: u8) -> Value {
    let text = decimal(amount, decimals);
    json!({
        "amount": amount.to_string(),
        "decimals": decimals,
        "uiAmount": text.parse::<f64>().ok(),
        "uiAmountString": text,
    })
}

fn token_balances(balances: &[TokenBalance]) -> Value {
    balances
        .iter()
        .map(|balance| {
            let mut amount = token_amount(balance.amount, balance.decimals);
            // Ledgers of real nodes do not tell 0 from absent here.
            if balance.amount == 0 {
                amount["uiAmount"] = Value::Null;
            }
            json!({
                "accountIndex": balance.index,
                "mint": balance.mint.to_string(),
                "owner": balance.owner.to_string(),
                "programId": balance.program.to_string(),
                "uiTokenAmount": amount,
            })
        })
        .collect()
}

/// A number of base units as a decimal, without trailing zeros.
fn decimal(amount: u64, decimals: u8) -> String {
    let places = usize::from(decimals);
    let digits = format!("{amount:0>width$}", width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{fraction}")
    }
}

fn strings(items: &[impl ToString]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_without_trailing_zeros() {
        let text = |amount, decimals| decimal(amount, decimals);
        assert_eq!(text(0, 6), "0");
        assert_eq!(text(1, 6), "0.000001");
        assert_eq!(text(1_500_000, 6), "1.5");
        assert_eq!(text(2_000_000, 6), "2");
        assert_eq!(text(42, 0), "42");
        assert_eq!(text(100, 0), "100");
        assert_eq!(text(u64::MAX, 9), "18446744073.709551615");
    }

    #[test]
    fn a_transaction_of_version_one_is_refused_by_name() {
        let mut bytes = vec![1];
        bytes.extend([0; 64]);
        bytes.extend([0x81, 1, 0, 0]);
        let text = BASE64_STANDARD.encode(bytes);
        let error = transaction_from(&text, Encoding::Base64).map(|_| ());
        assert!(matches!(error, Err(RpcError::Params(_))));
    }
}
