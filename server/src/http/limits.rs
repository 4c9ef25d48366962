//! Rate limits by address, and by account for those who are signed in. Over the limit is 429 with `Retry-After`;
//! every limited answer says what is left. Several processes count together in Redis, and each alone while that does not answer.

use super::{client, errors::problem};
use crate::{adapters::redis::Redis, state::AppState};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use domain::Viewer;
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DashMapStateStore,
};
use shared::{Code, Refusal};
use std::{fmt, net::IpAddr, num::NonZeroU32, sync::Arc};

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Person(uuid::Uuid),
    /// An IPv4 address, or the /64 that one IPv6 customer has.
    Address(IpAddr),
}

/// As it is named where several processes count.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => id.fmt(f),
            Self::Address(address) => address.fmt(f),
        }
    }
}

type Limiter = RateLimiter<Key, DashMapStateStore<Key>, DefaultClock, StateInformationMiddleware>;

/// One kind of request and how many a minute.
struct Limit {
    name: &'static str,
    per_minute: NonZeroU32,
    limiter: Limiter,
}

impl Limit {
    fn new(name: &'static str, per_minute: u32) -> Self {
        let per_minute = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
        let limiter = RateLimiter::keyed(Quota::per_minute(per_minute)).with_middleware();
        Self {
            name,
            per_minute,
            limiter,
        }
    }

    /// Counts one request for each key: the least that is left to any, or the seconds until it may come again.
    fn count(&self, keys: &[Key]) -> Result<u32, u64> {
        let mut left = self.per_minute.get();
        for key in keys {
            match self.limiter.check_key(key) {
                Ok(snapshot) => left = left.min(snapshot.remaining_burst_capacity()),
                Err(not_until) => {
                    return Err(not_until.wait_time_from(DefaultClock::default().now()).as_secs() + 1);
                }
            }
        }
        Ok(left)
    }
}

/// All limits.
pub struct Limits {
    sign_in: Limit,
    change: Limit,
    comment: Limit,
    webhook: Limit,
    upload: Limit,
    read: Limit,
    rpc: Limit,
    enabled: bool,
    /// Where several processes count.
    redis: Option<Arc<Redis>>,
}

impl Limits {
    pub fn new(enabled: bool, redis: Option<Arc<Redis>>) -> Self {
        Self {
            sign_in: Limit::new("sign_in", 30),
            change: Limit::new("change", 120),
            comment: Limit::new("comment", 30),
            webhook: Limit::new("webhook", 20),
            upload: Limit::new("upload", 1_200),
            read: Limit::new("read", 1_200),
            rpc: Limit::new("rpc", 1_200),
            enabled,
            redis,
        }
    }

    /// Counts one request for each key, together with other processes if there are some and Redis answers.
    async fn count(&self, limit: &Limit, keys: &[Key]) -> Result<u32, u64> {
        if let Some(redis) = &self.redis {
            let names: Vec<String> = keys.iter().map(Key::to_string).collect();
            if let Some(counted) = redis.count(limit.name, limit.per_minute.get(), &names).await {
                return counted.map_err(|micros| micros / 1_000_000 + 1);
            }
            metrics::counter!("http_limits_alone_total").increment(1);
        }
        limit.count(keys)
    }

    /// Forgets those who have been quiet for long; called now and then.
    pub fn sweep(&self) {
        for limit in [
            &self.sign_in,
            &self.change,
            &self.comment,
            &self.webhook,
            &self.upload,
            &self.read,
            &self.rpc,
        ] {
            limit.limiter.retain_recent();
            limit.limiter.shrink_to_fit();
        }
    }

    fn of(&self, method: &Method, path: &str) -> Option<&Limit> {
        let safe = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
        match path {
            "/rpc" => Some(&self.rpc),
            _ if path.starts_with("/api/auth/") => Some(&self.sign_in),
            _ if path.starts_with("/v/") || path.starts_with("/api/health/") => None,
            _ if safe => Some(&self.read),
            // Written by people, and not by storms.
            _ if path.ends_with("/comments") => Some(&self.comment),
            // Each may be a request to somebody else's server.
            _ if path.starts_with("/api/webhooks") || path.starts_with("/dashboard/webhooks") => {
                Some(&self.webhook)
            }
            // A file comes in many pieces, and its bytes are counted.
            _ if *method == Method::PATCH && path.starts_with("/api/upload/") => Some(&self.upload),
            _ => Some(&self.change),
        }
    }
}

