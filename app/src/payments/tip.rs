//! A tip: how much, and what is said with it; then it is paid as anything else is. Whether it may be given is the
//! order's to say.

use super::{
    dialog::standing,
    flow::Flow,
    tip_model::{TipTo, tip_amount, tip_range, tips},
    view_model::Stage,
};
use crate::{
    kit::{Fault, Glyph, Icon, Money, in_dollars, sheet},
    request::use_request,
    sign_in::sign_in_dialog,
};
use leptos::{either::Either, prelude::*};
use shared::{
    fiat::Fiat,
    money::{Amount, Currency},
    payments::TIP_NOTE,
    text::Lang,
};

/// Tips a creator, on their page or for a post. `name` is the creator's; `class` says how the button looks; `usdc` whether that
/// is taken here too.
#[component]
pub fn TipButton(
    lang: Lang,
    to: TipTo,
    name: String,
    class: String,
    signed_in: bool,
    usdc: bool,
) -> impl IntoView {
    let without = signed_in.then(|| plain_form(lang, &to, &name, &class, usdc));
    view! {
        <TipHere lang to name class signed_in usdc fiat=use_request().fiat/>
        <noscript class="pay-without">{without}</noscript>
    }
}

/// The form where no script runs.
fn plain_form(lang: Lang, to: &TipTo, name: &str, class: &str, usdc: bool) -> impl IntoView + use<> {
    let (field, target) = to.field();
    let currencies = usdc.then(|| {
        let choices = Currency::ALL.map(|one| view! { <option>{one.code()}</option> });
        view! {
            <label class="field">
                <span>{lang.tip_currency()}</span>
                <select name="currency">{choices.into_iter().collect_view()}</select>
            </label>
        }
    });
    view! {
        <details>
            <summary class=class.to_owned()>{lang.tip_button()}</summary>
            <form method="post" action="/order/tip" class="fields">
                <p>{lang.tip_for(name)}</p>
                <input type="hidden" name=field value=target/>
                {currencies}
                <label class="field">
                    <span>{lang.tip_amount()}</span>
                    <input
                        name="amount"
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        required
                        value=lang.typed_amount(tips(Currency::Sol)[1])
                    />
                </label>
                <label class="field">
                    <span>{lang.tip_note()}</span>
                    <textarea name="note" rows="2" maxlength=TIP_NOTE></textarea>
                </label>
                <p class="quiet fine">{lang.tip_all_theirs()}</p>
                <button class="button primary">{lang.tip_go()}</button>
            </form>
        </details>
    }
}

/// The same with a wallet in this browser.
#[island]
fn TipHere(
    lang: Lang,
    to: TipTo,
    name: String,
    class: String,
    signed_in: bool,
    usdc: bool,
    fiat: Fiat,
) -> impl IntoView {
    let flow = Flow::new(lang, to.wish(Amount::sol(0), ""));
    // How much was chosen; none while it is being chosen.
    let chosen = RwSignal::new(None);
    sign_in_dialog(lang, flow.signing_in, Some(flow.name()));
    if signed_in {
        let form = Form {
            lang,
            to: StoredValue::new(to),
            name: StoredValue::new(name),
            usdc,
            fiat,
            currency: RwSignal::new(Currency::Sol),
            amount: RwSignal::new(lang.typed_amount(tips(Currency::Sol)[1])),
            note: RwSignal::new(String::new()),
            fault: RwSignal::new(false),
        };
        sheet(lang, flow.open, lang.tip_title(), "tip-dialog", move || {
            move || match chosen.get() {
                None => Either::Left(form.view(flow, chosen)),
                Some(amount) => {
                    Either::Right(move || flow.payment.with(|payment| standing(lang, flow, payment, amount)))
                }
            }
        });
        Effect::new(move |_| flow.wake(None));
    }
    let press = move |_| {
        if !signed_in {
            return flow.signing_in.set(true);
        }
        // What is on its way is shown; what is not can be thought over.
        if !flow
            .payment
            .with(|payment| payment.under_way() || payment.may_arrive())
        {
            chosen.set(None);
        }
        flow.open.set(true);
    };
    let sent = move || flow.payment.with(|payment| payment.stage == Stage::Paid);
    view! {
        <button
            type="button"
            class=format!("{class} tip-here")
            aria-haspopup="dialog"
            data-testid="tip"
            disabled=sent
            on:click=press
        >
            <Icon glyph=Glyph::Tip/>
            {lang.tip_button()}
        </button>
    }
}

