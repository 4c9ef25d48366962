//! Changing where a creator is paid: asked for, signed by the wallet that is paid until then, and in force a day later, unless
//! somebody who is signed in cancels it. It refuses every answer that is not the exact text that was asked for, and what nobody
//! could spend from.

use super::{entity::payout_challenge, payout_store as store};
use crate::{
    Domain, Person, Result, Rules, Viewer,
    columns::corrupt,
    identity::{self, siws},
    notifications::{self, Notice},
};
use ed25519_dalek::VerifyingKey;
use shared::{
    Code, Refusal, Timestamp,
    notifications::NotificationKind,
    payouts::{DELAY, PayoutChallenge, PayoutChange, PayoutWish, SignedPayout},
    solana::Address,
    text::Lang,
};
use std::time::Duration;

/// How long a text waits for its signature.
const LIFETIME: Duration = Duration::from_secs(5 * 60);

fn creator(viewer: &Viewer) -> Result<&Person> {
    let person = viewer.person()?;
    person.creator.as_ref().ok_or(Code::NotACreator)?;
    Ok(person)
}

/// Asks for a change: what the wallet that is paid now is to sign. Nothing changes by it.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`; `payout_same` and `invalid` at `address`.
pub async fn ask_payout(domain: &Domain, viewer: &Viewer, wish: &PayoutWish) -> Result<PayoutChallenge> {
    let person = creator(viewer)?;
    let to = wish.parse()?;
    let now = domain.now();
    let from = store::payout(&domain.db, person.id)
        .await?
        .ok_or(Code::NotACreator)?
        .at(now);
    refuse_unfit(&domain.rules, from, to)?;
    store::forget_expired(&domain.db, now).await?;
    let row = payout_challenge::Model {
        nonce: identity::nonce()?,
        user_id: person.id.0,
        session_id: person.session.0,
        old_address: from.to_string(),
        new_address: to.to_string(),
        issued_at: now.0,
        expires_at: now.after(LIFETIME).0,
        used_at: None,
    };
    let message = text(&domain.rules, &row);
    let expires_at = Timestamp(row.expires_at);
    store::insert_challenge(&domain.db, row).await?;
    Ok(PayoutChallenge {
        message,
        from,
        to,
        expires_at,
    })
}

/// Begins the change that was signed, in place of one that waits. The text is used up by the first answer, whatever it is worth.
///
/// # Errors
/// - `sign_in_required`, `not_a_creator`;
/// - `malformed`: not base64, too long, or no signature;
/// - `challenge_unknown`: never given out to this session, used, expired, or somebody else is paid by now;
/// - `message_mismatch`: not the text that was given out, to the byte;
/// - `signature_invalid`: the wallet that is paid now did not sign it;
/// - `payout_same` and `invalid` at `address`, where the site's own wallet changed meanwhile.
pub async fn begin_payout(domain: &Domain, viewer: &Viewer, answer: &SignedPayout) -> Result<PayoutChange> {
    let person = creator(viewer)?;
    let signed = identity::base64("signed_message", &answer.signed_message)?;
    let signature = identity::base64("signature", &answer.signature)?;
    let mismatch = || Refusal::from(Code::MessageMismatch).at("signed_message");
    let nonce = nonce_of(&signed).ok_or_else(mismatch)?;
    let row = store::consume(&domain.db, (person.id, person.session), nonce, domain.now())
        .await?
        .ok_or(Code::ChallengeUnknown)?;
    // What was given out is known whole, so nothing of the answer needs to be understood.
    if text(&domain.rules, &row).as_bytes() != signed {
        return Err(mismatch().into());
    }
    let address = |text: &str| text.parse().map_err(|_| corrupt("payout_challenges", &row.nonce));
    let (from, to): (Address, Address) = (address(&row.old_address)?, address(&row.new_address)?);
    siws::signed_by(&from, &signed, &signature)?;

    let tx = domain.begin().await?;
    identity::store::lock_user(&tx, person.id).await?;
    let now = domain.now();
    let payout = store::payout(&tx, person.id).await?.ok_or(Code::NotACreator)?;
    // Who signed must be who is paid still.
    if payout.at(now) != from {
        return Err(Code::ChallengeUnknown.into());
    }
    refuse_unfit(&domain.rules, from, to)?;
    let change = PayoutChange {
        address: to,
        takes_effect_at: now.after(DELAY),
    };
    store::end_waiting(&tx, person.id, "replaced", now).await?;
    store::set_next(&tx, person.id, from, change).await?;
    let written = store::Written {
        id: domain.new_id(),
        from,
        now,
        signed_message: &answer.signed_message,
        signature: &answer.signature,
    };
    let told = Notice {
        moment: Some(change.takes_effect_at),
        ..Notice::new(person.id, NotificationKind::PayoutBegun, written.id)
    };
    store::write_down(&tx, person.id, change, written).await?;
    // Whoever did not do it themself still has a day to cancel it.
    notifications::tell(domain, &tx, told).await?;
    tx.commit().await?;
    Ok(change)
}

