//! Signing in: a challenge is given out, and its signed answer begins a session. An answer is refused unless
//! it is the first one, in time, from the same browser, and signed by the wallet that was asked.

use super::{
    entity::challenge,
    people, random,
    sessions::{self, Started},
    siws, store,
};
use crate::{Domain, Error, Result, Rules, columns};
use base64::{Engine, engine::general_purpose::STANDARD};
use shared::{
    Code, Refusal, Timestamp,
    identity::{Challenge, SignInInput, SignedChallenge},
    solana::Address,
    text::Lang,
};
use std::time::Duration;

/// How long a challenge waits for its answer.
const LIFETIME: Duration = Duration::from_secs(5 * 60);
/// What people read in their wallet.
const STATEMENT: &str = "Sign in to Fonana. This costs nothing and sends no transaction.";
/// The least length of a binding in bytes; the HTTP layer makes 32 random bytes.
const BINDING_BYTES: usize = 16;

/// Gives out a challenge for this wallet. `binding` is the value of the cookie that the browser holds before it
/// is signed in: only the same browser can answer, so nobody can sign a stranger's browser in as themself.
///
/// # Errors
/// A fault when `binding` is shorter than 16 bytes, or of the database.
pub async fn challenge(domain: &Domain, address: Address, binding: &str) -> Result<Challenge> {
    if binding.len() < BINDING_BYTES {
        return Err(Error::internal(
            "a challenge needs the value of a pre-session cookie",
        ));
    }
    let now = domain.now();
    store::delete_old_challenges(&domain.db, now).await?;
    let row = challenge::Model {
        nonce: nonce()?,
        address: address.to_string(),
        binding_hash: store::hash(binding.as_bytes()),
        issued_at: now.0,
        expires_at: now.after(LIFETIME).0,
        used_at: None,
    };
    let input = issued(&domain.rules, &row)?;
    store::insert_challenge(&domain.db, row).await?;
    Ok(Challenge {
        message: siws::write(&input),
        input,
    })
}

/// Begins a session for the wallet that signed the challenge; a wallet seen for the first time becomes a
/// person, invited by whoever has the handle `invited_by`. The challenge is used up by the first answer, whatever it is worth.
///
/// # Errors
/// - [`Code::Malformed`]: not base64, or not what [`siws::read`] takes;
/// - [`Code::ChallengeUnknown`]: never given out, used, expired, or given to another browser;
/// - [`Code::MessageMismatch`], [`Code::SignatureInvalid`]: see [`siws::check`].
pub async fn sign_in(
    domain: &Domain,
    answer: &SignedChallenge,
    binding: &str,
    user_agent: &str,
    invited_by: Option<&str>,
) -> Result<Started> {
    let signed = base64("signed_message", &answer.signed_message)?;
    let signature = base64("signature", &answer.signature)?;
    let nonce = siws::read(&signed)?.nonce;
    let now = domain.now();
    let row = store::consume_challenge(&domain.db, &nonce, now)
        .await?
        .ok_or(Code::ChallengeUnknown)?;
    if row.binding_hash != store::hash(binding.as_bytes()) {
        return Err(Code::ChallengeUnknown.into());
    }
    siws::check(
        &issued(&domain.rules, &row)?,
        &signed,
        &signature,
        &answer.address,
        now,
    )?;
    let referrer = match invited_by {
        Some(handle) => people::referrer(domain, handle).await?,
        None => None,
    };
    let person = people::find_or_create(domain, answer.address, referrer).await?;
    sessions::start(domain, person, user_agent).await
}

/// 128 bits in letters and digits, as the grammar wants it.
pub(crate) fn nonce() -> Result<String> {
    Ok(format!("{:032x}", u128::from_be_bytes(random()?)))
}

/// The challenge as it was given out. What is not in the row is configuration, never of the request.
fn issued(rules: &Rules, row: &challenge::Model) -> Result<SignInInput> {
    Ok(SignInInput {
        domain: rules.domain.clone(),
        address: row
            .address
            .parse()
            .map_err(|_| columns::corrupt("challenges", &row.nonce))?,
        statement: STATEMENT.to_owned(),
        uri: rules.origin.clone(),
        version: "1".to_owned(),
        chain_id: rules.network.chain_id().to_owned(),
        nonce: row.nonce.clone(),
        issued_at: Timestamp(row.issued_at),
        expiration_time: Timestamp(row.expires_at),
    })
}

/// What a wallet's answer holds as base64.
///
/// # Errors
/// [`Code::Malformed`] at the field: not that, or longer than any answer.
pub(crate) fn base64(field: &'static str, text: &str) -> Result<Vec<u8>, Refusal> {
    let malformed = |say: fn(Lang) -> &'static str| Refusal::from(Code::Malformed).at(field).saying(say);
    // Four characters for three bytes, and as much again to spare.
    if text.len() > siws::MAX_BYTES * 2 {
        return Err(malformed(Lang::answer_long));
    }
    STANDARD.decode(text).map_err(|_| malformed(Lang::not_base64))
}
