//! Who has registered: the handshake of Wallet Standard, and the list that comes of it. A wallet that could
//! not pay on Solana is not listed.

use crate::js;
use app::ports::WalletInfo;
use js_sys::{Array, Function, Object, Proxy, Reflect};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{CustomEvent, CustomEventInit};

const REGISTER: &str = "wallet-standard:register-wallet";
const READY: &str = "wallet-standard:app-ready";

pub const CONNECT: &str = "standard:connect";
pub const DISCONNECT: &str = "standard:disconnect";
pub const EVENTS: &str = "standard:events";
pub const SIGN_IN: &str = "solana:signIn";
pub const SIGN_MESSAGE: &str = "solana:signMessage";
pub const SIGN: &str = "solana:signTransaction";
pub const SIGN_AND_SEND: &str = "solana:signAndSendTransaction";

/// A wallet that has registered.
#[derive(Clone)]
pub struct Wallet {
    /// The wallet's own object.
    pub object: JsValue,
    pub info: WalletInfo,
}

impl Wallet {
    /// A feature's own object, on which its methods are called.
    pub fn feature(&self, name: &str) -> Option<JsValue> {
        feature(&self.object, name)
    }
}

fn feature(wallet: &JsValue, name: &str) -> Option<JsValue> {
    js::get(&js::get(wallet, "features")?, name)
}

/// What we need to know of a wallet; `None` if it cannot pay here.
fn read(id: u32, wallet: &JsValue) -> Option<WalletInfo> {
    let name = js::text(wallet, "name")?;
    let has = |name: &str| feature(wallet, name).is_some();
    // Versions that we do not know are the wallet's business, as long as ours is among them.
    let takes_version_0 = |name: &str| {
        feature(wallet, name).is_some_and(|feature| {
            js::list(&feature, "supportedTransactionVersions")
                .iter()
                .any(|version| version.as_f64() == Some(0.0))
        })
    };
    let chains: Vec<String> = js::texts(wallet, "chains")
        .into_iter()
        .filter(|chain| chain.starts_with("solana:"))
        .collect();
    let usable = has(CONNECT) && has(EVENTS) && (has(SIGN) || has(SIGN_AND_SEND)) && !chains.is_empty();
    usable.then(|| WalletInfo {
        id: id.to_string(),
        name,
        icon: js::text(wallet, "icon").filter(|icon| icon.starts_with("data:image/")),
        chains,
        signs: takes_version_0(SIGN),
        sends: takes_version_0(SIGN_AND_SEND),
    })
}

/// Gets told that something has changed.
type Listener = Rc<dyn Fn()>;

/// All wallets of this page.
#[derive(Default)]
pub struct Registry {
    wallets: RefCell<Vec<Wallet>>,
    listeners: RefCell<Vec<(u32, Listener)>>,
    count: Cell<u32>,
}

impl Registry {
    /// Listens for wallets, then says that we are here: so both those before us and those after us register.
    pub fn discover() -> Rc<Self> {
        let registry = Rc::new(Self::default());
        let Some(window) = web_sys::window() else {
            return registry;
        };
        let api = registry.api();
        let heard = {
            let api = api.clone();
            // The event's detail is a function that wants the api.
            Closure::<dyn Fn(CustomEvent)>::new(move |event: CustomEvent| {
                if let Some(register) = event.detail().dyn_ref::<Function>() {
                    // A wallet that throws while it registers is a wallet that does not register.
                    let _ = register.call1(&JsValue::UNDEFINED, &api);
                }
            })
        };
        let _ = window.add_event_listener_with_callback(REGISTER, heard.as_ref().unchecked_ref());
        // The page's own window listens as long as the page lives.
        heard.forget();

        let init = CustomEventInit::new();
        init.set_detail(&api);
        if let Ok(ready) = CustomEvent::new_with_event_init_dict(READY, &init) {
            let _ = window.dispatch_event(&ready);
        }
        registry
    }

    /// `{ register(...wallets) -> unregister }`, frozen as the standard's own is.
    fn api(self: &Rc<Self>) -> JsValue {
        let registry = self.clone();
        // Only the `apply` of a Proxy receives all arguments, however many, without any code from a string.
        let apply = Closure::<dyn Fn(JsValue, JsValue, Array) -> JsValue>::new(
            move |_target: JsValue, _this: JsValue, wallets: Array| registry.register(&wallets.to_vec()),
        )
        .into_js_value();
        let handler = Object::new();
        let _ = Reflect::set(&handler, &"apply".into(), &apply);
        let register = Proxy::new(&apply, &handler);
        let api = js::object(&[("register", &register)]);
        Object::freeze(api.unchecked_ref::<Object>()).into()
    }

    /// Takes wallets in, each object once, and gives the function that takes them out again.
    fn register(self: &Rc<Self>, objects: &[JsValue]) -> JsValue {
        let mut added = Vec::new();
        for object in objects {
            let known = self
                .wallets
                .borrow()
                .iter()
                .any(|wallet| Object::is(&wallet.object, object));
            if known {
                continue;
            }
            let id = self.count.get();
            self.count.set(id.wrapping_add(1));
            // Read before anything is borrowed: a member may be code of the wallet that comes back to us.
            if let Some(info) = read(id, object) {
                added.push(info.id.clone());
                let object = object.clone();
                self.wallets.borrow_mut().push(Wallet { object, info });
            }
        }
        if !added.is_empty() {
            self.tell();
        }
        let registry = self.clone();
        Closure::<dyn Fn()>::new(move || {
            let before = registry.wallets.borrow().len();
            registry
                .wallets
                .borrow_mut()
                .retain(|wallet| !added.contains(&wallet.info.id));
            if registry.wallets.borrow().len() != before {
                registry.tell();
            }
        })
        .into_js_value()
    }

    /// The usable wallets, in order of registration.
    pub fn list(&self) -> Vec<WalletInfo> {
        self.wallets
            .borrow()
            .iter()
            .map(|wallet| wallet.info.clone())
            .collect()
    }

    pub fn find(&self, is_it: impl Fn(&WalletInfo) -> bool) -> Option<Wallet> {
        self.wallets
            .borrow()
            .iter()
            .find(|wallet| is_it(&wallet.info))
            .cloned()
    }

    /// Calls back on every change of the list.
    pub fn watch(&self, changed: Listener) -> u32 {
        let id = self.count.get();
        self.count.set(id.wrapping_add(1));
        self.listeners.borrow_mut().push((id, changed));
        id
    }

    pub fn unwatch(&self, watch: u32) {
        self.listeners.borrow_mut().retain(|(id, _)| *id != watch);
    }

    fn tell(&self) {
        let listeners: Vec<Listener> = self
            .listeners
            .borrow()
            .iter()
            .map(|(_, listener)| listener.clone())
            .collect();
        for listener in listeners {
            listener();
        }
    }
}