/// All addresses of one customer as one.
pub fn customer(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
        address => address,
    }
}

/// Who is counted for a request: the address, and the person who is signed in. Signing in is counted by address
/// alone, for it is how one becomes another person.
fn keys(viewer: &Viewer, address: IpAddr, path: &str) -> Vec<Key> {
    let address = customer(address);
    let person = viewer.id().filter(|_| !path.starts_with("/api/auth/"));
    let person = person.map(|person| Key::Person(person.0));
    std::iter::once(Key::Address(address)).chain(person).collect()
}

fn say(headers: &mut HeaderMap, limit: u32, left: u32, reset: u64) {
    for (name, value) in [
        ("limit", u64::from(limit)),
        ("remaining", u64::from(left)),
        ("reset", reset),
    ] {
        let name = match name {
            "limit" => HeaderName::from_static("ratelimit-limit"),
            "remaining" => HeaderName::from_static("ratelimit-remaining"),
            _ => HeaderName::from_static("ratelimit-reset"),
        };
        headers.insert(name, HeaderValue::from(value));
    }
}

/// Counts the request and refuses it over the limit.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let limits = &state.limits;
    let Some(limit) = limits
        .of(request.method(), request.uri().path())
        .filter(|_| limits.enabled)
    else {
        return next.run(request).await;
    };
    let address = client::address(&state.config, request.headers(), request.extensions());
    let most = limit.per_minute.get();
    let viewer = request.extensions().get().unwrap_or(&Viewer::Visitor);
    let keys = keys(viewer, address, request.uri().path());
    match limits.count(limit, &keys).await {
        Ok(left) => {
            let mut response = next.run(request).await;
            // The bucket refills evenly: so many seconds until it is full again.
            let reset = u64::from(most - left.min(most)) * 60 / u64::from(most);
            say(response.headers_mut(), most, left, reset);
            response
        }
        Err(wait) => {
            metrics::counter!("http_rate_limited_total").increment(1);
            let mut response = problem(Refusal::from(Code::RateLimited).saying(|lang| lang.too_fast(wait)));
            // For the page that people get instead.
            let viewer = request.extensions().get().unwrap_or(&Viewer::Visitor);
            response.extensions_mut().insert(viewer.clone());
            say(response.headers_mut(), most, 0, wait);
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(wait));
            response
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_of_one_ipv6_customer_are_one() {
        let key = |text: &str| keys(&Viewer::Visitor, text.parse().expect("an address"), "/feed");
        assert_eq!(key("2001:db8:1:2::3"), key("2001:db8:1:2:ffff::4"));
        assert_ne!(key("2001:db8:1:2::3"), key("2001:db8:1:3::3"));
        assert_ne!(key("192.0.2.1"), key("192.0.2.2"));
    }

    #[test]
    fn comments_have_a_limit_of_their_own() {
        let limits = Limits::new(true, None);
        let a_minute =
            |method: Method, path: &str| limits.of(&method, path).map(|limit| limit.per_minute.get());
        let comments = a_minute(Method::POST, "/api/posts/1/comments");
        assert_eq!(comments, a_minute(Method::POST, "/post/1/comments"));
        assert!(comments < a_minute(Method::PUT, "/api/posts/1/like"));
        assert_eq!(
            a_minute(Method::GET, "/api/posts/1/comments"),
            a_minute(Method::GET, "/feed")
        );
    }

    #[test]
    fn one_full_count_is_enough_to_refuse() {
        let limit = Limit::new("test", 2);
        let person = Key::Person(uuid::Uuid::nil());
        let address = |last| Key::Address(IpAddr::from([192, 0, 2, last]));
        assert_eq!(limit.count(&[address(1), person]), Ok(1));
        assert_eq!(limit.count(&[address(2), person]), Ok(0));
        assert!(limit.count(&[address(3), person]).is_err(), "the person");
        assert!(limit.count(&[address(3)]).is_ok(), "the address has one left");
        assert!(limit.count(&[address(3)]).is_err(), "the address");
    }
}
