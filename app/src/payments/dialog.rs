//! What a person sees of a payment: the button, and a dialog with the steps, the amounts and the next act.

use super::{
    flow::Flow,
    names::{leg_name, reduction_name},
    view_model::{Action, Order, Payment, Stage, Step, Wish, explorer},
};
use crate::{
    kit::{Glyph, Icon, Money, in_dollars, sheet},
    ports::WalletInfo,
    sign_in::{sign_in_dialog, wallet_list, wallets_here},
};
use leptos::{either::Either, prelude::*, task::spawn_local};
use shared::{
    money::{Amount, Currency, Lamports, Units},
    text::Lang,
};

/// Buys one thing. A visitor is asked to sign in first and comes back to it. `pending` is the id of
/// an order that is open for it; without one the browser looks for what it has kept itself. Without a script the order is made by
/// a form, and paid from its own page.
#[component]
pub fn PayButton(
    lang: Lang,
    #[prop(into)] item: Wish,
    label: String,
    amount: Amount,
    summary: String,
    signed_in: bool,
    pending: Option<String>,
) -> impl IntoView {
    let without = match signed_in {
        true => Either::Left(view! {
            <form method="post" action="/order">
                <input type="hidden" name="order" value=item.0.clone()/>
                <button class="button primary">{label.clone()}</button>
            </form>
        }),
        false => Either::Right(lang.wallets_need_javascript()),
    };
    view! {
        <PayHere lang item label amount summary signed_in pending/>
        <noscript class="pay-without">{without}</noscript>
    }
}

/// The same with a wallet in this browser.
#[island]
pub fn PayHere(
    lang: Lang,
    item: Wish,
    label: String,
    amount: Amount,
    summary: String,
    signed_in: bool,
    pending: Option<String>,
) -> impl IntoView {
    let flow = Flow::new(lang, item);
    sign_in_dialog(lang, flow.signing_in, Some(flow.name()));
    if signed_in {
        pay_dialog(lang, flow, summary, amount);
        Effect::new(move |_| flow.wake(pending.clone()));
    }
    let press = move |_| {
        if signed_in {
            flow.show();
        } else {
            flow.signing_in.set(true);
        }
    };
    let payment = flow.payment;
    let name = move || {
        payment.with(|payment| match &payment.stage {
            Stage::Paid => payment.paid_words(lang).to_owned(),
            _ if payment.in_wallet() => lang.pay_waiting().to_owned(),
            _ if payment.under_way() => lang.pay_confirming().to_owned(),
            _ if payment.may_arrive() => lang.pay_continue().to_owned(),
            _ => label.clone(),
        })
    };
    view! {
        <button
            type="button"
            class="button primary pay"
            aria-haspopup="dialog"
            data-testid="pay"
            disabled=move || payment.with(|payment| payment.stage == Stage::Paid)
            on:click=press
        >
            {name}
        </button>
    }
}

fn pay_dialog(lang: Lang, flow: Flow, summary: String, amount: Amount) {
    sheet(lang, flow.open, lang.pay_title(), "pay-dialog", move || {
        // One part that is drawn again as a whole: what is the same stays, and so does the focus.
        let standing = move || flow.payment.with(|payment| standing(lang, flow, payment, amount));
        view! {
            <p class="pay-summary">{summary.clone()}</p>
            {standing}
        }
    });
}

/// The payment as it stands.
pub(super) fn standing(lang: Lang, flow: Flow, payment: &Payment, amount: Amount) -> impl IntoView + use<> {
    let choose = move |wallet: WalletInfo| spawn_local(flow.pay_with(wallet));
    let choosing = payment.stage == Stage::ChoosingWallet;
    view! {
        <ol class="steps">{steps(lang, payment)}</ol>
        {bill(lang, payment.order.as_ref(), amount)}
        <p class="sheet-status" role="status" data-testid="pay-status">
            {payment.sentence(lang)}
        </p>
        {more(lang, payment)}
        {otherwise(lang, flow, payment)}
        {elsewhere(lang, payment)}
        {choosing.then(|| wallet_list(lang, wallets_here(), || false, choose))}
        <div class="sheet-acts">{acts(lang, flow, payment)}</div>
    }
}

/// The steps, each with its state for eyes and for screen readers.
fn steps(lang: Lang, payment: &Payment) -> impl IntoView + use<> {
    payment
        .steps()
        .map(|(step, state)| {
            let (name, id) = match step {
                Step::Review => (lang.pay_step_review(), "review"),
                Step::Sign => (lang.pay_step_sign(), "sign"),
                Step::Send => (lang.pay_step_send(), "send"),
                Step::Confirm => (lang.pay_step_confirm(), "confirm"),
            };
            let class = state.class();
            view! {
                <li
                    class=class
                    data-testid=format!("pay-step-{id}")
                    aria-current=class.starts_with("is-now").then_some("step")
                >
                    <span class="step-mark">
                        <Icon glyph=Glyph::Check/>
                    </span>
                    {name}
                    <span class="unseen">": " {state.words(lang)}</span>
                </li>
            }
        })
        .into_iter()
        .collect_view()
}

