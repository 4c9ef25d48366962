//! Asking to be paid at another wallet, signed by the one that is paid now. It signs with no other, and nothing changes before
//! the server has the signature.

use crate::{
    kit::sheet,
    ports::{Method, Ports, Request, WalletInfo, ports},
    sign_in::{Failure, SigningIn, expect_account, wallet_list, wallets_here},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use shared::{
    payouts::{PayoutChallenge, PayoutWish, SignedPayout},
    solana::Address,
    text::Lang,
};

/// The field for the new address, and the way to a wallet.
#[island]
pub fn PayoutForm(lang: Lang) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    let open = RwSignal::new(false);
    let asked = StoredValue::new(None::<PayoutChallenge>);
    sign_dialog(lang, open, asked);
    let ask = move |event: SubmitEvent| {
        event.prevent_default();
        if asking.get_untracked() {
            return;
        }
        asking.set(true);
        let wish = PayoutWish {
            address: typed.get_untracked(),
        };
        spawn_local(async move {
            let answer = Request::post("/api/me/creator/payout").json(&wish).fetch().await;
            asking.try_set(false);
            match answer {
                Ok(challenge) => {
                    asked.try_set_value(Some(challenge));
                    fault.try_set(None);
                    open.try_set(true);
                }
                Err(refused) => {
                    fault.try_set(Some(refused.sentence(lang)));
                }
            }
        });
    };
    view! {
        <form class="fields payout-form" data-testid="payout-form" on:submit=ask>
            <label class="field">
                <span>{lang.payout_new()}</span>
                <input
                    name="address"
                    type="text"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength="64"
                    required
                    aria-describedby="payout-said"
                    aria-invalid=move || fault.read().is_some().then_some("true")
                    on:input=move |event| typed.set(event_target_value(&event))
                />
            </label>
            <p id="payout-said" class="field-fault" role="alert" hidden=move || fault.read().is_none()>
                {move || fault.get()}
            </p>
            <div class="actions">
                <button class="button" aria-haspopup="dialog" disabled=move || asking.get()>
                    {lang.payout_go()}
                </button>
            </div>
        </form>
    }
}

fn sign_dialog(lang: Lang, open: RwSignal<bool>, asked: StoredValue<Option<PayoutChallenge>>) {
    let signing = RwSignal::new(SigningIn::default());
    // A wallet may never answer: who closes the dialog and asks again can choose anew.
    Effect::new(move |_| {
        if !open.get() {
            signing.update(SigningIn::give_up);
        }
    });
    let choose = move |wallet: WalletInfo| {
        let attempt = signing.try_update(|signing| signing.ask(&wallet.name));
        let (Some(attempt), Some(challenge)) = (attempt, asked.get_value()) else {
            return;
        };
        spawn_local(async move {
            let Some(ports) = ports() else { return };
            let awaited = || signing.try_with_untracked(|signing| signing.awaits(attempt)) == Some(true);
            match sign(&ports, &wallet, &challenge, awaited).await {
                Ok(true) => {
                    ports.pages.announce(lang.payout_begun());
                    if !ports.pages.refresh_main(0).await {
                        ports.pages.reload();
                    }
                }
                Ok(false) => {}
                Err(failure) => {
                    signing.try_update(|signing| signing.failed(attempt, failure));
                }
            }
        });
    };
    sheet(lang, open, lang.payout_sign_title(), "payout-dialog", move || {
        let busy = move || signing.read().busy();
        let address = |of: fn(&PayoutChallenge) -> Address| {
            asked.with_value(|asked| asked.as_ref().map(|asked| of(asked).to_string()))
        };
        view! {
            <p>{lang.payout_sign_text()}</p>
            <dl class="settings-facts">
                <dt>{lang.payout_from()}</dt>
                <dd class="address">{address(|asked| asked.from)}</dd>
                <dt>{lang.payout_to()}</dt>
                <dd class="address">{address(|asked| asked.to)}</dd>
            </dl>
            {wallet_list(lang, wallets_here(), busy, choose)}
            <div class="sheet-status" role="status" data-testid="payout-status">
                <p>{move || signing.read().words(lang).0}</p>
                <p class="quiet">{move || signing.read().words(lang).1}</p>
            </div>
        }
    });
}

/// Has the wallet that is paid now sign, and tells the server. Once nobody waits for it any more it ends without: false.
async fn sign(
    ports: &Ports,
    wallet: &WalletInfo,
    challenge: &PayoutChallenge,
    awaited: impl Fn() -> bool,
) -> Result<bool, Failure> {
    // Who is paid may be another account of the same wallet than the one that is signed in.
    expect_account(challenge.from);
    let accounts = ports.wallets.connect(&wallet.id, false).await?;
    if !accounts.contains(&challenge.from) {
        return Err(Failure::Needs {
            here: accounts.first().copied(),
            needed: challenge.from,
        });
    }
    if !awaited() {
        return Ok(false);
    }
    // Without an `input` a wallet signs the text as it is.
    let message = serde_json::to_string(challenge).unwrap_or_default();
    let signed = ports
        .wallets
        .sign_in(&wallet.id, challenge.from, &message)
        .await?;
    if !awaited() {
        return Ok(false);
    }
    let answer = SignedPayout {
        signed_message: signed.signed_message,
        signature: signed.signature,
    };
    Request::new(Method::Put, "/api/me/creator/payout")
        .json(&answer)
        .done()
        .await?;
    Ok(true)
}
