//! Webhooks: addresses at which a creator's own server hears of payments. It decides nothing; an address that is not https, or
//! that lies within somebody's own network, is refused.

use crate::{
    Refusal, Timestamp,
    creators::named,
    ids::{DeliveryId, OrderId, WebhookId},
    money::{Currency, Units},
    payments::{LegRole, OrderItem, OrderStatus},
    text::Lang,
};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use url::{Host, Url};

/// Webhooks of one creator.
pub const MOST_WEBHOOKS: usize = 5;
/// Characters of an address.
pub const LONGEST_URL: usize = 500;

named! {
    /// What a webhook tells of.
    WebhookEvent {
        /* The network has confirmed a payment; what was bought is open. */ OrderConfirmed = "order.confirmed",
        /* The payment is final. */ OrderFinalized = "order.finalized",
        /* A confirmed payment has vanished; what was bought is closed again. */ OrderReversed = "order.reversed",
        /* Money arrived that opened nothing and that a person must look at. */ CaseOpened = "case.opened",
        /* Nothing happened: somebody tries the address. */ Ping = "ping",
    } "events" no_such_event
}

impl WebhookEvent {
    /// Those that can be chosen; a ping comes to every webhook whose creator asks for one.
    pub const CHOICES: [Self; 4] = [
        Self::OrderConfirmed,
        Self::OrderFinalized,
        Self::OrderReversed,
        Self::CaseOpened,
    ];
}

named! {
    /// What became of a delivery.
    DeliveryStatus {
        /* It is sent as soon as it is due. */ Waiting = "waiting",
        /* It was answered with a status from 200 to 299. */ Delivered = "delivered",
        /* It was tried as often as it is tried by itself. */ Failed = "failed",
    } "status" no_such_status
}

named! {
    /// Why an attempt did not deliver.
    DeliveryFault {
        /* The name has no address. */ NoAddress = "no_address",
        /* An address lies within somebody's own network. */ NotPublic = "not_public",
        /* No connection, or none that is secure. */ Unreachable = "unreachable",
        /* No answer within ten seconds. */ TimedOut = "timed_out",
        /* Answered with a status outside 200 to 299. */ Status = "status",
    } "fault" no_such_fault
}

/// A webhook to make.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WebhookDraft {
    /// `https://…`, up to 500 characters. It is asked by POST.
    pub url: String,
    /// One or more of `order.confirmed`, `order.finalized`, `order.reversed`, `case.opened`.
    pub events: Vec<String>,
}

/// A change to a webhook; what is absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WebhookPatch {
    #[serde(default)]
    pub events: Option<Vec<String>>,
    /// While it is false nothing is sent; what waits then, waits on.
    #[serde(default)]
    pub active: Option<bool>,
}

impl WebhookDraft {
    /// The address as it is kept, and the events, each once. `local` where http and addresses of this machine may be tried.
    ///
    /// # Errors
    /// `invalid` at `url` or `events`.
    pub fn parse(&self, local: bool) -> Result<(String, Vec<WebhookEvent>), Refusal> {
        Ok((webhook_url(&self.url, local)?.into(), chosen(&self.events)?))
    }
}

/// The events in a list, each once and in their own order.
///
/// # Errors
/// `invalid` at `events` for none, for one that does not exist, and for a ping.
pub fn chosen(events: &[String]) -> Result<Vec<WebhookEvent>, Refusal> {
    let asked: Vec<WebhookEvent> = events
        .iter()
        .map(|event| event.parse())
        .collect::<Result<_, _>>()?;
    let mut chosen = WebhookEvent::CHOICES.to_vec();
    chosen.retain(|event| asked.contains(event));
    if chosen.is_empty() || asked.contains(&WebhookEvent::Ping) {
        return Err(Refusal::field("events", Lang::hook_events));
    }
    Ok(chosen)
}

/// The address of a webhook. Names are not looked up here: what they stand for is looked at whenever one is sent.
///
/// # Errors
/// `invalid` at `url`.
pub fn webhook_url(text: &str, local: bool) -> Result<Url, Refusal> {
    if text.trim().chars().count() > LONGEST_URL {
        return Err(Refusal::field("url", Lang::hook_long));
    }
    public_url("url", text, local)
}

