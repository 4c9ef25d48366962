//! What we ask of a wallet: accounts, a signed sign-in, a signed transaction. Each answer is copied and
//! checked for its shape; whether a signature is good is the server's to say.

use super::registry::{
    CONNECT, DISCONNECT, EVENTS, Registry, SIGN, SIGN_AND_SEND, SIGN_IN, SIGN_MESSAGE, Wallet,
};
use crate::js;
use app::ports::{How, ToSign, WalletError, WalletInfo, Wallets};
use async_trait::async_trait;
use js_sys::{JSON, Uint8Array};
use shared::{
    identity::SignedChallenge,
    payments::SignatureReport,
    solana::{Address, Signature},
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;

/// The wallets that follow Wallet Standard.
pub struct Standard {
    registry: Rc<Registry>,
}

impl Standard {
    /// Begins to listen for wallets.
    pub fn discover() -> Self {
        Self {
            registry: Registry::discover(),
        }
    }

    fn wallet(&self, id: &str) -> Result<Wallet, WalletError> {
        self.registry
            .find(|info| info.id == id)
            .ok_or(WalletError::Unsupported)
    }
}

#[async_trait(?Send)]
impl Wallets for Standard {
    fn list(&self) -> Vec<WalletInfo> {
        self.registry.list()
    }

    fn watch(&self, changed: Rc<dyn Fn()>) -> u32 {
        self.registry.watch(changed)
    }

    fn unwatch(&self, watch: u32) {
        self.registry.unwatch(watch);
    }

    fn watch_accounts(&self, name: &str, changed: Rc<dyn Fn(Vec<Address>)>) {
        let registry = Rc::downgrade(&self.registry);
        let name = name.to_owned();
        let found = Cell::new(false);
        let look = Rc::new(move || {
            let Some(wallet) = registry
                .upgrade()
                .filter(|_| !found.get())
                .and_then(|registry| registry.find(|info| info.name == name))
            else {
                return;
            };
            found.set(true);
            listen(&wallet, changed.clone());
        });
        look();
        // The wallet may register later.
        self.registry.watch(look);
    }

    async fn connect(&self, id: &str, silent: bool) -> Result<Vec<Address>, WalletError> {
        let wallet = self.wallet(id)?;
        let feature = wallet.feature(CONNECT).ok_or(WalletError::Unsupported)?;
        let input = silent.then(|| js::object(&[("silent", &JsValue::TRUE)]));
        let answer = js::call(&feature, "connect", input.as_ref())
            .await
            .map_err(|error| refusal(&error))?;
        let mut accounts = addresses(&js::list(&answer, "accounts"));
        if accounts.is_empty() {
            accounts = addresses(&js::list(&wallet.object, "accounts"));
        }
        Ok(accounts)
    }

    fn disconnect(&self, id: &str) {
        let Ok(wallet) = self.wallet(id) else { return };
        if let Some(feature) = wallet.feature(DISCONNECT) {
            spawn_local(async move {
                let _ = js::call(&feature, "disconnect", None).await;
            });
        }
    }

    async fn sign_in(
        &self,
        id: &str,
        wanted: Address,
        challenge: &str,
    ) -> Result<SignedChallenge, WalletError> {
        let wallet = self.wallet(id)?;
        let challenge = JSON::parse(challenge).map_err(|_| WalletError::Unsupported)?;
        let output = match wallet.feature(SIGN_IN).zip(js::get(&challenge, "input")) {
            Some((feature, input)) => {
                let output = first(&feature, "signIn", &input).await?;
                let signer = js::get(&output, "account")
                    .and_then(|account| address(&account))
                    .ok_or_else(nonsense)?;
                if signer != wanted {
                    return Err(WalletError::OtherAccount(signer));
                }
                output
            }
            None => {
                let feature = wallet.feature(SIGN_MESSAGE).ok_or(WalletError::Unsupported)?;
                let account = account(&wallet, wanted, SIGN_MESSAGE)?;
                let message = js::text(&challenge, "message").ok_or(WalletError::Unsupported)?;
                let message = Uint8Array::from(message.as_bytes());
                let input = js::object(&[("account", &account), ("message", &message)]);
                first(&feature, "signMessage", &input).await?
            }
        };
        let base64 = |name| {
            let bytes = js::bytes(&output, name)?;
            js::to_base64(&bytes)
        };
        Ok(SignedChallenge {
            address: wanted,
            signed_message: base64("signedMessage").ok_or_else(nonsense)?,
            signature: base64("signature").ok_or_else(nonsense)?,
        })
    }

    async fn sign(&self, id: &str, what: ToSign) -> Result<SignatureReport, WalletError> {
        let wallet = self.wallet(id)?;
        let (name, method) = match what.how {
            How::WalletSends => (SIGN_AND_SEND, "signAndSendTransaction"),
            How::ServerSends => (SIGN, "signTransaction"),
        };
        let feature = wallet.feature(name).ok_or(WalletError::Unsupported)?;
        let account = account(&wallet, what.address, name)?;
        let transaction = js::from_base64(&what.transaction).ok_or(WalletError::Unsupported)?;
        let transaction = Uint8Array::from(transaction.as_slice());
        let chain = JsValue::from_str(&what.chain);
        // The server's blockhash is of this commitment: a wallet that checks at a later one would not know it.
        let options = js::object(&[("preflightCommitment", &"confirmed".into())]);
        let mut members = vec![("account", &account), ("transaction", transaction.as_ref())];
        // Signing needs no chain, and a wallet that does not know ours would refuse it.
        if what.how == How::WalletSends || wallet.info.chains.contains(&what.chain) {
            members.extend([("chain", &chain), ("options", &options)]);
        }
        let output = first(&feature, method, &js::object(&members)).await?;
        Ok(match what.how {
            How::WalletSends => {
                let bytes = js::bytes(&output, "signature").ok_or_else(nonsense)?;
                SignatureReport {
                    signature: Some(Signature(bytes.try_into().map_err(|_| nonsense())?).to_string()),
                    signed_transaction: None,
                }
            }
            How::ServerSends => SignatureReport {
                signature: None,
                signed_transaction: Some(
                    js::bytes(&output, "signedTransaction")
                        .and_then(|bytes| js::to_base64(&bytes))
                        .ok_or_else(nonsense)?,
                ),
            },
        })
    }
}

/// Hears of changed accounts for as long as the page lives.
fn listen(wallet: &Wallet, changed: Rc<dyn Fn(Vec<Address>)>) {
    let Some(feature) = wallet.feature(EVENTS) else {
        return;
    };
    let Some(on) = js::get(&feature, "on").and_then(|on| on.dyn_into::<js_sys::Function>().ok()) else {
        return;
    };
    let heard = Closure::<dyn Fn(JsValue)>::new(move |change: JsValue| {
        // Changes of chains and features name no accounts.
        if js::get(&change, "accounts").is_some() {
            changed(addresses(&js::list(&change, "accounts")));
        }
    })
    .into_js_value();
    let _ = on.call2(&feature, &"change".into(), &heard);
}

/// Calls a feature with one input; its first output.
async fn first(feature: &JsValue, method: &str, input: &JsValue) -> Result<JsValue, WalletError> {
    let outputs = js::call(feature, method, Some(input))
        .await
        .map_err(|error| refusal(&error))?;
    if js_sys::Array::is_array(&outputs) {
        Ok(js_sys::Array::from(&outputs).get(0))
    } else {
        Ok(outputs)
    }
}

/// The wallet's own object for an account, if the account has the feature.
fn account(wallet: &Wallet, wanted: Address, feature: &str) -> Result<JsValue, WalletError> {
    let account = js::list(&wallet.object, "accounts")
        .into_iter()
        .find(|account| address(account) == Some(wanted))
        .ok_or(WalletError::NotAuthorized)?;
    let features = js::texts(&account, "features");
    if features.is_empty() || features.iter().any(|name| name == feature) {
        Ok(account)
    } else {
        Err(WalletError::Unsupported)
    }
}

fn address(account: &JsValue) -> Option<Address> {
    js::text(account, "address")?.parse().ok()
}

fn addresses(accounts: &[JsValue]) -> Vec<Address> {
    accounts.iter().filter_map(address).collect()
}

/// The wallet answered in another shape than the standard's.
fn nonsense() -> WalletError {
    WalletError::Unreadable
}

/// What a wallet throws, by code where it has one.
fn refusal(error: &JsValue) -> WalletError {
    let code = js::get(error, "code").and_then(|code| code.as_f64());
    let words = js::text(error, "message")
        .or_else(|| error.as_string())
        .unwrap_or_default();
    let lower = words.to_ascii_lowercase();
    if code == Some(4001.0) {
        WalletError::Refused
    } else if code == Some(4100.0) {
        WalletError::NotAuthorized
    } else if ["user rejected", "user denied", "user cancel"]
        .iter()
        .any(|said| {
            lower
                .as_bytes()
                .windows(said.len())
                .any(|part| part == said.as_bytes())
        })
    {
        // Some wallets say so in words only.
        WalletError::Refused
    } else if words.is_empty() {
        // A code fits; one that does not is cut off, which `as` does and hurts nobody.
        code.map_or(WalletError::NoReason, |code| {
            WalletError::Other((code as i64).to_string())
        })
    } else {
        WalletError::Other(words.chars().filter(|c| !c.is_control()).take(160).collect())
    }
}
