//! Signing in and out, step by step, over the ports. It asks a wallet only when a person has pressed a button.

use super::view_model::{Failure, LastWallet};
use crate::ports::{Fault, Method, Ports, Request, WalletError, WalletInfo, ports};
use shared::{Code, identity::ChallengeRequest, solana::Address, text::Lang};
use std::{cell::Cell, rc::Rc};

/// Proves the wallet to the server; after that the browser has a session, and this page is out of date. Once
/// nobody waits for it any more it ends without one: false.
pub async fn sign_in(
    ports: &Ports,
    wallet: &WalletInfo,
    awaited: impl Fn() -> bool,
) -> Result<bool, Failure> {
    let accounts = ports.wallets.connect(&wallet.id, false).await?;
    if !awaited() {
        return Ok(false);
    }
    let address = *accounts.first().ok_or(WalletError::NotAuthorized)?;
    let challenge = Request::post("/api/auth/challenge")
        .json(&ChallengeRequest { address })
        .done()
        .await?;
    let signed = ports.wallets.sign_in(&wallet.id, address, &challenge).await?;
    if !awaited() {
        return Ok(false);
    }
    Request::post("/api/auth/session").json(&signed).done().await?;
    let last = LastWallet {
        name: wallet.name.clone(),
        address,
    };
    last.keep(ports);
    Ok(true)
}

/// Ends the session here and lets the wallet go.
pub async fn sign_out(ports: &Ports) -> Result<(), Fault> {
    end_session().await?;
    if let Some(last) = LastWallet::kept(ports) {
        let wallets = ports.wallets.list();
        if let Some(wallet) = wallets.iter().find(|wallet| wallet.name == last.name) {
            ports.wallets.disconnect(&wallet.id);
        }
    }
    LastWallet::forget(ports);
    ports.pages.reload();
    Ok(())
}

async fn end_session() -> Result<(), Fault> {
    let done = Request::new(Method::Delete, "/api/auth/session").done().await;
    match done {
        Err(fault) if !matches!(fault.code(), Some(Code::SignInRequired | Code::SessionEnded)) => Err(fault),
        _ => Ok(()),
    }
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static EXPECTED: Cell<Option<Address>> = const { Cell::new(None) };
}

/// From now on, on this page, the wallet may switch to this account without ending the session.
pub fn expect_account(address: Address) {
    EXPECTED.set(Some(address));
}

/// Ends the session when the wallet that it belongs to switches to another account: what the page shows would
/// be somebody else's. Once a page.
pub fn guard(ports: &Ports, lang: Lang) {
    let Some(last) = LastWallet::kept(ports) else {
        return;
    };
    if GUARDED.replace(true) {
        return;
    }
    let name = last.name.clone();
    let ending = Cell::new(false);
    let changed = Rc::new(move |accounts: Vec<_>| {
        let expected = EXPECTED.get().is_some_and(|one| accounts.contains(&one));
        if last.left_by(&accounts) && !expected && !ending.replace(true) {
            leptos::task::spawn_local(leave(lang));
        }
    });
    ports.wallets.watch_accounts(&name, changed);
}

async fn leave(lang: Lang) {
    let Some(ports) = ports() else {
        return;
    };
    // If the server cannot be reached the session stays, and paying still refuses the other account.
    if end_session().await.is_ok() {
        LastWallet::forget(&ports);
        ports.pages.announce_next(lang.wallet_switched());
        ports.pages.reload();
    }
}
