//! People: signing in with a wallet, staying signed in, and what a person may change of themself. It refuses
//! whoever cannot prove the wallet, and every token that was not given out here or has ended.

mod avatar;
pub mod entity;
mod feed_keys;
mod keys;
mod names;
mod people;
mod sessions;
mod settings;
mod signing_in;
pub mod siws;
pub(crate) mod store;
mod tickets;
mod tokens;

pub use avatar::set_face;
pub use feed_keys::{end_feed_key, feed_reader, has_feed_key, make_feed_key};
pub use keys::Keys;
pub use people::{
    by_handle, change_me, find_or_create, grant_role, handle_is_free, handle_now, is_leaving, me,
    person_by_address, person_by_handle, person_by_id, referrer,
};
pub use sessions::{
    NotSignedIn, Refreshed, Started, forget_ended, media_token, media_viewer, refresh, sign_out,
    sign_out_everywhere, still, viewer,
};
pub use settings::{change_settings, end_other_sessions, end_session, sessions, settings, welcome};
pub(crate) use signing_in::{base64, nonce};
pub use signing_in::{challenge, sign_in};
pub use tickets::{redeem, ticket};

use crate::{Error, Result};
use rand::{TryRngCore, rngs::OsRng};

/// Bytes from the operating system's source of randomness.
fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    OsRng.try_fill_bytes(&mut bytes).map_err(Error::internal)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
