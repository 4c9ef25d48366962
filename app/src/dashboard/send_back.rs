//! Sends a case back from the page that shows it: what goes where is said first, then the wallet signs, and the page changes by
//! itself once the buyer has it. It holds no key, and asks no other wallet than the one that sales are paid to.

use crate::{
    kit::Money,
    payments::view_model::{A_GLANCE, Given, chain, how, next_look, wallet_sentence},
    ports::{Fault, How, Ports, Request, ToSign, WalletError, WalletInfo, ports},
    sign_in::{LastWallet, wallet_list, wallets_here},
};
use leptos::{prelude::*, task::spawn_local};
use serde::Deserialize;
use shared::{
    money::{Currency, Lamports, Units},
    refunds::RefundStatus,
    solana::Address,
    text::Lang,
};

/// As much of a `shared::refunds::RefundView` as is shown and signed.
#[derive(Clone, PartialEq, Deserialize)]
struct Refund {
    status: Option<RefundStatus>,
    currency: Currency,
    amount: Units,
    payer: Address,
    recipient: Address,
    account_rent: Lamports,
    network: String,
}

/// A handle: copies are the same refund.
#[derive(Clone, Copy)]
struct Sending {
    lang: Lang,
    path: StoredValue<String>,
    refund: RwSignal<Option<Refund>>,
    words: RwSignal<String>,
    choosing: RwSignal<bool>,
    busy: RwSignal<bool>,
    /// Nothing more is to be signed: it is waited for.
    sent: RwSignal<bool>,
    generation: u32,
}

impl Sending {
    fn path(self) -> String {
        self.path.try_get_value().unwrap_or_default()
    }

    fn say(self, words: impl Into<String>) {
        self.words.try_set(words.into());
    }

    /// Whether the part of the page that this belongs to was changed for another.
    fn gone(self, ports: &Ports) -> bool {
        ports.pages.generation() != self.generation
    }

    /// Asks what goes where.
    async fn ask(self) {
        self.busy.try_set(true);
        match Request::get(self.path()).fetch::<Refund>().await {
            Ok(refund) => {
                let waits = refund.status == Some(RefundStatus::Submitted);
                let arrived = refund.status.is_some_and(RefundStatus::arrived);
                self.say("");
                self.refund.try_set(Some(refund));
                if waits || arrived {
                    self.watch();
                }
            }
            Err(fault) => self.say(fault.sentence(self.lang)),
        }
        self.busy.try_set(false);
    }

    /// Signs with the wallet used last, or lets the person choose one.
    async fn sign(self) {
        let Some(ports) = ports() else { return };
        let last = LastWallet::kept(&ports);
        let known = |wallet: &WalletInfo| last.as_ref().is_some_and(|last| last.name == wallet.name);
        match ports.wallets.list().into_iter().find(known) {
            Some(wallet) => self.sign_with(wallet).await,
            None => {
                self.choosing.try_set(true);
            }
        }
    }

    async fn sign_with(self, wallet: WalletInfo) {
        let Some(ports) = ports() else { return };
        let Some(refund) = self.refund.try_get_untracked().flatten() else {
            return;
        };
        self.choosing.try_set(false);
        self.busy.try_set(true);
        self.say(self.lang.pay_asking());
        if let Err(words) = self.try_sign(&ports, &refund, &wallet).await {
            self.say(words);
        }
        self.busy.try_set(false);
    }

    async fn try_sign(self, ports: &Ports, refund: &Refund, wallet: &WalletInfo) -> Result<(), String> {
        let lang = self.lang;
        let failed = |error: WalletError| match error {
            // This is no order; only the words for paying differ.
            WalletError::Refused => lang.sign_in_cancelled().to_owned(),
            error => wallet_sentence(lang, &error),
        };
        let mut accounts = ports.wallets.connect(&wallet.id, true).await.unwrap_or_default();
        if accounts.is_empty() {
            accounts = ports.wallets.connect(&wallet.id, false).await.map_err(failed)?;
        }
        if !accounts.contains(&refund.payer) {
            return Err(lang.refund_other_wallet(&refund.payer.short()));
        }
        let how = how(&refund.network, wallet).ok_or_else(|| failed(WalletError::Unsupported))?;
        let refused = |fault: Fault| fault.sentence(lang);
        let given: Given = Request::post(self.path()).fetch().await.map_err(refused)?;
        if self.gone(ports) {
            return Ok(());
        }
        self.say(lang.pay_waiting());
        let what = ToSign {
            address: refund.payer,
            transaction: given.transaction,
            chain: chain(&refund.network),
            how,
        };
        let report = match ports.wallets.sign(&wallet.id, what).await {
            Ok(report) => report,
            Err(error) => {
                // A wallet that sends can have sent it and failed after that.
                if how == How::WalletSends && error != WalletError::Refused {
                    self.watch();
                }
                return Err(failed(error));
            }
        };
        let request = Request::post(format!("{}/signature", self.path())).json(&report);
        let answer = match request.clone().fetch::<Refund>().await {
            // Telling the same again changes nothing.
            Err(Fault::NoAnswer) => {
                ports.pages.wait(1_000).await;
                request.fetch().await
            }
            answer => answer,
        };
        match answer {
            Ok(refund) => {
                self.refund.try_set(Some(refund));
                self.say(lang.refund_sent());
            }
            Err(fault) => {
                let unsent = how == How::ServerSends && fault.code().is_some_and(|code| code.status() < 500);
                if unsent {
                    return Err(refused(fault));
                }
                self.say(refused(fault));
            }
        }
        self.watch();
        Ok(())
    }

