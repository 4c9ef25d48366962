//! The parameters of a request, read one at a time and checked as they are; it refuses wrong types in the words of Agave.

use std::str::FromStr;

use serde_json::{Map, Value};
use solana_pubkey::Pubkey;
use solana_signature::Signature;

use crate::chain::Commitment;
use crate::rpc::RpcError;

/// The parameters of a request, by position.
pub struct Params(Vec<Value>);

impl Params {
    /// Takes `params` as it came.
    ///
    /// # Errors
    /// [`RpcError::Params`] if they are not by position.
    pub fn new(params: Option<Value>) -> Result<Self, RpcError> {
        match params {
            None | Some(Value::Null) => Ok(Self(Vec::new())),
            Some(Value::Array(values)) => Ok(Self(values)),
            Some(_) => Err(RpcError::params("`params` should be an array")),
        }
    }

    /// A parameter, if it is there and not null.
    pub fn get(&self, index: usize) -> Option<&Value> {
        self.0.get(index).filter(|value| !value.is_null())
    }

    fn need(&self, index: usize) -> Result<&Value, RpcError> {
        self.get(index).ok_or_else(|| {
            RpcError::params(format!("`params` should have at least {} argument(s)", index + 1))
        })
    }

    /// A string.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is missing or something else.
    pub fn text(&self, index: usize) -> Result<&str, RpcError> {
        let value = self.need(index)?;
        value.as_str().ok_or_else(|| invalid_type(value, "a string"))
    }

    /// An unsigned number.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is missing or something else.
    pub fn number(&self, index: usize) -> Result<u64, RpcError> {
        let value = self.need(index)?;
        value
            .as_u64()
            .ok_or_else(|| invalid_type(value, "a non-negative number"))
    }

    /// An address.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is missing or no address.
    pub fn pubkey(&self, index: usize) -> Result<Pubkey, RpcError> {
        parse(self.text(index)?)
    }

    /// A signature.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is missing or no signature.
    pub fn signature(&self, index: usize) -> Result<Signature, RpcError> {
        parse(self.text(index)?)
    }

    /// A list of strings, at most `max`.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is missing, too long, or something else.
    pub fn texts(&self, index: usize, max: usize) -> Result<Vec<&str>, RpcError> {
        texts(self.need(index)?, max)
    }

    /// The options of a request, an object; empty if it is not there.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn config(&self, index: usize) -> Result<Config<'_>, RpcError> {
        match self.get(index) {
            None => Ok(Config(None)),
            Some(Value::Object(fields)) => Ok(Config(Some(fields))),
            Some(value) => Err(invalid_type(value, "an object")),
        }
    }
}

/// The options of a request.
#[derive(Clone, Copy)]
pub struct Config<'a>(Option<&'a Map<String, Value>>);

impl<'a> Config<'a> {
    /// An option, if it is there and not null.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        self.0?.get(name).filter(|value| !value.is_null())
    }

    /// A string option.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn text(&self, name: &str) -> Result<Option<&'a str>, RpcError> {
        self.read(name, "a string", Value::as_str)
    }

    /// An unsigned number.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn number(&self, name: &str) -> Result<Option<u64>, RpcError> {
        self.read(name, "a non-negative number", Value::as_u64)
    }

    /// A flag; false if it is not there.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn flag(&self, name: &str) -> Result<bool, RpcError> {
        Ok(self.read(name, "a boolean", Value::as_bool)?.unwrap_or(false))
    }

    /// Options within an option.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn config(&self, name: &str) -> Result<Option<Config<'a>>, RpcError> {
        let fields = self.read(name, "an object", Value::as_object)?;
        Ok(fields.map(|fields| Config(Some(fields))))
    }

    /// An address or signature.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is something else.
    pub fn parse<T: FromStr>(&self, name: &str) -> Result<Option<T>, RpcError>
    where
        T::Err: std::fmt::Debug,
    {
        self.text(name)?.map(parse).transpose()
    }

    /// A list of strings, at most `max`.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is too long or something else.
    pub fn texts(&self, name: &str, max: usize) -> Result<Vec<&'a str>, RpcError> {
        self.get(name).map_or(Ok(Vec::new()), |list| texts(list, max))
    }

    /// The `commitment` asked for; finalized if none is.
    ///
    /// # Errors
    /// [`RpcError::Params`] if there is no such commitment.
    pub fn commitment(&self) -> Result<Commitment, RpcError> {
        self.commitment_named("commitment")
    }

    /// A commitment under another name.
    ///
    /// # Errors
    /// [`RpcError::Params`] if there is no such commitment.
    pub fn commitment_named(&self, name: &str) -> Result<Commitment, RpcError> {
        match self.text(name)? {
            None => Ok(Commitment::Finalized),
            Some(word) => Commitment::parse(word).ok_or_else(|| {
                RpcError::params(
                    "Invalid params: `commitment` must be one of processed, confirmed, finalized",
                )
            }),
        }
    }

    /// As [`Config::commitment`], for the methods that know only confirmed history.
    ///
    /// # Errors
    /// [`RpcError::Params`] if it is `processed`.
    pub fn commitment_at_least_confirmed(&self) -> Result<Commitment, RpcError> {
        match self.commitment()? {
            Commitment::Processed => Err(RpcError::params(
                "Method does not support commitment below `confirmed`",
            )),
            commitment => Ok(commitment),
        }
    }

    fn read<T>(
        &self,
        name: &str,
        expected: &str,
        read: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Result<Option<T>, RpcError> {
        self.get(name)
            .map(|value| read(value).ok_or_else(|| invalid_type(value, expected)))
            .transpose()
    }
}

/// An address, signature or hash in base58.
///
/// # Errors
/// [`RpcError::Params`] if it is none.
pub fn parse<T: FromStr>(text: &str) -> Result<T, RpcError>
where
    T::Err: std::fmt::Debug,
{
    text.parse()
        .map_err(|error| RpcError::params(format!("Invalid param: {error:?}")))
}

fn texts(value: &Value, max: usize) -> Result<Vec<&str>, RpcError> {
    let list = value
        .as_array()
        .ok_or_else(|| invalid_type(value, "a sequence"))?;
    if list.len() > max {
        return Err(RpcError::params(format!("Too many inputs provided; max {max}")));
    }
    list.iter()
        .map(|item| item.as_str().ok_or_else(|| invalid_type(item, "a string")))
        .collect()
}

/// Names what came by its kind only: echoing it could make an answer as long as the request.
fn invalid_type(value: &Value, expected: &str) -> RpcError {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a sequence",
        Value::Object(_) => "an object",
    };
    RpcError::params(format!(
        "Invalid params: invalid type: {kind}, expected {expected}."
    ))
}
