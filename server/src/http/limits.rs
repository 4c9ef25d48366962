//! Rate limits by account, or by address for visitors. Over the limit is 429 with `Retry-After`; every limited
//! answer says what is left.

use super::{client, errors::problem};
use crate::state::AppState;
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
use std::{net::IpAddr, num::NonZeroU32};

/// Who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Person(uuid::Uuid),
    /// An IPv4 address, or the /64 that one IPv6 customer has.
    Address(IpAddr),
}

type Limiter = RateLimiter<Key, DashMapStateStore<Key>, DefaultClock, StateInformationMiddleware>;

/// One kind of request and how many a minute.
struct Limit {
    per_minute: NonZeroU32,
    limiter: Limiter,
}

impl Limit {
    fn new(per_minute: u32) -> Self {
        let per_minute = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
        let limiter = RateLimiter::keyed(Quota::per_minute(per_minute)).with_middleware();
        Self { per_minute, limiter }
    }
}

/// All limits of this process.
pub struct Limits {
    sign_in: Limit,
    change: Limit,
    read: Limit,
    rpc: Limit,
    enabled: bool,
}

impl Limits {
    pub fn new(enabled: bool) -> Self {
        Self {
            sign_in: Limit::new(30),
            change: Limit::new(120),
            read: Limit::new(1_200),
            rpc: Limit::new(1_200),
            enabled,
        }
    }

    /// Forgets those who have been quiet for long; called now and then.
    pub fn sweep(&self) {
        for limit in [&self.sign_in, &self.change, &self.read, &self.rpc] {
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
            _ => Some(&self.change),
        }
    }
}

fn key(viewer: &Viewer, address: IpAddr) -> Key {
    match (viewer.id(), address) {
        (Some(person), _) => Key::Person(person.0),
        (None, IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            Key::Address(IpAddr::from([a, b, c, d, 0, 0, 0, 0]))
        }
        (None, address) => Key::Address(address),
    }
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
    let viewer = request.extensions().get::<Viewer>().unwrap_or(&Viewer::Visitor);
    let address = client::address(&state.config, request.headers(), request.extensions());
    let most = limit.per_minute.get();
    match limit.limiter.check_key(&key(viewer, address)) {
        Ok(snapshot) => {
            let left = snapshot.remaining_burst_capacity();
            let mut response = next.run(request).await;
            // The bucket refills evenly: so many seconds until it is full again.
            let reset = u64::from(most - left.min(most)) * 60 / u64::from(most);
            say(response.headers_mut(), most, left, reset);
            response
        }
        Err(not_until) => {
            let wait = not_until.wait_time_from(DefaultClock::default().now()).as_secs() + 1;
            metrics::counter!("http_rate_limited_total").increment(1);
            let words = format!("Too many requests. Try again in {wait} seconds.");
            let mut response = problem(Refusal::from(Code::RateLimited).saying(words));
            say(response.headers_mut(), most, 0, wait);
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(wait));
            response
        }
    }
}
