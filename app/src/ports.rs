//! What the pages ask of a browser: wallets, requests, and the page itself. The browser's side installs them
//! once at its start; the server installs none, and nothing here may be called while a page is rendered.

use async_trait::async_trait;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use shared::{Code, identity::SignedChallenge, payments::SignatureReport, solana::Address, text::Lang};
use std::{cell::OnceCell, rc::Rc};

thread_local! {
    static PORTS: OnceCell<Ports> = const { OnceCell::new() };
}

/// All ports of this browser tab.
#[derive(Clone)]
pub struct Ports {
    pub wallets: Rc<dyn Wallets>,
    pub http: Rc<dyn Http>,
    pub pages: Rc<dyn Pages>,
    pub live: Rc<dyn Live>,
    pub push: Rc<dyn Push>,
}

/// Installs the ports, once, before any island is hydrated; a second call changes nothing.
pub fn install(ports: Ports) {
    PORTS.with(|slot| {
        let _ = slot.set(ports);
    });
}

/// The ports; `None` on the server.
pub fn ports() -> Option<Ports> {
    PORTS.with(|slot| slot.get().cloned())
}

/// A wallet that registered itself and can pay on Solana.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalletInfo {
    /// Names it within this page.
    pub id: String,
    pub name: String,
    /// A `data:image/…` address; every other is left out.
    pub icon: Option<String>,
    /// The `solana:…` chains it names.
    pub chains: Vec<String>,
    /// It signs a transaction of version 0 and hands it back.
    pub signs: bool,
    /// It signs a transaction of version 0 and sends it itself.
    pub sends: bool,
}

/// Why a wallet did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WalletError {
    /// The person said no (4001).
    Refused,
    /// The wallet does not let this site do that (4100).
    NotAuthorized,
    /// The wallet or the account lacks the feature.
    Unsupported,
    /// The wallet answered for another account than it was asked for.
    OtherAccount(Address),
    /// The wallet answered in another shape than the standard's.
    Unreadable,
    /// The wallet failed without a word.
    NoReason,
    /// Anything else, in the wallet's own words.
    Other(String),
}

/// A transaction for a wallet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSign {
    pub address: Address,
    /// base64 of the wire form.
    pub transaction: String,
    /// As Wallet Standard writes it: `solana:mainnet`.
    pub chain: String,
    pub how: How,
}

/// Who sends a signed transaction to the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The wallet signs and sends.
    WalletSends,
    /// The wallet signs, the server sends.
    ServerSends,
}

/// Wallet Standard: wallets register whenever they are ready, so a list is a moment's view.
#[async_trait(?Send)]
pub trait Wallets {
    /// The usable wallets, in the order in which they registered.
    fn list(&self) -> Vec<WalletInfo>;
    /// Calls back whenever the list may have changed, until [`Wallets::unwatch`].
    fn watch(&self, changed: Rc<dyn Fn()>) -> u32;
    fn unwatch(&self, watch: u32);
    /// Calls back with the accounts that the wallet of this name offers after a change, until the page ends.
    fn watch_accounts(&self, name: &str, changed: Rc<dyn Fn(Vec<Address>)>);
    /// Asks for the accounts; a silent request opens nothing and may give none.
    async fn connect(&self, id: &str, silent: bool) -> Result<Vec<Address>, WalletError>;
    /// Lets go of the accounts; what the wallet answers does not matter.
    fn disconnect(&self, id: &str);
    /// Signs the server's challenge (JSON as it came) for this account: its `input`, if it has one, by `solana:signIn`,
    /// else its `message` by `solana:signMessage`.
    async fn sign_in(
        &self,
        id: &str,
        address: Address,
        challenge: &str,
    ) -> Result<SignedChallenge, WalletError>;
    /// Signs a transaction, and sends it if so asked.
    async fn sign(&self, id: &str, what: ToSign) -> Result<SignatureReport, WalletError>;
}

/// A method of HTTP that the doors know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

/// A request to this site's own doors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    pub path: String,
    /// JSON.
    pub body: Option<String>,
    pub idempotency_key: Option<String>,
}

/// What a door answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// No answer came: offline, or the server is away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAnswer;

/// Requests to this site, with its cookies.
#[async_trait(?Send)]
pub trait Http {
    async fn send(&self, request: &Request) -> Result<Answer, NoAnswer>;
}

/// What happens, as it happens. Without a connection nothing is told, and everything else works.
pub trait Live {
    /// Calls back when a topic tells `what`, a kind of event or `KIND:ID` for one of a thing, and when it may have while nobody heard;
    /// until the main part of the page changes.
    fn hear(&self, topic: &str, what: &str, act: Rc<dyn Fn()>);
    /// Whether what a topic tells would be heard now.
    fn hears(&self, topic: &str) -> bool;
}

/// Whether a browser lets this site show what somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// It cannot at all.
    Unable,
    /// Nobody has asked yet.
    Unasked,
    Given,
    Denied,
}