/// What is chosen before there is an order.
#[derive(Clone, Copy)]
struct Form {
    lang: Lang,
    to: StoredValue<TipTo>,
    name: StoredValue<String>,
    usdc: bool,
    fiat: Fiat,
    currency: RwSignal<Currency>,
    amount: RwSignal<String>,
    note: RwSignal<String>,
    fault: RwSignal<bool>,
}

impl Form {
    fn view(self, flow: Flow, chosen: RwSignal<Option<Amount>>) -> impl IntoView {
        let Self {
            lang,
            to,
            name,
            usdc,
            fiat,
            currency,
            amount,
            note,
            fault,
        } = self;
        let go = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let currency = currency.get_untracked();
            let Some(tip) = amount.with_untracked(|text| tip_amount(currency, text)) else {
                return fault.set(true);
            };
            let wish = to.with_value(|to| note.with_untracked(|note| to.wish(tip, note)));
            fault.set(false);
            chosen.set(Some(tip));
            flow.ask_for(wish);
        };
        let choice = move |tip: Amount| {
            let text = lang.typed_amount(tip);
            let same = text.clone();
            view! {
                <button
                    type="button"
                    class="chip"
                    aria-pressed=move || amount.with(|amount| *amount == same).to_string()
                    on:click=move |_| amount.set(text.clone())
                >
                    <Money lang amount=tip/>
                </button>
            }
        };
        let choices = move || tips(currency.get()).map(choice).into_iter().collect_view();
        let range = move || {
            let (least, most) = tip_range(currency.get());
            fault.get().then(|| lang.tip_range(least, most))
        };
        // As dear as it was when the page was made, which it says; the bill has the price of its own moment.
        let worth = move || {
            let tip = amount.with(|text| tip_amount(currency.get(), text));
            tip.and_then(|tip| fiat.worth(tip))
                .map(|worth| in_dollars(lang, worth))
        };
        // Another currency, another scale: what was typed for the one is nothing for the other.
        let take = move |one: Currency| {
            currency.set(one);
            amount.set(lang.typed_amount(tips(one)[1]));
            fault.set(false);
        };
        let currencies = usdc.then(|| {
            let choice = |one: Currency| {
                view! {
                    <button
                        type="button"
                        class="chip"
                        aria-pressed=move || (currency.get() == one).to_string()
                        on:click=move |_| take(one)
                    >
                        {one.code()}
                    </button>
                }
            };
            view! {
                <div class="tip-choices" role="group" aria-label=lang.tip_currency() data-testid="tip-currency">
                    {Currency::ALL.map(choice).into_iter().collect_view()}
                </div>
            }
        });
        view! {
            <form class="fields" on:submit=go>
                <p class="pay-summary">{lang.tip_for(&name.get_value())}</p>
                {currencies}
                <div class="tip-choices" role="group" aria-label=lang.tip_amount()>
                    {choices}
                </div>
                <label class="field">
                    <span>{lang.tip_amount()} ", " {move || currency.get().code()}</span>
                    <input
                        name="amount"
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        required
                        prop:value=move || amount.get()
                        on:input=move |event| amount.set(event_target_value(&event))
                        aria-describedby="amount-fault"
                        aria-invalid=move || fault.get().then_some("true")
                    />
                </label>
                <p class="worth" data-testid="tip-worth">{worth}</p>
                {move || view! { <Fault of="amount" words=range()/> }}
                <label class="field">
                    <span>{lang.tip_note()}</span>
                    <textarea
                        name="note"
                        rows="2"
                        maxlength=TIP_NOTE
                        prop:value=move || note.get()
                        on:input=move |event| note.set(event_target_value(&event))
                    ></textarea>
                </label>
                <p class="quiet fine">{lang.tip_all_theirs()}</p>
                <div class="sheet-acts">
                    <button class="button primary" data-testid="tip-go">
                        {lang.tip_go()}
                    </button>
                </div>
            </form>
        }
    }
}
