//! Balances, accounts and tokens as they are now; it refuses encodings it would have to invent (jsonParsed, zstd).

use serde_json::{Value, json};
use solana_pubkey::Pubkey;
use solana_sdk::account::ReadableAccount;

use crate::encode::{self, Encoding};
use crate::node::Node;
use crate::params::{Config, Params, parse};
use crate::rpc::{Answer, Budget, RpcError, View, with_context};
use crate::vm::{self, TokenAccount};

/// Accounts one request may ask for.
const MAX_ACCOUNTS: usize = 100;

pub fn get_balance(node: &mut Node, view: &View, params: &Params) -> Answer {
    let key = params.pubkey(0)?;
    let slot = view.at(&params.config(1)?)?;
    Ok(with_context(slot, json!(node.vm.balance(&key))))
}

pub fn get_account_info(node: &mut Node, view: &View, params: &Params) -> Answer {
    let key = params.pubkey(0)?;
    let config = params.config(1)?;
    let slot = view.at(&config)?;
    let shape = Shape::of(&config, Encoding::Binary)?;
    let account = shape.account(&mut node.budget, node.vm.account_ref(&key))?;
    Ok(with_context(slot, account))
}

pub fn get_multiple_accounts(node: &mut Node, view: &View, params: &Params) -> Answer {
    let keys = params.texts(0, MAX_ACCOUNTS)?;
    let config = params.config(1)?;
    let slot = view.at(&config)?;
    let shape = Shape::of(&config, Encoding::Base64)?;
    let accounts = keys
        .into_iter()
        .map(|key| shape.account(&mut node.budget, node.vm.account_ref(&parse(key)?)))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(with_context(slot, Value::Array(accounts)))
}

pub fn get_minimum_balance_for_rent_exemption(node: &mut Node, _: &View, params: &Params) -> Answer {
    let size = usize::try_from(params.number(0)?).unwrap_or(usize::MAX);
    Ok(json!(node.vm.rent_exempt_minimum(size)))
}

pub fn get_token_accounts_by_owner(node: &mut Node, view: &View, params: &Params) -> Answer {
    let owner = params.pubkey(0)?;
    let filter = params.config(1)?;
    let config = params.config(2)?;
    let slot = view.at(&config)?;
    let shape = Shape::of(&config, Encoding::Base64)?;
    let (program, mint) = match (
        filter.parse::<Pubkey>("mint")?,
        filter.parse::<Pubkey>("programId")?,
    ) {
        (Some(mint), _) => {
            let program = node
                .vm
                .account(&mint)
                .filter(|account| vm::mint_decimals(account).is_some())
                .map(|account| account.owner)
                .ok_or_else(|| RpcError::params("Invalid param: could not find mint"))?;
            (program, Some(mint))
        }
        (None, Some(program)) if vm::is_token_program(&program) => (program, None),
        (None, Some(_)) => {
            return Err(RpcError::params("Invalid param: unrecognized Token program id"));
        }
        (None, None) => {
            return Err(RpcError::params("Invalid params: expected `mint` or `programId`"));
        }
    };
    let mut found: Vec<_> = node
        .vm
        .accounts_of(&program)
        .into_iter()
        .filter(|(_, account)| {
            TokenAccount::of(account)
                .is_some_and(|token| token.owner == owner && mint.is_none_or(|mint| token.mint == mint))
        })
        .collect();
    // The machine keeps accounts in a hash map; answers must not change from call to call.
    found.sort_by_key(|(key, _)| *key);
    let accounts = found
        .into_iter()
        .map(|(key, account)| {
            let account = shape.account(&mut node.budget, Some(&account))?;
            Ok(json!({ "pubkey": key.to_string(), "account": account }))
        })
        .collect::<Result<Vec<_>, RpcError>>()?;
    Ok(with_context(slot, Value::Array(accounts)))
}

pub fn get_token_account_balance(node: &mut Node, view: &View, params: &Params) -> Answer {
    let key = params.pubkey(0)?;
    let slot = view.at(&params.config(1)?)?;
    let account = node
        .vm
        .account(&key)
        .ok_or_else(|| RpcError::params("Invalid param: could not find account"))?;
    let token =
        TokenAccount::of(&account).ok_or_else(|| RpcError::params("Invalid param: not a Token account"))?;
    let decimals = node
        .vm
        .account(&token.mint)
        .and_then(|mint| vm::mint_decimals(&mint))
        .ok_or_else(|| RpcError::params("Invalid param: could not find mint"))?;
    Ok(with_context(slot, encode::token_amount(token.amount, decimals)))
}

/// How accounts are to be shown.
pub struct Shape {
    encoding: Encoding,
    slice: Option<(usize, usize)>,
}

impl Shape {
    /// Reads `encoding` and `dataSlice`.
    ///
    /// # Errors
    /// [`RpcError::Params`] for an encoding there is not.
    pub fn of(config: &Config<'_>, default: Encoding) -> Result<Self, RpcError> {
        let encoding = Encoding::of(config, default)?;
        let slice = match config.config("dataSlice")? {
            Some(slice) => {
                let field = |name| {
                    let number = slice.number(name)?.ok_or_else(|| {
                        RpcError::params(format!("Invalid params: missing field `{name}`."))
                    })?;
                    Ok::<_, RpcError>(usize::try_from(number).unwrap_or(usize::MAX))
                };
                Some((field("offset")?, field("length")?))
            }
            None => None,
        };
        Ok(Self { encoding, slice })
    }

    /// An account as the interface shows it; null if there is none.
    ///
    /// # Errors
    /// [`RpcError::Request`] if it is too long for base58, or more than the request may be shown.
    pub fn account(&self, budget: &mut Budget, account: Option<&impl ReadableAccount>) -> Answer {
        let Some(account) = account else {
            return Ok(Value::Null);
        };
        let whole = account.data();
        let data = match self.slice {
            Some((offset, length)) => {
                let start = offset.min(whole.len());
                let end = start.saturating_add(length).min(whole.len());
                &whole[start..end]
            }
            None => whole,
        };
        budget.take(data.len())?;
        Ok(json!({
            "data": self.encoding.account_data(data)?,
            "executable": account.executable(),
            "lamports": account.lamports(),
            "owner": account.owner().to_string(),
            "rentEpoch": account.rent_epoch(),
            "space": whole.len(),
        }))
    }
}
