//! The signed-in person's menu: their page, settings, becoming a creator, signing out. It works through
//! the same REST doors as every other program.

use super::flow::{guard, sign_out};
use crate::{
    kit::{Avatar, Glyph, Icon},
    ports::ports,
};
use leptos::{prelude::*, task::spawn_local};
use shared::text::Lang;

/// The menu behind a person's face.
#[island]
pub fn AccountMenu(
    lang: Lang,
    handle: String,
    name: String,
    avatar: Option<String>,
    creator: bool,
    moderates: bool,
) -> impl IntoView {
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
            <span class="door-name">
                <span class="name-whole">{name}</span>
                <span class="name-short">{lang.you()}</span>
            </span>
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
                {creator
                    .then(|| {
                        view! {
                            <a class="menu-item" href="/dashboard">
                                <Icon glyph=Glyph::Sales/>
                                {lang.dashboard()}
                            </a>
                        }
                    })}
                <a class="menu-item" href="/subscriptions">
                    <Icon glyph=Glyph::Orders/>
                    {lang.subscriptions_title()}
                </a>
                <a class="menu-item" href="/dashboard/referrals">
                    <Icon glyph=Glyph::Share/>
                    {lang.invite_people()}
                </a>
                <a class="menu-item" href="/saved">
                    <Icon glyph=Glyph::Bookmark/>
                    {lang.saved()}
                </a>
                <a class="menu-item" href="/settings">
                    <Icon glyph=Glyph::Preferences/>
                    {lang.settings()}
                </a>
                {moderates
                    .then(|| {
                        view! {
                            <a class="menu-item" href="/moderation/cases">
                                <Icon glyph=Glyph::Flag/>
                                {lang.moderated_cases()}
                            </a>
                        }
                    })}
                {(!creator)
                    .then(|| {
                        view! {
                            <a class="menu-item" href="/welcome/creator" data-testid="become-creator">
                                <Icon glyph=Glyph::Spark/>
                                {lang.account_become_creator()}
                            </a>
                        }
                    })}
                <button type="button" class="menu-item" data-testid="sign-out" on:click=leave>
                    <Icon glyph=Glyph::Leave/>
                    {lang.sign_out()}
                </button>
        </div>
    }
}
