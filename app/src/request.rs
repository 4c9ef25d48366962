//! What a page knows about the request it answers: plain values, made by the server and given as context.
//! Pages read them here and ask no clock, header or environment of their own.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{Timestamp, identity::Me, text::Lang};
use std::sync::Arc;

/// A look that a person chose; without a choice the system decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    /// As it stands in the cookie and on `<html data-theme>`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The chosen look; `None` for `system` and for anything else.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }
}

/// Everything about the request that a page may show or depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestFacts {
    pub lang: Lang,
    pub theme: Option<Theme>,
    /// The server's time; the only one that pages know.
    pub now: Timestamp,
    /// `localnet`, `devnet` or `mainnet-beta`.
    pub network: String,
    pub viewer: Option<Me>,
    /// The path asked for, with its query.
    pub path: String,
    /// Scheme, host and port of the site, without a slash at the end.
    pub origin: String,
    /// Stands before `/pkg` and `/assets` and changes with every build, as `/v/ab12cd34`; empty for none.
    pub asset_root: String,
    pub request_id: String,
    /// The development wallet's script, when the network is the embedded one.
    pub dev_wallet: Option<String>,
    /// Whether `cargo leptos watch` runs.
    pub watch: bool,
}

impl RequestFacts {
    /// Whether the money on this network is worth nothing.
    pub fn play_money(&self) -> bool {
        self.network == "localnet"
    }

    pub fn signed_in(&self) -> bool {
        self.viewer.is_some()
    }

    /// The address of a file that the build made, such as `/pkg/fonana.css` or `/assets/favicon.svg`.
    pub fn asset(&self, path: &str) -> String {
        format!("{}{path}", self.asset_root)
    }

    /// The path without its query.
    pub fn pathname(&self) -> &str {
        self.path.split(['?', '#']).next().unwrap_or_default()
    }
}

/// The server's way to set the status of the answer; see [`set_status`].
#[derive(Clone)]
pub struct Respond(pub Arc<dyn Fn(u16) + Send + Sync>);

/// The facts of this request; empty ones where no server gave them.
pub fn use_request() -> Arc<RequestFacts> {
    use_context::<Arc<RequestFacts>>().unwrap_or_default()
}

/// Answers this page with an HTTP status; does nothing in a browser.
pub fn set_status(status: u16) {
    if let Some(Respond(respond)) = use_context() {
        respond(status);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_loses_its_query_and_assets_gain_their_root() {
        let request = RequestFacts {
            path: "/feed?cursor=a".into(),
            asset_root: "/v/1".into(),
            ..Default::default()
        };
        assert_eq!(request.pathname(), "/feed");
        assert_eq!(request.asset("/pkg/fonana.css"), "/v/1/pkg/fonana.css");
    }

    #[test]
    fn only_two_looks_can_be_chosen() {
        assert_eq!(Theme::from_name("dark"), Some(Theme::Dark));
        assert_eq!(Theme::from_name("system"), None);
    }
}
