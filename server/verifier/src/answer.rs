//! What a node answered, read member by member. What the protocol does not allow is refused as nonsense; nothing panics and
//! nothing is guessed.

use serde_json::Value;
use std::str::FromStr;

/// A node says what the protocol does not allow: the method, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Nonsense(pub String);

/// One method's answer, read member by member.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    pub method: &'static str,
    pub value: &'a Value,
}

impl<'a> Answer<'a> {
    pub fn wrong(&self, what: &str) -> Nonsense {
        Nonsense(format!("{}: {what}", self.method))
    }

    pub fn at(&self, pointer: &str) -> Result<Self, Nonsense> {
        let value = self
            .value
            .pointer(pointer)
            .ok_or_else(|| self.wrong(&format!("{pointer} is missing")))?;
        Ok(Self {
            method: self.method,
            value,
        })
    }

    pub fn number(&self) -> Result<u64, Nonsense> {
        self.value.as_u64().ok_or_else(|| self.wrong("not a number"))
    }

    pub fn text(&self) -> Result<&'a str, Nonsense> {
        self.value.as_str().ok_or_else(|| self.wrong("not a text"))
    }

    pub fn parse<T: FromStr>(&self) -> Result<T, Nonsense> {
        self.text()?.parse().map_err(|_| self.wrong("not base58"))
    }

    pub fn list(&self) -> Result<Vec<Self>, Nonsense> {
        let list = self.value.as_array().ok_or_else(|| self.wrong("not a list"))?;
        Ok(list
            .iter()
            .map(|value| Self {
                method: self.method,
                value,
            })
            .collect())
    }

    pub fn each<T, E: From<Nonsense>>(&self, read: impl Fn(&Self) -> Result<T, E>) -> Result<Vec<T>, E> {
        self.list()?.iter().map(read).collect()
    }

    pub fn is_null(&self) -> bool {
        self.value.is_null()
    }
}
