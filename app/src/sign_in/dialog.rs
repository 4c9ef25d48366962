//! The button that opens the choice of wallets, the choice itself, and the list of wallets that paying shares
//! with it. A wallet that registers late appears in the open list.

use super::{
    flow::sign_in,
    view_model::{KnownWallet, LastWallet, SigningIn, in_order, missing},
};
use crate::{
    kit::{Glyph, Icon, sheet},
    ports::{WalletInfo, ports},
};
use leptos::{either::Either, prelude::*, task::spawn_local};
use shared::text::Lang;
use std::rc::Rc;

/// Opens the choice of wallets.
#[island]
pub fn SignInButton(lang: Lang) -> impl IntoView {
    let open = RwSignal::new(false);
    sign_in_dialog(lang, open, None);
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
    }
}

/// The choice of wallets. `note` is left for the page that comes after signing in.
pub fn sign_in_dialog(lang: Lang, open: RwSignal<bool>, note: Option<String>) {
    let signing = RwSignal::new(SigningIn::default());
    // A wallet may never answer: who closes the dialog and opens it again can choose anew.
    Effect::new(move |_| {
        if !open.get() {
            signing.update(SigningIn::give_up);
        }
    });
    let choose = move |wallet: WalletInfo| {
        let note = note.clone();
        let Some(attempt) = signing.try_update(|signing| signing.ask(&wallet.name)) else {
            return;
        };
        spawn_local(async move {
            let Some(ports) = ports() else { return };
            let awaited = || signing.try_with_untracked(|signing| signing.awaits(attempt)) == Some(true);
            match sign_in(&ports, &wallet, awaited).await {
                Ok(true) => {
                    signing.try_update(|signing| signing.done(attempt));
                    if let Some(note) = note {
                        ports.pages.leave_note(&note);
                    }
                    ports.pages.reload();
                }
                Ok(false) => {}
                Err(failure) => {
                    signing.try_update(|signing| signing.failed(attempt, failure));
                }
            }
        });
    };
    sheet(lang, open, lang.sign_in(), "sign-in-dialog", move || {
        let wallets = wallets_here();
        let busy = move || signing.read().busy();
        view! {
            <p class="quiet">{lang.sign_in_intro()}</p>
            {wallet_list(lang, wallets, busy, choose.clone())}
            <div class="sheet-status" role="status" data-testid="sign-in-status">
                <p>{move || signing.read().words(lang).0}</p>
                <p class="quiet">{move || signing.read().words(lang).1}</p>
            </div>
            {get_wallet(lang, wallets)}
        }
    });
}

/// The wallets of this browser: they come and go.
pub fn wallets_here() -> RwSignal<Vec<WalletInfo>> {
    let wallets = RwSignal::new(Vec::new());
    let look = move || {
        if let Some(ports) = ports() {
            let last = LastWallet::kept(&ports);
            // The list may be gone by the time a wallet registers.
            wallets.try_set(in_order(ports.wallets.list(), last.as_ref()));
        }
    };
    look();
    if let Some(ports) = ports() {
        let watch = ports.wallets.watch(Rc::new(look));
        on_cleanup(move || {
            if let Some(ports) = crate::ports::ports() {
                ports.wallets.unwatch(watch);
            }
        });
    }
    wallets
}

/// The wallets of this browser, each a button.
pub fn wallet_list(
    lang: Lang,
    wallets: RwSignal<Vec<WalletInfo>>,
    busy: impl Fn() -> bool + Copy + Send + Sync + 'static,
    choose: impl Fn(WalletInfo) + Clone + Send + 'static,
) -> impl IntoView {
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
                let (name, choose) = (wallet.name.clone(), choose.clone());
                let face = match wallet.icon.clone() {
                    // The port lets only `data:image/` addresses through.
                    Some(icon) => Either::Left(view! {
                        <img class="wallet-icon" src=icon alt="" width="32" height="32"/>
                    }),
                    None => Either::Right(view! {
                        <span class="wallet-icon">
                            <Icon glyph=Glyph::Wallet/>
                        </span>
                    }),
                };
                view! {
                    <li>
                        <button
                            type="button"
                            class="wallet"
                            data-testid="wallet"
                            data-wallet=wallet.name.clone()
                            disabled=busy
                            on:click=move |_| choose(wallet.clone())
                        >
                            {face}
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
        <p data-testid="no-wallet" hidden=move || !wallets.read().is_empty()>
            {lang.wallets_none()}
        </p>
    }
}

/// Where wallets come from: for a computer to install, for a phone to open this page in. The style sheet
/// shows the one that fits the device.
fn get_wallet(lang: Lang, wallets: RwSignal<Vec<WalletInfo>>) -> impl IntoView {
    let (address, origin) = ports().map(|ports| ports.pages.address()).unwrap_or_default();
    let install = move |known: &KnownWallet| (known.install.to_owned(), lang.wallet_install(known.name));
    let open = move |known: &KnownWallet| {
        (
            known.open_link(&address, &origin),
            lang.wallet_open_in(known.name),
        )
    };
    view! {
        {get_section("wallet-get for-pointers", lang.wallets_get(), wallets, Box::new(install))}
        {get_section("wallet-get for-touch", lang.wallets_on_phone(), wallets, Box::new(open))}
    }
}

/// Where a wallet's link leads, and its words.
type LinkTo = Box<dyn Fn(&KnownWallet) -> (String, String) + Send>;

fn get_section(
    class: &'static str,
    title: &'static str,
    wallets: RwSignal<Vec<WalletInfo>>,
    link_to: LinkTo,
) -> impl IntoView {
    let links = move || {
        missing(&wallets.read())
            .iter()
            .map(|known| {
                let (href, words) = link_to(known);
                view! {
                    <li>
                        <a class="wallet" href=href rel="noopener noreferrer external">
                            <span class="wallet-name">{words}</span>
                            <Icon glyph=Glyph::Outside/>
                        </a>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <section class=class hidden=move || missing(&wallets.read()).is_empty()>
            <h3>{title}</h3>
            <ul class="wallet-list">{links}</ul>
        </section>
    }
}
