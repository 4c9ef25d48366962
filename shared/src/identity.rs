//! People and signing in: handles, the sign-in input, what a person learns of themself. A handle that could
//! be taken for a page or for somebody else's is refused.

use crate::{
    Code, Refusal, Timestamp,
    creators::Category,
    ids::UserId,
    links::{self, Link},
    payouts::PayoutChange,
    solana::Address,
    text::Lang,
};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use std::{fmt, str::FromStr};

/// Names that are pages or would mislead; the one list.
const RESERVED: &[&str] = &[
    "about",
    "account",
    "act",
    "admin",
    "administrator",
    "age",
    "api",
    "assets",
    "auth",
    "bid",
    "billing",
    "blog",
    "card",
    "category",
    "collections",
    "comment",
    "comments",
    "create",
    "creator",
    "creators",
    "dashboard",
    "dev",
    "docs",
    "explore",
    "favicon",
    "feed",
    "fonana",
    "health",
    "help",
    "home",
    "index",
    "legal",
    "live",
    "login",
    "logout",
    "mail",
    "manifest",
    "me",
    "media",
    "messages",
    "metrics",
    "moderation",
    "moderator",
    "news",
    "notifications",
    "null",
    "oembed",
    "official",
    "offline",
    "order",
    "pin",
    "pkg",
    "post",
    "posts",
    "preferences",
    "privacy",
    "r",
    "receipt",
    "report",
    "robots",
    "root",
    "rpc",
    "rss",
    "saved",
    "search",
    "security",
    "sell",
    "settings",
    "shop",
    "sign_in",
    "sign_out",
    "signin",
    "signup",
    "site",
    "sitemap",
    "static",
    "status",
    "subscriptions",
    "support",
    "sw",
    "system",
    "tag",
    "team",
    "terms",
    "undefined",
    "user",
    "users",
    "v",
    "vote",
    "wallet",
    "welcome",
    "ws",
    "www",
];

/// A person's public name in addresses: 3 to 30 of `a-z`, `0-9` and `_`, beginning with a letter or digit;
/// written in any case, kept in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Handle(String);

impl Handle {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is a name that the site keeps for itself.
    pub fn reserved(text: &str) -> bool {
        RESERVED.binary_search(&folded(text).as_str()).is_ok()
    }
}

/// A handle as it may be typed: with its mark, in any case.
fn folded(text: &str) -> String {
    text.trim().trim_start_matches('@').to_ascii_lowercase()
}

impl FromStr for Handle {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let handle = folded(text);
        if !(3..=30).contains(&handle.chars().count()) {
            return Err(Refusal::field("handle", Lang::handle_length));
        }
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if !handle.bytes().all(allowed) || handle.starts_with('_') {
            return Err(Refusal::field("handle", Lang::handle_letters));
        }
        if Self::reserved(&handle) {
            return Err(Refusal::field("handle", Lang::handle_reserved));
        }
        Ok(Self(handle))
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Handle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse()
            .map_err(|refusal: Refusal| D::Error::custom(refusal.together()))
    }
}

/// Marks that nobody sees and that turn the order of what follows, in the words of another too (Unicode's bidirectional
/// embeddings, overrides and isolates).
fn turns_around(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Spaces of no width, which make two names look alike. The joiners that scripts and emoji need are not among them.
fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{00ad}' | '\u{180e}')
}

/// Whether a letter is none that is seen where it stands.
pub(crate) fn is_hidden(c: char) -> bool {
    invisible(c) || turns_around(c)
}

/// Plain text for people within `min..=max` characters: trimmed, without invisible marks; control characters and what
/// turns the order of writing are refused. `multiline` keeps line breaks.
pub fn plain_text(
    field: &'static str,
    text: &str,
    (min, max): (usize, usize),
    multiline: bool,
) -> Result<String, Refusal> {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter(|c| !invisible(*c))
        .collect();
    let text = text.trim().to_owned();
    let broken = |c: char| c.is_control() && !(multiline && (c == '\n' || c == '\t'));
    if text.chars().any(|c| broken(c) || turns_around(c)) {
        return Err(Refusal::field(field, Lang::text_broken));
    }
    let length = text.chars().count();
    if length < min {
        return Err(match length {
            0 => Refusal::field(field, Lang::text_empty),
            _ => Refusal::field(field, |lang| lang.text_short(min)),
        });
    }
    if length > max {
        return Err(Refusal::field(field, |lang| lang.text_long(max)));
    }
    Ok(text)
}

