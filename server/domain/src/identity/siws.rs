//! Sign In With Solana: the text a wallet signs and the check of what came back. It is pure, and refuses
//! every text that is not the exact one that was asked for.
//!
//! Grammar: github.com/phantom/sign-in-with-solana. A wallet may prefix or otherwise modify the text that it
//! makes for `solana:signIn`; such a text is refused here like any other difference, and the browser falls
//! back to `solana:signMessage` over our own text, which a wallet signs as it is.

use ed25519_dalek::{Signature, VerifyingKey};
use shared::{Code, Refusal, Timestamp, identity::SignInInput, solana::Address, text::Lang};
use std::time::Duration;

/// The longest text that is looked at, in bytes. Ours have about 450.
pub const MAX_BYTES: usize = 2048;
/// How far in the future a challenge may have been issued, for clocks that differ.
const SKEW: Duration = Duration::from_secs(60);

const GREETING: &str = " wants you to sign in with your Solana account:";
const CHAINS: &[&str] = &[
    "mainnet",
    "testnet",
    "devnet",
    "localnet",
    "solana:mainnet",
    "solana:testnet",
    "solana:devnet",
];

/// The text of a challenge: every member present, in the grammar's order, lines ended by LF only.
pub fn write(input: &SignInInput) -> String {
    let SignInInput {
        domain,
        address,
        statement,
        uri,
        version,
        chain_id,
        nonce,
        issued_at,
        expiration_time,
    } = input;
    format!(
        "{domain}{GREETING}\n{address}\n\n{statement}\n\n\
         URI: {uri}\n\
         Version: {version}\n\
         Chain ID: {chain_id}\n\
         Nonce: {nonce}\n\
         Issued At: {issued_at}\n\
         Expiration Time: {expiration_time}"
    )
}

/// Reads a text that [`write()`] could have written; `None` for any other. Members that the grammar allows and
/// we never ask for (Not Before, Request ID, Resources) have no place in it.
pub fn parse(text: &str) -> Option<SignInInput> {
    let mut lines = text.split('\n');
    let mut line = |prefix: &str| lines.next()?.strip_prefix(prefix);
    let domain = line("")?.strip_suffix(GREETING).filter(|text| word(text))?;
    let address = line("")?.parse().ok()?;
    line("").filter(|text| text.is_empty())?;
    let statement =
        line("").filter(|text| !text.is_empty() && text.bytes().all(|byte| byte == b' ' || url(byte)))?;
    line("").filter(|text| text.is_empty())?;
    let input = SignInInput {
        domain: domain.to_owned(),
        address,
        statement: statement.to_owned(),
        uri: line("URI: ").filter(|text| word(text))?.to_owned(),
        version: line("Version: ").filter(|text| *text == "1")?.to_owned(),
        chain_id: line("Chain ID: ")
            .filter(|text| CHAINS.contains(text))?
            .to_owned(),
        nonce: line("Nonce: ").filter(|text| nonce(text))?.to_owned(),
        issued_at: Timestamp::parse_rfc3339(line("Issued At: ")?)?,
        expiration_time: Timestamp::parse_rfc3339(line("Expiration Time: ")?)?,
    };
    // One text per meaning: no line after the last, no other way to write a time or an address.
    (write(&input) == text).then_some(input)
}

/// A character of a URI (RFC 3986, reserved or unreserved, with `%`).
fn url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b":/?#[]@!$&'()*+,;=-._~%".contains(&byte)
}

fn word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(url)
}

fn nonce(text: &str) -> bool {
    text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The text within signed bytes: [`Code::Malformed`] when they are longer than [`MAX_BYTES`], not UTF-8, or
/// hold a carriage return; [`Code::MessageMismatch`] when the text does not follow the grammar.
pub fn read(signed: &[u8]) -> Result<SignInInput, Refusal> {
    let malformed =
        |say: fn(Lang) -> &'static str| Refusal::from(Code::Malformed).at("signed_message").saying(say);
    if signed.len() > MAX_BYTES {
        return Err(malformed(Lang::signed_long));
    }
    let text = std::str::from_utf8(signed).map_err(|_| malformed(Lang::signed_not_text))?;
    if text.contains('\r') {
        return Err(malformed(Lang::signed_return));
    }
    parse(text).ok_or_else(|| Code::MessageMismatch.into())
}

/// Checks a wallet's answer against the challenge as it was issued, whose domain and URI are the configured
/// ones and never the request's.
///
/// # Errors
/// - [`Code::Malformed`]: bytes that are no such text, or a signature that is not 64 bytes;
/// - [`Code::MessageMismatch`]: any member differs or is missing, or another address claims the answer;
/// - [`Code::ChallengeUnknown`]: issued more than a minute in the future, or expired;
/// - [`Code::SignatureInvalid`]: the claimed address did not sign exactly these bytes.
pub fn check(
    issued: &SignInInput,
    signed: &[u8],
    signature: &[u8],
    claimed: &Address,
    now: Timestamp,
) -> Result<(), Refusal> {
    if let Some(member) = difference(issued, &read(signed)?) {
        return Err(Refusal::from(Code::MessageMismatch)
            .at("signed_message")
            .saying(|lang| lang.signed_other(member)));
    }
    if issued.address != *claimed {
        return Err(Refusal::from(Code::MessageMismatch).at("address"));
    }
    if issued.issued_at > now.after(SKEW) || now >= issued.expiration_time {
        return Err(Code::ChallengeUnknown.into());
    }
    signed_by(claimed, signed, signature)
}

/// Whether this wallet signed exactly these bytes.
///
/// # Errors
/// [`Code::Malformed`]: not 64 bytes; [`Code::SignatureInvalid`].
pub fn signed_by(wallet: &Address, signed: &[u8], signature: &[u8]) -> Result<(), Refusal> {
    let signature = Signature::from_slice(signature).map_err(|_| {
        Refusal::from(Code::Malformed)
            .at("signature")
            .saying(Lang::signature_length)
    })?;
    // The strict form also refuses keys of small order, which sign everything.
    VerifyingKey::from_bytes(&wallet.0)
        .and_then(|key| key.verify_strict(signed, &signature))
        .map_err(|_| Code::SignatureInvalid.into())
}

/// The first member in which two challenges differ.
fn difference(issued: &SignInInput, signed: &SignInInput) -> Option<&'static str> {
    let SignInInput {
        domain,
        address,
        statement,
        uri,
        version,
        chain_id,
        nonce,
        issued_at,
        expiration_time,
    } = issued;
    [
        ("domain", *domain == signed.domain),
        ("address", *address == signed.address),
        ("statement", *statement == signed.statement),
        ("URI", *uri == signed.uri),
        ("version", *version == signed.version),
        ("chain ID", *chain_id == signed.chain_id),
        ("nonce", *nonce == signed.nonce),
        ("time of issue", *issued_at == signed.issued_at),
        ("expiration time", *expiration_time == signed.expiration_time),
    ]
    .into_iter()
    .find_map(|(member, same)| (!same).then_some(member))
}

#[cfg(test)]
mod tests;