/// Who is paid what.
pub(super) fn bill(lang: Lang, order: Option<&Order>, amount: Amount) -> impl IntoView + use<> {
    // Until there is an order, the page's own price stands.
    let currency = order.map_or(amount.currency, |order| order.currency);
    let amount = order.map_or(amount, |order| currency.of(order.amount));
    let legs = order.map(|order| {
        order
            .legs
            .iter()
            .map(|leg| {
                let role = leg_name(lang, leg.role);
                view! {
                    <div data-testid="pay-leg">
                        <dt>
                            {role} " " <code title=leg.address.to_string()>{leg.address.short()}</code>
                        </dt>
                        <dd>
                            <Money lang amount=currency.of(leg.amount)/>
                        </dd>
                    </div>
                }
            })
            .collect_view()
    });
    let full = order.and_then(Order::full_price).map(|full| {
        view! {
            <div>
                <dt>{lang.pay_full_price()}</dt>
                <dd>
                    <Money lang amount=currency.of(full)/>
                </dd>
            </div>
        }
    });
    let reductions = order.map(|order| {
        order
            .reductions
            .iter()
            .map(|reduction| {
                let why = reduction_name(lang, reduction.kind);
                view! {
                    <div data-testid="pay-less">
                        <dt>{why}</dt>
                        <dd>
                            "−"
                            <Money lang amount=currency.of(reduction.amount)/>
                        </dd>
                    </div>
                }
            })
            .collect_view()
    });
    let rent = order
        .map(|order| order.account_rent)
        .filter(|rent| *rent > Lamports::ZERO);
    let opening = rent.map(|rent| {
        view! {
            <div data-testid="pay-rent">
                <dt>{lang.pay_account_rent()}</dt>
                <dd>
                    <Money lang amount=Currency::Sol.of(Units(rent.0))/>
                </dd>
            </div>
        }
    });
    let opening_why = rent.map(|_| lang.pay_account_rent_why());
    let days = order
        .and_then(|order| order.item.days)
        .map(|days| lang.pay_no_renewal(u64::from(days)));
    let worth = order.and_then(|order| order.worth);
    let by = worth.map(|worth| format!("{}.", lang.worth_why(worth)));
    view! {
        <dl class="bill">
            {full}
            {reductions}
            <div class="bill-total">
                <dt>{lang.pay_you_pay()}</dt>
                <dd>
                    <Money lang amount/>
                    {worth.map(|worth| view! { " " {in_dollars(lang, worth)} })}
                </dd>
            </div>
            {legs}
            {opening}
            <div>
                <dt>{lang.pay_network_fee()}</dt>
                <dd class="quiet">{lang.pay_network_fee_about()}</dd>
            </div>
        </dl>
        <p class="quiet">{days} " " {opening_why} " " {lang.pay_only_transfers()} " " {by}</p>
    }
}

/// The way to pay it in the other currency, where it is sold in both and nothing is out yet.
fn otherwise(lang: Lang, flow: Flow, payment: &Payment) -> impl IntoView + use<> {
    let order = payment.order.as_ref().filter(|_| payment.can_be_paid());
    let other = order.and_then(|order| order.other);
    other.map(|amount| {
        view! {
            <button
                type="button"
                class="button pay-otherwise"
                data-testid="pay-otherwise"
                on:click=move |_| flow.pay_in(amount.currency)
            >
                {lang.pay_otherwise(amount)}
            </button>
        }
    })
}

/// The way to pay it with a wallet that is not here.
fn elsewhere(lang: Lang, payment: &Payment) -> impl IntoView + use<> {
    let order = payment.order.as_ref().filter(|_| payment.can_be_paid());
    order.map(|order| {
        view! {
            <a class="pay-explorer" href=format!("/order/{}", order.id) data-testid="pay-elsewhere">
                {lang.pay_elsewhere()}
            </a>
        }
    })
}

/// What may help or be of interest: the server's note, the explorer, the faucet.
fn more(lang: Lang, payment: &Payment) -> impl IntoView + use<> {
    let order = payment.order.as_ref();
    let stopped = matches!(payment.stage, Stage::Stopped { .. });
    let note = order.and_then(|order| order.note.clone()).filter(|_| stopped);
    let link = order.and_then(explorer);
    // The script of the Dev Wallet listens to presses of what carries this attribute.
    let faucet = payment
        .lacks_play_money()
        .then(|| order.map(|order| order.payer.to_string()).unwrap_or_default());
    view! {
        {note.map(|note| view! { <p class="quiet">{note}</p> })}
        {link
            .map(|link| {
                view! {
                    <a class="pay-explorer" href=link target="_blank" rel="noopener noreferrer">
                        {lang.pay_explorer()}
                        <Icon glyph=Glyph::Outside/>
                    </a>
                }
            })}
        {faucet
            .map(|payer| {
                view! {
                    <button type="button" class="button" data-dev-wallet=payer data-testid="pay-faucet">
                        {lang.pay_open_dev_wallet()}
                    </button>
                }
            })}
    }
}

fn acts(lang: Lang, flow: Flow, payment: &Payment) -> impl IntoView + use<> {
    let (first, second) = payment.actions();
    let button = |action: Action, name: &'static str, class: &'static str| {
        let label = match action {
            // Beside "check again", the words have to be plain.
            Action::PayAgain if name == "pay-second" => lang.pay_again(),
            action => action.label(lang),
        };
        view! {
            <button type="button" class=class data-testid=name on:click=move |_| flow.act(action)>
                {label}
            </button>
        }
    };
    view! {
        {second.map(|action| button(action, "pay-second", "button"))}
        {first.map(|action| button(action, "pay-first", "button primary"))}
    }
}
