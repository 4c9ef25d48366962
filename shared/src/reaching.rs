//! How a person is reached away from the page: their e-mail address, how often it is written to, hours of quiet, the browsers that show
//! what they are told. An address that no letter could reach is refused.

use crate::{Refusal, Timestamp, creators::named, identity::Handle, ids::DeviceId, text::Lang};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

named! {
    /// How often somebody is written to.
    MailPace {
        /* Never. */ Off = "off",
        /* Soon after something happened. */ Soon = "soon",
        /* Once a day, of all that is unread. */ Daily = "daily",
    } "mail" kinds_of_pace
}

/// Characters of an address (RFC 5321 section 4.5.3.1).
const LONGEST: usize = 254;
const LONGEST_NAME: usize = 64;

/// An e-mail address that a letter could reach, in ASCII; its host in lower case.
///
/// # Errors
/// `invalid` at `email`.
pub fn email_address(text: &str) -> Result<String, Refusal> {
    let wrong = || Refusal::field("email", Lang::email_wrong);
    let text = text.trim();
    let (name, host) = text.rsplit_once('@').ok_or_else(wrong)?;
    // What may stand in a name without quotes (RFC 5322 section 3.2.3).
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    let good_name = name.len() <= LONGEST_NAME
        && name
            .split('.')
            .all(|part| !part.is_empty() && part.bytes().all(plain));
    let label = |part: &str| {
        (1..=63).contains(&part.len())
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let top = host.rsplit('.').next().unwrap_or_default();
    let good_host = host.contains('.')
        && host.split('.').all(label)
        && top.bytes().any(|byte| byte.is_ascii_alphabetic());
    if text.len() > LONGEST || !good_name || !good_host {
        return Err(wrong());
    }
    Ok(format!("{name}@{}", host.to_ascii_lowercase()))
}

/// A time of the day, to the minute, as `07:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Of the day.
    pub minutes: u16,
}

impl FromStr for Clock {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let wrong = || Refusal::field("quiet_from", Lang::clock_wanted);
        let (hours, minutes) = text.trim().split_once(':').ok_or_else(wrong)?;
        // Some browsers add seconds.
        let minutes = minutes.split(':').next().unwrap_or_default();
        let number = |text: &str| text.parse::<u16>().map_err(|_| wrong());
        match (number(hours)?, number(minutes)?) {
            (hours @ 0..24, minutes @ 0..60) => Ok(Self {
                minutes: hours * 60 + minutes,
            }),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

/// How one is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reach {
    /// Whether this site sends e-mail at all.
    pub sends_mail: bool,
    /// The address that one confirmed.
    pub email: Option<String>,
    /// An address that waits to be confirmed by the link that was sent there.
    pub unconfirmed: Option<String>,
    pub mail: MailPace,
    /// Nothing is sent from then, as `22:30`…
    pub quiet_from: Option<String>,
    /// … until then; what waited goes afterwards.
    pub quiet_to: Option<String>,
    /// The time zone of these times, as `Europe/Moscow`; UTC where it is empty.
    pub zone: String,
    /// Browsers that show what one is told.
    pub devices: Vec<DeviceView>,
    /// Whether there is an address of one's own at which to read by feed.
    pub feed: bool,
}

/// A browser that shows what one is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeviceView {
    pub id: DeviceId,
    /// What the browser calls itself.
    pub user_agent: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub since: Timestamp,
}

/// Changes to how one is reached; what is absent stays, and an empty time takes the hours of quiet away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReachPatch {
    /// `off`, `soon` or `daily`.
    #[serde(default)]
    pub mail: Option<String>,
    #[serde(default)]
    pub quiet_from: Option<String>,
    #[serde(default)]
    pub quiet_to: Option<String>,
    #[serde(default)]
    pub zone: Option<String>,
}

/// An e-mail address that is one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailDraft {
    pub email: String,
}

named! {
    /// What a link in a letter does.
    LinkAct {
        /* The address is somebody's own. */ Confirm = "confirm",
        /* No more letters. */ Stop = "stop",
    } "act" no_such_act
}

/// A link out of a letter, as the page behind it shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkView {
    pub act: LinkAct,
    /// Whose account it is about.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub handle: Handle,
    /// Whether it is so already.
    pub done: bool,
}

/// A browser's own subscription, as its `PushSubscription` writes itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceDraft {
    pub endpoint: String,
    /// Not heeded: an endpoint that has ended answers so.
    #[serde(default, rename = "expirationTime")]
    pub expiration_time: Option<f64>,
    pub keys: DeviceKeys,
}

/// The keys of a subscription, each in base64url.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceKeys {
    /// A point of P-256, uncompressed.
    pub p256dh: String,
    /// 16 bytes.
    pub auth: String,
}

/// The subscription that ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceEnd {
    pub endpoint: String,
}

/// What a browser needs to subscribe, and where one is told already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PushView {
    /// The site's key (`applicationServerKey`), in base64url.
    pub public_key: String,
    pub devices: Vec<DeviceView>,
}

/// What a browser shows of what somebody is told. It goes out encrypted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushWords {
    pub title: String,
    pub body: String,
    /// A path of this site.
    pub url: String,
    /// What comes later under the same one stands in its place.
    pub tag: String,
    pub lang: String,
}

/// The address at which one reads by feed. It is told once, and opens what one may read to whoever has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeedAddress {
    pub url: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_one_that_a_letter_could_reach() {
        assert_eq!(
            email_address(" Anna.K+site@Example.COM ").as_deref(),
            Ok("Anna.K+site@example.com")
        );
        assert!(email_address(&format!("{}@example.com", "a".repeat(64))).is_ok());
        for bad in [
            "",
            "anna",
            "@example.com",
            "anna@",
            "anna@example",
            "anna@127.0.0.1",
            "an na@example.com",
            "anna@exa mple.com",
            ".anna@example.com",
            "an..na@example.com",
            "anna@-example.com",
            "anna@example..com",
            "анна@example.com",
            "anna@пример.рф",
            "anna@example.com\r\nbcc:x@example.com",
            "<anna@example.com>",
            "\"a b\"@example.com",
            &format!("{}@example.com", "a".repeat(65)),
            &format!("a@{}.com", "b.".repeat(130)),
        ] {
            let refused = email_address(bad).expect_err(bad);
            assert_eq!(refused.field.as_deref(), Some("email"), "{bad}");
        }
    }

    #[test]
    fn a_time_of_the_day_is_hours_and_minutes() {
        let read = |text: &str| text.parse::<Clock>().map(|clock| clock.to_string()).ok();
        assert_eq!(read("07:30").as_deref(), Some("07:30"));
        assert_eq!(read(" 7:05:00 ").as_deref(), Some("07:05"));
        assert_eq!(read("23:59").as_deref(), Some("23:59"));
        for bad in ["", "24:00", "12:60", "noon", "12", "-1:00"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