/// Web Push in this browser.
#[async_trait(?Send)]
pub trait Push {
    fn leave(&self) -> Leave;
    /// The address of this browser's subscription, if it has one.
    async fn endpoint(&self) -> Option<String>;
    /// Asks for leave and subscribes, for the site of this key; the subscription as JSON. None where that was not possible.
    async fn subscribe(&self, key: &str) -> Option<String>;
    /// Ends the subscription; whether none is left.
    async fn unsubscribe(&self) -> bool;
}

/// The page in the browser.
#[async_trait(?Send)]
pub trait Pages {
    /// Fetches the current address again, until somebody answers, and, not before so many milliseconds have passed, puts its
    /// `<main id="main">` in place of the present one: dialogs closed, islands awake, what was typed in it kept and the focus
    /// where it was, else on it. False if that was not possible.
    async fn refresh_main(&self, not_before: u32) -> bool;
    /// How often the main part was changed so. What woke in an earlier one should end.
    fn generation(&self) -> u32;
    /// Whenever the link comes near the screen: fetches its page, moves the items of that page's list into
    /// this one and takes over its link, or removes the link on the last page. Where anything fails the link
    /// stays what it is: a link, tried again when it next comes near.
    fn endless(&self, list_id: &str, link_id: &str);
    /// Whether the page is on screen.
    fn visible(&self) -> bool;
    /// Calls back whenever the page is looked at again after it was out of sight, until the page ends.
    fn when_back(&self, act: Rc<dyn Fn()>);
    /// Loads the current address anew.
    fn reload(&self);
    /// Goes to a path of this site.
    fn go(&self, path: &str);
    /// Says it in the page's polite live region, for all to see.
    fn announce(&self, text: &str);
    /// Says it on the next page of this tab.
    fn announce_next(&self, text: &str);
    /// The current address, and its origin.
    fn address(&self) -> (String, String);
    /// A fresh random identifier (UUID version 4).
    fn fresh_id(&self) -> String;
    async fn wait(&self, milliseconds: u32);
    /// A number below this one, by chance.
    fn chance(&self, below: u32) -> u32;
    /// What this browser keeps under a name.
    fn kept(&self, name: &str) -> Option<String>;
    /// Keeps or forgets something in this browser; where it may not, nothing is kept.
    fn keep(&self, name: &str, value: Option<&str>);
    /// Leaves a note for the next page of this tab.
    fn leave_note(&self, note: &str);
    /// Takes the note that the page before left, if it is this one; true only once.
    fn take_note(&self, note: &str) -> bool;
}

/// Why a request did not do what was wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No answer came, so it is unknown whether the request was carried out.
    NoAnswer,
    /// The answer was not what this page understands.
    Unreadable,
    /// The server refused, and says why in the language of the page: what matters here of its `shared::Problem`.
    Refused { code: Code, detail: String },
}

/// As much of a `shared::Problem` as is shown.
#[derive(Deserialize)]
struct Refused {
    code: String,
    detail: String,
}

impl Fault {
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }

    /// What a person reads.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::NoAnswer => lang.fault_no_answer().to_owned(),
            Self::Unreadable => lang.fault_unreadable().to_owned(),
            Self::Refused { detail, .. } => detail.clone(),
        }
    }
}

impl Request {
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            body: None,
            idempotency_key: None,
        }
    }

    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path)
    }

    pub fn post(path: impl Into<String>) -> Self {
        Self::new(Method::Post, path)
    }

    /// With this body as JSON.
    pub fn json(self, body: &impl Serialize) -> Self {
        // Only a map with keys that are no strings cannot be written, and no request has one.
        self.body(serde_json::to_string(body).unwrap_or_default())
    }

    /// With this body, which is JSON.
    pub fn body(mut self, json: String) -> Self {
        self.body = Some(json);
        self
    }

    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// Sends it and reads the answer.
    pub async fn fetch<T: DeserializeOwned>(self) -> Result<T, Fault> {
        serde_json::from_str(&self.done().await?).map_err(|_| Fault::Unreadable)
    }

    /// Sends it; the answer's body as text. The server renews a session that has run out by itself.
    pub async fn done(self) -> Result<String, Fault> {
        let Some(ports) = ports() else {
            return Err(Fault::NoAnswer);
        };
        let answer = ports.http.send(&self).await.map_err(|NoAnswer| Fault::NoAnswer)?;
        if (200..300).contains(&answer.status) {
            return Ok(answer.body);
        }
        Err(read_refusal(&answer.body).unwrap_or(Fault::Unreadable))
    }
}

fn read_refusal(body: &str) -> Option<Fault> {
    let Refused { code, detail } = serde_json::from_str(body).ok()?;
    let code = Code::ALL.iter().copied().find(|known| known.as_str() == code)?;
    Some(Fault::Refused { code, detail })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Problem;

    #[test]
    fn every_refusal_of_the_server_is_understood() {
        for code in Code::ALL {
            let problem = Problem::new((*code).into(), Lang::Ru, None);
            let body = serde_json::to_string(&problem).expect("it can be written");
            let fault = read_refusal(&body).expect("it can be read");
            assert_eq!(fault.code(), Some(*code));
            assert_eq!(fault.sentence(Lang::Ru), Lang::Ru.refusal(*code));
        }
        assert_eq!(read_refusal("<h1>Bad gateway</h1>"), None);
    }
}
