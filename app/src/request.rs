//! What a page knows about the request it answers: plain values, made by the server and given as context.
//! Pages read them here and ask no clock, header or environment of their own.

use leptos::prelude::*;
pub use shared::settings::Theme;
use shared::{Timestamp, fiat::Fiat, identity::Me, settings::Settings, text::Lang};
use std::sync::Arc;

/// Everything about the request that a page may show or depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestFacts {
    pub lang: Lang,
    pub theme: Option<Theme>,
    /// The server's time; the only one that pages know.
    pub now: Timestamp,
    /// `localnet`, `devnet` or `mainnet-beta`.
    pub network: String,
    /// Whether USDC is taken here.
    pub usdc: bool,
    /// What is known of dollars.
    pub fiat: Fiat,
    pub viewer: Option<Me>,
    /// How many notifications the viewer has not read, counted up to a bound.
    pub unread: u32,
    /// The same of messages.
    pub unread_messages: u32,
    /// What the viewer set; the house's own choice for a visitor.
    pub settings: Settings,
    /// The path asked for, with its query.
    pub path: String,
    /// Scheme, host and port of the site, without a slash at the end.
    pub origin: String,
    /// Stands before `/pkg` and `/assets` and changes with every build, as `/v/ab12cd34`; empty for none.
    pub asset_root: String,
    pub request_id: String,
    /// The development wallet's script, when the network is the embedded one.
    pub dev_wallet: Option<String>,
    /// Whether the server was started for developers.
    pub dev: bool,
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

/// Sends the reader to a path, for good or not.
pub type Elsewhere = Arc<dyn Fn(&str, bool) + Send + Sync>;

/// The server's way to set the status of the answer, and to send the reader elsewhere, for good or not; see [`set_status`],
/// [`moved_to`] and [`see`].
#[derive(Clone)]
pub struct Respond {
    pub status: Arc<dyn Fn(u16) + Send + Sync>,
    pub elsewhere: Elsewhere,
}

/// The facts of this request; empty ones where no server gave them.
pub fn use_request() -> Arc<RequestFacts> {
    use_context::<Arc<RequestFacts>>().unwrap_or_default()
}

/// Answers this page with an HTTP status; does nothing in a browser.
pub fn set_status(status: u16) {
    if let Some(Respond { status: respond, .. }) = use_context() {
        respond(status);
    }
}

/// Answers that this page is at another path of this site for good; does nothing in a browser.
pub fn moved_to(path: &str) {
    if let Some(Respond { elsewhere, .. }) = use_context() {
        elsewhere(path, true);
    }
}

/// Answers that what was asked for is to be seen at another path of this site; does nothing in a browser.
pub fn see(path: &str) {
    if let Some(Respond { elsewhere, .. }) = use_context() {
        elsewhere(path, false);
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
}
