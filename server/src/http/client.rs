//! Where a request came from. `X-Forwarded-For` is believed only when a proxy of ours is in front.

use crate::config::Config;
use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap},
};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Nobody's address: those whom our own proxy cannot name are counted as one.
const UNKNOWN: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

/// What proxies say of themselves.
const FORWARDING: [&str; 4] = ["x-forwarded-for", "forwarded", "x-real-ip", "via"];

/// The address at the other end of the connection.
fn peer(extensions: &Extensions) -> Option<IpAddr> {
    let info = extensions.get::<ConnectInfo<SocketAddr>>()?;
    Some(info.0.ip().to_canonical())
}

/// The client's address, IPv4 as such even where it came as IPv6.
pub fn address(config: &Config, headers: &HeaderMap, extensions: &Extensions) -> IpAddr {
    let forwarded = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?;
        let last = last.to_str().ok().and_then(|value| value.rsplit(',').next());
        // What cannot be read is not the proxy's own address: that one may be trusted elsewhere.
        Some(last.and_then(|text| parse(text.trim())).unwrap_or(UNKNOWN))
    };
    config
        .trust_proxy
        .then(forwarded)
        .flatten()
        .or_else(|| peer(extensions))
        .unwrap_or(UNKNOWN)
}

/// An address, with a port or without.
fn parse(text: &str) -> Option<IpAddr> {
    let address = text.parse().ok();
    let address = address.or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()));
    address.map(|address| address.to_canonical())
}

/// Whether somebody on this machine asks, and not a proxy on it for somebody else.
pub fn on_this_machine(headers: &HeaderMap, extensions: &Extensions) -> bool {
    peer(extensions).is_some_and(|peer| peer.is_loopback())
        && !FORWARDING.iter().any(|name| headers.contains_key(*name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;
    use axum::http::HeaderValue;

    fn asked(proxy: &str, from: &str, forwarded: &[&'static str]) -> IpAddr {
        let settings = Settings {
            trust_proxy: Some(proxy.into()),
            ..Settings::default()
        };
        let config = settings.check().expect("valid settings");
        let (mut headers, mut extensions) = (HeaderMap::new(), Extensions::new());
        for value in forwarded {
            headers.append("x-forwarded-for", HeaderValue::from_static(value));
        }
        let from: IpAddr = from.parse().expect("an address");
        extensions.insert(ConnectInfo(SocketAddr::from((from, 1))));
        address(&config, &headers, &extensions)
    }

    #[test]
    fn only_a_proxy_of_ours_is_believed() {
        let one: IpAddr = "203.0.113.1".parse().expect("an address");
        assert_eq!(asked("off", "203.0.113.1", &["198.51.100.7"]), one);
        assert_eq!(asked("on", "127.0.0.1", &["198.51.100.7, 203.0.113.1"]), one);
        assert_eq!(asked("on", "127.0.0.1", &["198.51.100.7", "203.0.113.1"]), one);
        assert_eq!(asked("on", "127.0.0.1", &["203.0.113.1:4711"]), one);
        assert_eq!(asked("on", "127.0.0.1", &["::ffff:203.0.113.1"]), one);
        assert_eq!(asked("off", "::ffff:203.0.113.1", &[]), one);
    }

    #[test]
    fn what_the_proxy_cannot_name_is_not_the_proxy() {
        for value in ["unknown", "", "203.0.113.1, _hidden"] {
            assert_eq!(asked("on", "127.0.0.1", &[value]), UNKNOWN, "{value}");
        }
        assert!(
            asked("on", "127.0.0.1", &[]).is_loopback(),
            "the proxy itself asks"
        );
    }
}