/// An address of somebody else's server that a person named; with `local`, this machine's own too.
///
/// # Errors
/// `invalid` at `field`.
pub fn public_url(field: &'static str, text: &str, local: bool) -> Result<Url, Refusal> {
    let refused = |say: fn(Lang) -> &'static str| Err(Refusal::field(field, say));
    let text = text.trim();
    // Parsers forgive what is hidden in an address.
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return refused(Lang::hook_shape);
    }
    let Ok(url) = Url::parse(text) else {
        return refused(Lang::hook_shape);
    };
    if url.scheme() != "https" && !(local && url.scheme() == "http") {
        return refused(Lang::hook_https);
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return refused(Lang::hook_plain);
    }
    let reachable = match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            (name.contains('.') && !name.ends_with(".localhost")) || (local && name == "localhost")
        }
        Some(Host::Ipv4(address)) => may_be_sent_to(address.into(), local),
        Some(Host::Ipv6(address)) => may_be_sent_to(address.into(), local),
        None => false,
    };
    if !reachable {
        return refused(Lang::hook_private);
    }
    Ok(url)
}

/// Whether a webhook may be sent to an address of the network; with `local`, to this machine too.
pub fn may_be_sent_to(address: IpAddr, local: bool) -> bool {
    (local && address.is_loopback())
        || match address {
            IpAddr::V4(address) => is_public_v4(address),
            IpAddr::V6(address) => is_public_v6(address),
        }
}

/// What IANA's registry of special addresses calls globally reachable.
/// <https://www.iana.org/assignments/iana-ipv4-special-registry>
fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !matches!(
        (a, b, c),
        // This network, loopback; multicast, reserved and broadcast.
        (0 | 127 | 224.., ..)
            // Private, shared by carriers, link-local.
            | (10, ..) | (172, 16..=31, _) | (192, 168, _) | (100, 64..=127, _) | (169, 254, _)
            // Protocols, documentation, the old way into IPv6, measuring.
            | (192, 0, 0 | 2) | (198, 51, 100) | (203, 0, 113) | (192, 88, 99) | (198, 18..=19, _)
    )
}

/// Only global unicast, and of it nothing that stands for another address or is documentation.
/// <https://www.iana.org/assignments/iana-ipv6-special-registry>
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    (0x2000..=0x3fff).contains(&a)
        && !matches!(
            (a, b),
            (0x2001, 0..=0x01ff | 0x0db8) | (0x2002, _) | (0x3fff, 0..=0x0fff)
        )
}

/// A webhook as its creator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookView {
    pub id: WebhookId,
    pub url: String,
    pub events: Vec<WebhookEvent>,
    /// Whether it is sent to.
    pub active: bool,
    /// Until when the secret before the last one signs too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub old_secret_until: Option<Timestamp>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
}

/// A webhook with its new secret, which is never told again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookSecret {
    pub webhook: WebhookView,
    /// `whsec_` and the key in base64.
    pub secret: String,
}

/// One message to one webhook, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryView {
    /// The `webhook-id` of every attempt.
    pub id: DeliveryId,
    pub webhook: WebhookId,
    pub url: String,
    pub event: WebhookEvent,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    pub status: DeliveryStatus,
    /// Attempts so far.
    pub attempts: u32,
    /// What the last attempt was answered with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_status: Option<u16>,
    /// Why the last attempt did not deliver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<DeliveryFault>,
    /// The same in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub next_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub delivered_at: Option<Timestamp>,
}

/// The body of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookMessage<T> {
    pub r#type: WebhookEvent,
    /// When it happened.
    pub timestamp: Timestamp,
    pub data: T,
}

/// Who bought, by the name that their creator sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookBuyer {
    pub handle: String,
    pub name: String,
}

/// A part of a payment: whose, and how much, in base units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookLeg {
    pub role: LegRole,
    pub amount: Units,
}

