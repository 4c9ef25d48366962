//! Transactions on their way in: simulated, sent, or made by the faucet; it refuses what a real node would refuse, in the same words.
//!
//! A preflight runs at the newest slot whatever `preflightCommitment` says, since there is one
//! state. Without a preflight a node answers the signature of anything it can parse, and what
//! cannot land is never heard of again; so it is here.

use serde_json::{Value, json};
use solana_instruction::Instruction;
use solana_message::{Message, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_sdk::transaction::TransactionError;
use solana_signature::Signature;
use solana_signer::Signer;
use solana_system_interface::instruction::transfer;
use solana_transaction::versioned::VersionedTransaction;

use crate::chain;
use crate::encode::{self, Encoding};
use crate::methods::accounts::Shape;
use crate::methods::cluster;
use crate::node::Node;
use crate::params::{Params, parse};
use crate::rpc::{Answer, RpcError, View, with_context};
use crate::token;
use crate::{FAUCET_LIMIT_LAMPORTS, FAUCET_LIMIT_TOKEN_UNITS};

pub fn send_transaction(node: &mut Node, view: &View, params: &Params) -> Answer {
    let config = params.config(1)?;
    let encoding = Encoding::of(&config, Encoding::Base58)?;
    let transaction = encode::transaction_from(params.text(0)?, encoding)?;
    let preflight = !config.flag("skipPreflight")?;
    view.at_commitment(&config, config.commitment_named("preflightCommitment")?)?;

    let signature = first_signature(&transaction)?;
    let answer = Ok(json!(signature.to_string()));
    let signed = transaction.verify_with_results().into_iter().all(|ok| ok);
    if preflight && !signed {
        return Err(RpcError::Signature);
    }
    let tip = view.newest;
    // A node that is behind does not know the newest hashes yet, and passes on what it is not asked to judge.
    let known = if preflight { view.tip } else { tip };
    if let Some(err) = node.staleness(known, &transaction)? {
        return if preflight {
            Err(refusal(&err, &[], 0))
        } else {
            answer
        };
    }
    let run = node.vm.run(&transaction);
    match &run.err {
        Some(err) if preflight => return Err(refusal(err, &run.logs, run.units)),
        _ if !signed || !run.executed => return answer,
        _ => {}
    }
    if node.pending.drops() {
        return answer;
    }
    node.record(tip, &transaction, &run)?;
    answer
}

pub fn simulate_transaction(node: &mut Node, view: &View, params: &Params) -> Answer {
    let config = params.config(1)?;
    let encoding = Encoding::of(&config, Encoding::Base58)?;
    let mut transaction = encode::transaction_from(params.text(0)?, encoding)?;
    let slot = view.at(&config)?;
    let (verify, replace) = (config.flag("sigVerify")?, config.flag("replaceRecentBlockhash")?);
    if verify && replace {
        return Err(RpcError::params(
            "sigVerify may not be used with replaceRecentBlockhash",
        ));
    }
    first_signature(&transaction)?;
    if verify && !transaction.verify_with_results().into_iter().all(|ok| ok) {
        return Err(RpcError::Signature);
    }
    let replacement = if replace {
        let latest = chain::blockhash(&node.genesis, view.newest);
        transaction.message.set_recent_blockhash(latest);
        cluster::blockhash(node, view.newest)
    } else {
        Value::Null
    };
    if let Some(err) = node.staleness(view.newest, &transaction)? {
        return Ok(with_context(slot, encode::refused(&err, &[], 0)));
    }

    let run = node.vm.run(&transaction);
    let accounts = match config.config("accounts")? {
        Some(wanted) => {
            let shape = Shape::of(&wanted, Encoding::Base64)?;
            let accounts = wanted
                .texts("addresses", run.keys.len())?
                .into_iter()
                .map(|address| {
                    let key: Pubkey = parse(address)?;
                    if run.err.is_some() {
                        return Ok(Value::Null);
                    }
                    let changed = run.changes.iter().find(|change| change.key == key);
                    match changed {
                        Some(change) => shape.account(&mut node.budget, change.after.as_ref()),
                        None => shape.account(&mut node.budget, node.vm.account_ref(&key)),
                    }
                })
                .collect::<Result<Vec<_>, RpcError>>()?;
            Value::Array(accounts)
        }
        None => Value::Null,
    };
    let inner = if config.flag("innerInstructions")? {
        encode::inner_instructions(&run.inner)
    } else {
        Value::Null
    };
    Ok(with_context(
        slot,
        json!({
            "accounts": accounts,
            "err": run.err,
            "fee": run.fee,
            "innerInstructions": inner,
            "loadedAddresses": encode::loaded_addresses(&run.loaded.0, &run.loaded.1),
            "logs": run.logs,
            "replacementBlockhash": replacement,
            "returnData": encode::return_data(run.return_data.as_ref()),
            "unitsConsumed": run.units,
        }),
    ))
}

pub fn get_fee_for_message(node: &mut Node, view: &View, params: &Params) -> Answer {
    let message = encode::message_from(params.text(0)?)?;
    let at = view.at(&params.config(1)?)?;
    message.sanitize().map_err(invalid)?;
    let valid = node
        .hashes
        .slot_of(message.recent_blockhash())
        .is_some_and(|of| chain::is_valid_at(of, at));
    let signatures = usize::from(message.header().num_required_signatures);
    let fee = valid.then(|| {
        let unsigned = VersionedTransaction {
            signatures: vec![Signature::default(); signatures],
            message,
        };
        node.vm.run(&unsigned).fee
    });
    Ok(with_context(at, json!(fee)))
}

pub fn request_airdrop(node: &mut Node, view: &View, params: &Params) -> Answer {
    let to = params.pubkey(0)?;
    let lamports = params.number(1)?;
    params.config(2)?.commitment()?;
    if lamports > FAUCET_LIMIT_LAMPORTS {
        return Err(RpcError::params(format!(
            "An airdrop gives at most {FAUCET_LIMIT_LAMPORTS} lamports (100 SOL), and {lamports} \
             were asked for."
        )));
    }
    let transfer = transfer(&node.faucet.pubkey(), &to, lamports);
    from_faucet(node, view, &[transfer])
}

/// Test tokens of the network's mint, which stand in for USDC; ours, in the manner of `requestAirdrop`.
pub fn request_token_airdrop(node: &mut Node, view: &View, params: &Params) -> Answer {
    let to = params.pubkey(0)?;
    let units = params.number(1)?;
    params.config(2)?.commitment()?;
    if units > FAUCET_LIMIT_TOKEN_UNITS {
        return Err(RpcError::params(format!(
            "An airdrop gives at most {FAUCET_LIMIT_TOKEN_UNITS} base units (10,000 USDC), and {units} \
             were asked for."
        )));
    }
    let give = token::give(&node.faucet.pubkey(), &node.mint, &to, units).map_err(|error| {
        tracing::error!(%error, "test tokens could not be minted");
        RpcError::Internal
    })?;
    from_faucet(node, view, &give)
}

/// The mint whose tokens `requestTokenAirdrop` gives; ours as well.
pub fn get_token_airdrop_mint(node: &mut Node, _: &View, _: &Params) -> Answer {
    Ok(json!(node.mint.to_string()))
}

/// Runs what the faucet signs.
fn from_faucet(node: &mut Node, view: &View, instructions: &[Instruction]) -> Answer {
    let tip = view.newest;
    let from = node.faucet.pubkey();
    let compute = if instructions.len() > 1 {
        TOKEN_COMPUTE_UNITS
    } else {
        0
    };
    let mut all = vec![serial_number(node.head.transactions, compute)];
    all.extend_from_slice(instructions);
    let message = Message::new_with_blockhash(&all, Some(&from), &chain::blockhash(&node.genesis, tip));
    let transaction = VersionedTransaction::try_new(VersionedMessage::Legacy(message), &[&node.faucet])
        .map_err(|error| {
            tracing::error!(%error, "an airdrop could not be signed");
            RpcError::Internal
        })?;
    let run = node.vm.run(&transaction);
    if let Some(err) = &run.err {
        return Err(refusal(err, &run.logs, run.units));
    }
    let signature = node.record(tip, &transaction, &run)?;
    Ok(json!(signature.to_string()))
}

/// What opening an account and minting into it may use.
const TOKEN_COMPUTE_UNITS: u32 = 100_000;

/// Two equal airdrops in one slot would be one and the same transaction. A compute unit limit makes
/// each its own, costs nothing, and leaves no trace a reader of the transfer would stumble over.
fn serial_number(transactions: u64, compute: u32) -> Instruction {
    const COMPUTE_BUDGET: Pubkey = Pubkey::from_str_const("ComputeBudget111111111111111111111111111111");
    const SET_COMPUTE_UNIT_LIMIT: u8 = 2;
    const LEAST: u32 = 1_000;
    const VARIANTS: u64 = 1_000_000;
    let units = compute + LEAST + u32::try_from(transactions % VARIANTS).unwrap_or(0);
    let mut data = vec![SET_COMPUTE_UNIT_LIMIT];
    data.extend(units.to_le_bytes());
    Instruction {
        program_id: COMPUTE_BUDGET,
        accounts: Vec::new(),
        data,
    }
}

fn first_signature(transaction: &VersionedTransaction) -> Result<Signature, RpcError> {
    transaction.sanitize().map_err(invalid)?;
    transaction
        .signatures
        .first()
        .copied()
        .ok_or_else(|| invalid("Transaction has no signatures"))
}

fn invalid(error: impl std::fmt::Display) -> RpcError {
    RpcError::params(format!("invalid transaction: {error}"))
}

fn refusal(err: &TransactionError, logs: &[String], units: u64) -> RpcError {
    RpcError::Preflight {
        message: err.to_string(),
        data: encode::refused(err, logs, units),
    }
}