/// What a person may do beyond their own things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    #[default]
    Member,
    Moderator,
    Admin,
}

impl Role {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Admin => "admin",
        }
    }
}

impl FromStr for Role {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        [Self::Member, Self::Moderator, Self::Admin]
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or_else(|| Code::Invalid.into())
    }
}

/// Asks to sign in with a wallet.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChallengeRequest {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub address: Address,
}

/// `SolanaSignInInput` of Wallet Standard, with every member that the server will check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignInInput {
    pub domain: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub address: Address,
    pub statement: String,
    pub uri: String,
    pub version: String,
    pub chain_id: String,
    pub nonce: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub issued_at: Timestamp,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub expiration_time: Timestamp,
}

/// The challenge: the input for `solana:signIn`, and the same as text for `solana:signMessage`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    pub input: SignInInput,
    pub message: String,
}

/// The wallet's answer to a challenge.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedChallenge {
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub address: Address,
    /// base64 of the exact bytes the wallet signed.
    pub signed_message: String,
    /// base64 of the 64-byte ed25519 signature.
    pub signature: String,
}

/// What signing in gives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    pub user: Me,
    /// A JWT for `Authorization: Bearer`.
    pub access_token: String,
    /// Seconds until the token ends.
    pub expires_in: u64,
}

/// A person as they see themself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    pub id: UserId,
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub address: Address,
    pub handle: Handle,
    pub name: String,
    pub bio: String,
    /// Places elsewhere, in their order.
    #[serde(default)]
    pub links: Vec<Link>,
    pub avatar: Option<String>,
    pub role: Role,
    pub creator: Option<CreatorMe>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    /// Whether the first steps are done or put away.
    #[serde(default)]
    pub welcomed: bool,
    /// When everything is to be erased, if that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub erase_at: Option<Timestamp>,
}

/// A creator's own settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreatorMe {
    pub category: Category,
    /// Who is paid now.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payout_address: Address,
    /// Who is paid from another moment on, if that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payout_change: Option<PayoutChange>,
}

/// Changes to oneself; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MePatch {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bio: Option<String>,
    /// In place of those there are, five at the most; empty ones fall out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<Vec<String>>,
}

/// A checked [`MePatch`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeChange {
    pub handle: Option<Handle>,
    pub name: Option<String>,
    pub bio: Option<String>,
    pub links: Option<Vec<Link>>,
}

impl MePatch {
    /// Checks every value; the first fault names its field.
    pub fn parse(&self) -> Result<MeChange, Refusal> {
        Ok(MeChange {
            handle: self.handle.as_deref().map(str::parse).transpose()?,
            name: self
                .name
                .as_deref()
                .map(|name| plain_text("name", name, (1, 50), false))
                .transpose()?,
            bio: self
                .bio
                .as_deref()
                .map(|bio| plain_text("bio", bio, (0, 500), true))
                .transpose()?,
            links: self.links.as_deref().map(links::links).transpose()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_names_are_sorted_for_the_search() {
        assert!(RESERVED.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn handles_fold_case_and_refuse_lookalikes() {
        assert_eq!("@Anna_K".parse::<Handle>().map(|h| h.0), Ok("anna_k".to_owned()));
        for bad in [
            "",
            "ab",
            "_ab",
            "a-b",
            "анна",
            "a b",
            "api",
            "FEED",
            &"a".repeat(31),
            "a\u{0}b",
        ] {
            assert!(bad.parse::<Handle>().is_err(), "{bad}");
        }
    }

    #[test]
    fn text_refuses_control_characters_and_counts_characters() {
        assert!(plain_text("name", "a\u{7}b", (1, 50), false).is_err());
        assert!(plain_text("name", "a\nb", (1, 50), false).is_err());
        assert!(plain_text("name", "abc\u{202e}cba", (1, 50), false).is_err());
        assert!(plain_text("name", "\u{200b}\u{feff}", (1, 50), false).is_err());
        assert_eq!(
            plain_text("name", "An\u{200b}na \u{1f469}\u{200d}\u{1f373}", (1, 50), false).as_deref(),
            Ok("Anna \u{1f469}\u{200d}\u{1f373}")
        );
        assert_eq!(
            plain_text("bio", " a\r\nb ", (1, 50), true).as_deref(),
            Ok("a\nb")
        );
        assert!(plain_text("name", &"я".repeat(50), (1, 50), false).is_ok());
        assert!(plain_text("name", &"я".repeat(51), (1, 50), false).is_err());
    }
}
