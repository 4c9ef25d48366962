//! The error of every server function: a [`Problem`] over the wire, so that pages and islands choose their
//! words by its code. It carries nothing that the public may not read.

use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use serde::{Deserialize, Serialize};
use shared::{Code, Problem, Refusal, text::Lang};
use std::fmt;

/// Why a server function did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Failure(pub Problem);

impl Failure {
    pub fn new(refusal: Refusal, lang: Lang, request_id: Option<String>) -> Self {
        Self(Problem::new(refusal, lang, request_id))
    }

    pub fn code(&self) -> Code {
        self.0.code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.detail)
    }
}

impl std::error::Error for Failure {}

/// For whoever reads the code alone: nobody knows here in which language they read.
impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self::new(code.into(), Lang::default(), None)
    }
}

impl FromServerFnError for Failure {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Code::Malformed,
            // The browser did not reach the server.
            ServerFnErrorErr::Request(_) => Code::Unavailable,
            _ => Code::Internal,
        }
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_travels_as_a_problem() {
        let failure = Failure::new(Code::NotFound.into(), Lang::Ru, Some("r1".into()));
        let wire = failure.ser();
        assert_eq!(Failure::de(wire), failure);
    }

    #[test]
    fn what_is_not_a_problem_becomes_one() {
        assert_eq!(Failure::de("<html>".into()).code(), Code::Internal);
        let failure = Failure::from_server_fn_error(ServerFnErrorErr::Args("secret".into()));
        assert_eq!(failure.code(), Code::Malformed);
        assert!(!failure.to_string().contains("secret"));
    }
}
