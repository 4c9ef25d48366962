//! The button that opens the choice of wallets, the choice itself, and the list of wallets that paying shares
//! with it. A wallet that registers late appears in the open list.

use super::{
    Sheet,
    flow::sign_in,
    view_model::{Failure, LastWallet, in_order, missing},
};
use crate::{
    kit::{Glyph, Icon},
    ports::{WalletInfo, ports},
};
use leptos::{prelude::*, task::spawn_local};
use shared::text::Lang;
use std::rc::Rc;

/// Opens the choice of wallets.
#[island]
pub fn SignInButton(lang: Lang) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <button
            type="button"
            class="door sign-in"
            aria-haspopup="dialog"
            data-testid="sign-in"
            on:click=move |_| open.set(true)
        >
            <span class="door-icon">
                <Icon glyph=Glyph::Wallet/>
            </span>
            <span class="door-name">{lang.sign_in()}</span>
        </button>
        <noscript>{lang.wallets_need_javascript()}</noscript>
        <SignInDialog lang open note=None/>
    }
}

/// How signing in stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    Choosing,
    Asking(String),
    Failed(Failure),
    Done,
}

/// The choice of wallets. `note` is left for the page that comes after signing in.
#[component]
pub fn SignInDialog(lang: Lang, open: RwSignal<bool>, note: Option<String>) -> impl IntoView {
    let standing = RwSignal::new(Standing::Choosing);
    let note = StoredValue::new(note);
    let choose = Callback::new(move |wallet: WalletInfo| {
        standing.set(Standing::Asking(wallet.name.clone()));
        spawn_local(async move {
            let Some(ports) = ports() else { return };
            match sign_in(&ports, &wallet).await {
                Ok(()) => {
                    standing.try_set(Standing::Done);
                    if let Some(note) = note.try_get_value().flatten() {
                        ports.pages.leave_note(&note);
                    }
                    ports.pages.reload();
                }
                Err(failure) => {
                    standing.try_set(Standing::Failed(failure));
                }
            }
        });
    });
    let busy = Signal::derive(move || matches!(*standing.read(), Standing::Asking(_) | Standing::Done));
    let words = move || match &*standing.read() {
        Standing::Choosing => (String::new(), None),
        Standing::Asking(name) => (lang.sign_in_asking(name), None),
        Standing::Failed(failure) => failure.sentences(lang),
        Standing::Done => (lang.sign_in_done().to_owned(), None),
    };
    view! {
        <Sheet lang open title=lang.sign_in() name="sign-in-dialog">
            <p class="quiet">{lang.sign_in_intro()}</p>
            <WalletList lang busy choose/>
            <div class="sheet-status" role="status" data-testid="sign-in-status">
                {move || {
                    let (sentence, hint) = words();
                    view! {
                        <p>{sentence}</p>
                        {hint.map(|hint| view! { <p class="quiet">{hint}</p> })}
                    }
                }}
            </div>
            <GetWallet lang/>
        </Sheet>
    }
}

/// The wallets of this browser as signals: they come and go.
fn wallets_here() -> RwSignal<Vec<WalletInfo>> {
    let wallets = RwSignal::new(Vec::new());
    let look = move || {
        if let Some(ports) = ports() {
            let last = LastWallet::kept(&ports);
            // The list may be gone by the time a wallet registers.
            let _ = wallets.try_set(in_order(ports.wallets.list(), last.as_ref()));
        }
    };
    Effect::new(move |_| {
        let Some(ports) = ports() else { return };
        look();
        let watch = ports.wallets.watch(Rc::new(look));
        on_cleanup(move || {
            if let Some(ports) = crate::ports::ports() {
                ports.wallets.unwatch(watch);
            }
        });
    });
    wallets
}

/// The wallets of this browser, each a button.
#[component]
pub fn WalletList(lang: Lang, busy: Signal<bool>, choose: Callback<WalletInfo>) -> impl IntoView {
    let wallets = wallets_here();
    let last = ports().and_then(|ports| LastWallet::kept(&ports));
    let rows = move || {
        wallets
            .get()
            .into_iter()
            .map(|wallet| {
                let known = last.as_ref().is_some_and(|last| last.name == wallet.name);
                let state = if known {
                    lang.wallet_last_used()
                } else {
                    lang.wallet_detected()
                };
                let (name, icon) = (wallet.name.clone(), wallet.icon.clone());
                view! {
                    <li>
                        <button
                            type="button"
                            class="wallet"
                            data-testid="wallet"
                            data-wallet=wallet.name.clone()
                            disabled=busy
                            on:click=move |_| choose.run(wallet.clone())
                        >
                            <Face icon/>
                            <span class="wallet-name">{name}</span>
                            <span class="quiet">{state}</span>
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <ul class="wallet-list" aria-label=lang.wallets_found()>
            {rows}
        </ul>
        {move || wallets.read().is_empty().then(|| view! { <p data-testid="no-wallet">{lang.wallets_none()}</p> })}
    }
}

/// A wallet's picture; the port lets only `data:image/` addresses through.
#[component]
fn Face(icon: Option<String>) -> impl IntoView {
    match icon {
        Some(icon) => view! { <img class="wallet-icon" src=icon alt="" width="32" height="32"/> }.into_any(),
        None => view! {
            <span class="wallet-icon">
                <Icon glyph=Glyph::Wallet/>
            </span>
        }
        .into_any(),
    }
}

/// Where wallets come from: for a computer to install, for a phone to open this page in. The style sheet
/// shows the one that fits the device.
#[component]
fn GetWallet(lang: Lang) -> impl IntoView {
    let wallets = wallets_here();
    let (address, origin) = ports().map(|ports| ports.pages.address()).unwrap_or_default();
    move || {
        let missing = missing(&wallets.read());
        let link = |href: String, words: String| {
            view! {
                <li>
                    <a class="wallet" href=href rel="noopener noreferrer external">
                        <span class="wallet-name">{words}</span>
                        <Icon glyph=Glyph::Outside/>
                    </a>
                </li>
            }
        };
        let install = missing
            .iter()
            .map(|known| link(known.install.to_owned(), lang.wallet_install(known.name)))
            .collect_view();
        let open = missing
            .iter()
            .map(|known| {
                link(
                    known.open_link(&address, &origin),
                    lang.wallet_open_in(known.name),
                )
            })
            .collect_view();
        (!missing.is_empty()).then(|| {
            view! {
                <section class="wallet-get for-pointers">
                    <h3>{lang.wallets_get()}</h3>
                    <ul class="wallet-list">{install}</ul>
                </section>
                <section class="wallet-get for-touch">
                    <h3>{lang.wallets_on_phone()}</h3>
                    <ul class="wallet-list">{open}</ul>
                </section>
            }
        })
    }
}
