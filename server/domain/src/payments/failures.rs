//! Puts the network's errors into words that say what to do, and never repeats what it cannot explain as if
//! it could.

use super::noted::Noted;
use serde_json::Value;
use shared::{Code, Refusal, order_notes::OrderNote, text::Lang};

/// What an error of a transaction means for its payer. `error` is the `err` of the RPC interface as JSON.
pub fn explain(error: &str) -> Refusal {
    let parsed: Value = serde_json::from_str(error).unwrap_or_else(|_| Value::String(error.to_owned()));
    if let Some(account) = parsed
        .pointer("/InsufficientFundsForRent/account_index")
        .and_then(Value::as_u64)
    {
        // The payer is always the first account.
        return if account == 0 {
            Code::FundsMissing
        } else {
            Code::RecipientUnfunded
        }
        .into();
    }
    if parsed
        .pointer("/InstructionError/1/Custom")
        .and_then(Value::as_u64)
        == Some(1)
    {
        // The system program and the token program: not enough.
        return Code::FundsMissing.into();
    }
    match parsed.as_str() {
        Some("AccountNotFound" | "InsufficientFundsForFee") => Code::FundsMissing.into(),
        Some("BlockhashNotFound") => Refusal::from(Code::PaymentRefused).saying(Lang::wire_stale),
        _ => Refusal::from(Code::PaymentRefused).saying(|lang| lang.wire_refused(error)),
    }
}

/// Whether the node does not know the transaction's blockhash: it is too old, or the node is behind.
pub fn is_blockhash_unknown(error: &str) -> bool {
    error.contains("BlockhashNotFound") || error.contains("Blockhash not found")
}

/// Whether the network says that it has this very transaction already.
pub fn is_known_already(error: &str) -> bool {
    error.contains("AlreadyProcessed") || error.contains("already been processed")
}

/// What an error of a transaction means that landed: the network's fee is gone and nothing else.
pub fn landed(error: &str) -> Noted {
    match explain(error).code {
        Code::FundsMissing => OrderNote::FundsMissing.into(),
        Code::RecipientUnfunded => OrderNote::RecipientUnfunded.into(),
        _ => Noted::saying(
            OrderNote::Failed,
            format!(
                "The payment failed: the network says {error}. Only the network's fee was taken; you can try again."
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_errors_get_words() {
        let code = |error: &str| explain(error).code;
        assert_eq!(
            code(r#"{"InsufficientFundsForRent":{"account_index":0}}"#),
            Code::FundsMissing
        );
        assert_eq!(
            code(r#"{"InsufficientFundsForRent":{"account_index":2}}"#),
            Code::RecipientUnfunded
        );
        assert_eq!(
            code(r#"{"InstructionError":[1,{"Custom":1}]}"#),
            Code::FundsMissing
        );
        assert_eq!(code(r#""InsufficientFundsForFee""#), Code::FundsMissing);
        assert_eq!(code("InsufficientFundsForFee"), Code::FundsMissing);
        assert_eq!(code(r#""BlockhashNotFound""#), Code::PaymentRefused);
        assert_eq!(
            code(r#"{"InstructionError":[0,"MissingRequiredSignature"]}"#),
            Code::PaymentRefused
        );
        assert!(is_known_already(r#""AlreadyProcessed""#));
    }
}