/// What is told of an order: nothing that its creator does not see among their sales.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookOrder {
    pub order: OrderId,
    pub status: OrderStatus,
    pub item: OrderItem,
    pub buyer: WebhookBuyer,
    pub currency: Currency,
    /// The whole price in base units.
    pub amount: Units,
    pub legs: Vec<WebhookLeg>,
    /// Absent for free days, of which nothing was paid.
    pub signature: Option<String>,
    pub network: String,
    /// When the payment was confirmed, or the free days began.
    pub paid_at: Option<Timestamp>,
}

/// What is told of a case: nothing that its creator does not see among their cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookCase {
    pub order: OrderId,
    pub status: OrderStatus,
    pub item: OrderItem,
    pub buyer: WebhookBuyer,
    pub payer: String,
    pub currency: Currency,
    /// What arrived, in base units.
    pub arrived: Units,
    pub signature: String,
    pub network: String,
    pub verdict: String,
    pub note: String,
}

/// A ping tells only whom it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookPing {
    pub webhook: WebhookId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_sent_to() {
        for public in [
            "1.1.1.1",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.0.1",
            "172.32.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450::1",
            "2001:4860:4860::8888",
            "3fff:1000::1",
        ] {
            let address = public.parse().expect("an address");
            assert!(
                may_be_sent_to(address, false) && may_be_sent_to(address, true),
                "{public}"
            );
        }
        for hidden in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::ffff:10.0.0.1",
            "::ffff:1.1.1.1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:10::1",
            "2001:db8::1",
            "2002:0a00:0001::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            let address = hidden.parse().expect("an address");
            assert!(
                !may_be_sent_to(address, false) && !may_be_sent_to(address, true),
                "{hidden}"
            );
        }
        for own in ["127.0.0.1", "127.8.8.8", "::1"] {
            let address = own.parse().expect("an address");
            assert!(!may_be_sent_to(address, false), "{own}");
            assert!(may_be_sent_to(address, true), "{own}");
        }
    }

    #[test]
    fn an_address_is_https_and_of_the_public_internet() {
        for good in [
            "https://example.com/hook?shop=1",
            " https://example.com:8443/ ",
            "https://1.1.1.1/",
            "https://[2606:4700::1111]/hook",
        ] {
            assert!(webhook_url(good, false).is_ok(), "{good}");
        }
        let long = format!("https://example.com/{}", "x".repeat(LONGEST_URL));
        for bad in [
            "",
            "example.com",
            "http://example.com/",
            "ftp://example.com/",
            "https://me@example.com/",
            "https://me:secret@example.com/",
            "https://example.com/#part",
            "https://exa\tmple.com/",
            "https://localhost/",
            "https://localhost./",
            "https://a.localhost/",
            "https://intranet/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f.0.0.1/",
            "https://0/",
            "https://[::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://169.254.169.254/latest/meta-data",
            &long,
        ] {
            let refused = webhook_url(bad, false).expect_err(bad);
            assert_eq!(refused.field.as_deref(), Some("url"), "{bad}");
        }
        for tried in ["http://localhost:8000/", "http://127.0.0.1:1/", "https://[::1]/"] {
            assert!(webhook_url(tried, true).is_ok(), "{tried}");
        }
        for still in [
            "http://10.0.0.1/",
            "http://intranet/",
            "http://me@localhost/",
            "file:///etc/passwd",
        ] {
            assert!(webhook_url(still, true).is_err(), "{still}");
        }
    }

    #[test]
    fn events_are_chosen_once_each() {
        let choose = |events: &[&str]| chosen(&events.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(
            choose(&["case.opened", "order.confirmed", "case.opened"]).expect("chosen"),
            [WebhookEvent::OrderConfirmed, WebhookEvent::CaseOpened]
        );
        for wrong in [&[][..], &["ping"], &["ping", "case.opened"], &["order.paid"]] {
            assert_eq!(
                choose(wrong).expect_err("refused").field.as_deref(),
                Some("events"),
                "{wrong:?}"
            );
        }
    }
}