    /// Asks how it stands, again and again for a while, and shows the page as it is once the buyer has it.
    fn watch(self) {
        if self.sent.try_get_untracked() == Some(true) {
            return;
        }
        self.sent.try_set(true);
        spawn_local(async move {
            let Some(ports) = ports() else { return };
            let mut looks = 0;
            while !self.gone(&ports) {
                let news = Request::get(self.path()).fetch::<Refund>().await;
                if self.gone(&ports) {
                    return;
                }
                // An answer that does not come says nothing.
                let status = news.ok().and_then(|refund| refund.status);
                if status.is_some_and(RefundStatus::arrived) {
                    return self.show(&ports).await;
                }
                let over = status == Some(RefundStatus::Gone);
                let pause = next_look(looks).filter(|_| !over);
                let Some(pause) = pause else {
                    self.say(if over {
                        self.lang.refund_gone()
                    } else {
                        self.lang.refund_slow()
                    });
                    self.sent.try_set(false);
                    return;
                };
                looks += 1;
                ports.pages.wait(pause).await;
            }
        });
    }

    async fn show(self, ports: &Ports) {
        let words = self.lang.refund_done();
        if ports.pages.refresh_main(A_GLANCE).await {
            ports.pages.announce(words);
        } else {
            ports.pages.announce_next(words);
            ports.pages.reload();
        }
    }
}

/// The button, what it asks to sign, and how that stands. `path` is the door of the refund; `out` whether a signature was named
/// already, which is then waited for.
#[island]
pub fn SendBack(lang: Lang, path: String, out: bool) -> impl IntoView {
    let sending = Sending {
        lang,
        path: StoredValue::new(path),
        refund: RwSignal::new(None),
        words: RwSignal::new(if out {
            lang.refund_sent().to_owned()
        } else {
            String::new()
        }),
        choosing: RwSignal::new(false),
        busy: RwSignal::new(false),
        sent: RwSignal::new(false),
        generation: ports().map_or(0, |ports| ports.pages.generation()),
    };
    if out {
        Effect::new(move |_| sending.watch());
    }
    let Sending {
        refund, busy, sent, ..
    } = sending;
    let start = move |_| spawn_local(sending.ask());
    let sign = move |_| spawn_local(sending.sign());
    let choose = move |wallet: WalletInfo| spawn_local(sending.sign_with(wallet));
    let off = move || busy.get() || sent.get();
    view! {
        <div class="send-back">
            {move || match refund.get() {
                None => view! {
                    <button type="button" class="button" data-testid="refund" disabled=off on:click=start>
                        {lang.refund_start()}
                    </button>
                }
                .into_any(),
                Some(refund) => view! {
                    {terms(lang, &refund)}
                    {move || {
                        sending
                            .choosing
                            .get()
                            .then(|| wallet_list(lang, wallets_here(), || false, choose))
                    }}
                    <button
                        type="button"
                        class="button primary"
                        data-testid="refund-sign"
                        disabled=off
                        on:click=sign
                    >
                        {lang.refund_sign()}
                    </button>
                }
                .into_any(),
            }}
            <p class="sheet-status" role="status" data-testid="refund-status">
                {sending.words}
            </p>
        </div>
    }
}

/// What goes where.
fn terms(lang: Lang, refund: &Refund) -> impl IntoView + use<> {
    let sol = |lamports: Lamports| Currency::Sol.of(Units(lamports.0));
    let opening = (refund.account_rent > Lamports::ZERO).then(|| {
        view! {
            <div>
                <dt>{lang.refund_account()}</dt>
                <dd>
                    <Money lang amount=sol(refund.account_rent)/>
                </dd>
            </div>
        }
    });
    view! {
        <dl class="bill" data-testid="refund-bill">
            <div class="bill-total">
                <dt>{lang.refund_amount()}</dt>
                <dd>
                    <Money lang amount=refund.currency.of(refund.amount)/>
                </dd>
            </div>
            {account(lang.refund_to(), refund.recipient)}
            {account(lang.refund_from(), refund.payer)}
            {opening}
            <div>
                <dt>{lang.pay_network_fee()}</dt>
                <dd class="quiet">{lang.pay_network_fee_about()}</dd>
            </div>
        </dl>
        <p class="quiet fine">{lang.refund_all()}</p>
    }
}

fn account(name: &'static str, address: Address) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                <code title=address.to_string()>{address.short()}</code>
            </dd>
        </div>
    }
}
