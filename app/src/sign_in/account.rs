//! The signed-in person's menu: their page, their handle, becoming a creator, signing out. It works through
//! the same REST doors as every other program.

use super::{
    flow::{guard, sign_out},
    view_model::handle_words,
};
use crate::{
    kit::{Avatar, Glyph, Icon, sheet},
    ports::{Fault, Method, Request, ports},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use shared::{
    Code,
    creators::{BecomeCreator, Category},
    identity::{Handle, MePatch},
    text::Lang,
};

/// The menu behind a person's face.
#[island]
pub fn AccountMenu(
    lang: Lang,
    handle: String,
    name: String,
    avatar: Option<String>,
    creator: bool,
) -> impl IntoView {
    let naming = RwSignal::new(false);
    let joining = RwSignal::new(false);
    handle_dialog(lang, naming, handle.clone());
    if !creator {
        creator_dialog(lang, joining, handle.clone());
    }
    Effect::new(move |_| {
        if let Some(ports) = ports() {
            guard(&ports, lang);
        }
    });
    let leave = move |_| {
        spawn_local(async move {
            let Some(ports) = ports() else { return };
            if let Err(fault) = sign_out(&ports).await {
                ports.pages.announce(&fault.sentence(lang));
            }
        });
    };
    view! {
        <button type="button" class="door" popovertarget="account-menu" data-testid="account-menu">
            <span class="door-icon">
                <Avatar name=name.clone() src=avatar/>
            </span>
            <span class="door-name">{name}</span>
            <span class="unseen">", " {lang.account_menu()}</span>
        </button>
        <div id="account-menu" class="menu" popover="auto">
                <p class="account-handle" data-testid="account-handle">
                    "@"
                    {handle.clone()}
                </p>
                {creator
                    .then(|| {
                        view! {
                            <a class="menu-item" href=format!("/{handle}")>
                                <Icon glyph=Glyph::Person/>
                                {lang.account_page()}
                            </a>
                        }
                    })}
                <a class="menu-item" href="/saved">
                    <Icon glyph=Glyph::Bookmark/>
                    {lang.saved()}
                </a>
                <button
                    type="button"
                    class="menu-item"
                    data-testid="change-handle"
                    on:click=move |_| naming.set(true)
                >
                    <Icon glyph=Glyph::Edit/>
                    {lang.account_change_handle()}
                </button>
                {(!creator)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="menu-item"
                                data-testid="become-creator"
                                on:click=move |_| joining.set(true)
                            >
                                <Icon glyph=Glyph::Spark/>
                                {lang.account_become_creator()}
                            </button>
                        }
                    })}
                <button type="button" class="menu-item" data-testid="sign-out" on:click=leave>
                    <Icon glyph=Glyph::Leave/>
                    {lang.sign_out()}
                </button>
        </div>
    }
}

/// A form's one sentence: why it was not taken.
fn words(lang: Lang, wanted: &str, fault: &Fault) -> String {
    // Our own sentence about the field, where the server's detail is not in this language.
    match fault.code() {
        Some(Code::Invalid) if lang != Lang::En => handle_words(lang, wanted).to_owned(),
        _ => fault.sentence(lang),
    }
}

fn handle_dialog(lang: Lang, open: RwSignal<bool>, handle: String) {
    let text = RwSignal::new(handle.clone());
    let fault = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let old = StoredValue::new(handle.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let wanted = match text.get_untracked().parse::<Handle>() {
            Ok(wanted) => wanted,
            Err(refusal) if lang == Lang::En => return fault.set(refusal.detail.into_owned()),
            Err(_) => return fault.set(handle_words(lang, &text.get_untracked()).to_owned()),
        };
        busy.set(true);
        fault.set(String::new());
        spawn_local(async move {
            let Some(ports) = ports() else { return };
            let patch = MePatch {
                handle: Some(wanted.to_string()),
                ..MePatch::default()
            };
            match Request::new(Method::Patch, "/api/me").json(&patch).done().await {
                Ok(_) => {
                    // One's own page has moved with the handle.
                    let (address, origin) = ports.pages.address();
                    let path = address.strip_prefix(&origin).unwrap_or_default();
                    if path.strip_prefix('/').map(str::to_owned) == old.try_get_value() {
                        ports.pages.go(&format!("/{wanted}"));
                    } else {
                        ports.pages.reload();
                    }
                }
                Err(refused) => {
                    busy.try_set(false);
                    fault.try_set(words(lang, wanted.as_str(), &refused));
                }
            }
        });
    };
    sheet(
        lang,
        open,
        lang.account_change_handle(),
        "handle-dialog",
        move || {
            // What was typed before is not on the screen any more, so it is not kept either.
            text.set(handle.clone());
            fault.set(String::new());
            view! {
                <form class="fields" on:submit=submit>
                    <label class="field">
                        <span>{lang.handle_label()}</span>
                        <input
                            name="handle"
                            type="text"
                            autocomplete="off"
                            autocapitalize="none"
                            spellcheck="false"
                            maxlength="31"
                            required
                            aria-describedby="handle-rules handle-fault"
                            data-testid="handle-input"
                            value=handle.clone()
                            on:input=move |event| text.set(event_target_value(&event))
                        />
                    </label>
                    <p id="handle-rules" class="quiet">
                        {lang.handle_rules()}
                    </p>
                    <p id="handle-fault" class="field-fault" role="alert" data-testid="handle-fault">
                        {move || fault.get()}
                    </p>
                    <button type="submit" class="button primary" data-testid="handle-save" disabled=busy>
                        {lang.save()}
                    </button>
                </form>
            }
        },
    );
}

fn creator_dialog(lang: Lang, open: RwSignal<bool>, handle: String) {
    let category = RwSignal::new(Category::Art.as_str().to_owned());
    let fault = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let handle = StoredValue::new(handle);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        fault.set(String::new());
        let wish = BecomeCreator {
            category: category.get_untracked(),
            name: None,
            bio: None,
            payout_address: None,
        };
        spawn_local(async move {
            let Some(ports) = ports() else { return };
            match Request::post("/api/me/creator").json(&wish).done().await {
                Ok(_) => ports
                    .pages
                    .go(&format!("/{}", handle.try_get_value().unwrap_or_default())),
                Err(refused) => {
                    busy.try_set(false);
                    fault.try_set(refused.sentence(lang));
                }
            }
        });
    };
    let choices = move || {
        Category::ALL
            .iter()
            .map(|category| view! { <option value=category.as_str()>{Lang::category(lang, *category)}</option> })
            .collect_view()
    };
    sheet(
        lang,
        open,
        lang.account_become_creator(),
        "creator-dialog",
        move || {
            // The list shows its first category again.
            category.set(Category::Art.as_str().to_owned());
            fault.set(String::new());
            view! {
                <form class="fields" on:submit=submit>
                    <p class="quiet">{lang.become_creator_intro()}</p>
                    <label class="field">
                        <span>{lang.category_label()}</span>
                        <select
                            name="category"
                            data-testid="creator-category"
                            on:change=move |event| category.set(event_target_value(&event))
                        >
                            {choices()}
                        </select>
                    </label>
                    <p class="field-fault" role="alert">
                        {move || fault.get()}
                    </p>
                    <button type="submit" class="button primary" data-testid="creator-save" disabled=busy>
                        {lang.account_become_creator()}
                    </button>
                </form>
            }
        },
    );
}
