//! The signed-in person's menu: their page, settings, becoming a creator, signing out. It works through
//! the same REST doors as every other program.

use super::flow::{guard, sign_out};
use crate::{
    kit::{Avatar, Glyph, Icon, sheet},
    ports::{Request, ports},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use shared::{
    creators::{BecomeCreator, Category},
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
    let joining = RwSignal::new(false);
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
                <a class="menu-item" href="/settings">
                    <Icon glyph=Glyph::Preferences/>
                    {lang.settings()}
                </a>
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