/// Cancels the change that waits. One that has taken effect is none.
///
/// # Errors
/// `sign_in_required`, `not_a_creator`, `payout_unknown`.
pub async fn cancel_payout(domain: &Domain, viewer: &Viewer) -> Result<()> {
    let person = creator(viewer)?;
    let tx = domain.begin().await?;
    identity::store::lock_user(&tx, person.id).await?;
    let now = domain.now();
    if !store::forget_next(&tx, person.id, now).await? {
        return Err(Code::PayoutUnknown.into());
    }
    store::end_waiting(&tx, person.id, "cancelled", now).await?;
    let told = Notice::new(person.id, NotificationKind::PayoutCancelled, domain.new_id());
    notifications::tell(domain, &tx, told).await?;
    tx.commit().await?;
    Ok(())
}

/// The text of a change. Its first words are not those of a sign-in, so neither can be taken for the other; what is not in the row
/// is configuration, never of the request.
fn text(rules: &Rules, row: &payout_challenge::Model) -> String {
    format!(
        "{domain} asks you to change the wallet that your sales are paid to.\n\n\
         From: {from}\n\
         To: {to}\n\n\
         It takes effect in 24 hours and can be cancelled until then. Signing costs nothing and sends no transaction.\n\n\
         URI: {uri}\n\
         Chain ID: {chain}\n\
         Nonce: {nonce}\n\
         Issued At: {issued_at}\n\
         Expiration Time: {expires_at}",
        domain = rules.domain,
        from = row.old_address,
        to = row.new_address,
        uri = rules.origin,
        chain = rules.network.chain_id(),
        nonce = row.nonce,
        issued_at = Timestamp(row.issued_at),
        expires_at = Timestamp(row.expires_at),
    )
}

/// Which text somebody claims to have signed.
fn nonce_of(signed: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(signed).ok()?;
    text.lines().find_map(|line| line.strip_prefix("Nonce: "))
}

/// Refuses the same wallet again, and what is no wallet of a person: an address that no key can sign for, such as a token account,
/// could neither be emptied by its owner nor ever be changed again.
fn refuse_unfit(rules: &Rules, from: Address, to: Address) -> Result<(), Refusal> {
    if to == from {
        return Err(Refusal::from(Code::PayoutSame).at("address"));
    }
    if to == rules.platform_address || Some(to) == rules.network.usdc_mint {
        return Err(Refusal::field("address", Lang::address_not_yours));
    }
    match VerifyingKey::from_bytes(&to.0) {
        Ok(key) if !key.is_weak() => Ok(()),
        _ => Err(Refusal::field("address", Lang::address_no_key)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nonce_is_found_in_its_line_alone() {
        assert_eq!(nonce_of(b"a\nNonce: 12\nb"), Some("12"));
        assert_eq!(nonce_of(b"a Nonce: 12"), None);
        assert_eq!(nonce_of(&[0xff]), None);
    }
}
