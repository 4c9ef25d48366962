//! Language and look, as a plain form that works without JavaScript.

use crate::{
    kit::{Glyph, Icon},
    request::{Theme, use_request},
};
use leptos::prelude::*;
use shared::text::Lang;

/// The preferences behind one button; the browser itself opens and closes them.
#[component]
pub fn Preferences() -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    view! {
        <button class="preferences-door" type="button" popovertarget="preferences">
            <span class="door-icon">
                <Icon glyph=Glyph::Preferences/>
            </span>
            <span class="door-name">{lang.preferences()}</span>
        </button>
        <form id="preferences" class="menu" popover="auto" method="post" action="/preferences">
            <input type="hidden" name="back" value=request.path.clone()/>
            <LookFields/>
        </form>
    }
}

/// Theme and language, each a button that is the choice and sends it.
#[component]
pub fn LookFields() -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    let look = |theme: Option<Theme>| pressed(request.theme == theme);
    let languages = Lang::ALL
        .iter()
        .map(|choice| {
            view! {
                <button
                    name="lang"
                    value=choice.tag()
                    lang=choice.tag()
                    aria-pressed=pressed(*choice == lang)
                >
                    {choice.own_name()}
                </button>
            }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend>{lang.theme()}</legend>
            <div class="segments">
                <button name="theme" value="light" aria-pressed=look(Some(Theme::Light))>
                    <Icon glyph=Glyph::Light/>
                    {lang.theme_light()}
                </button>
                <button name="theme" value="dark" aria-pressed=look(Some(Theme::Dark))>
                    <Icon glyph=Glyph::Dark/>
                    {lang.theme_dark()}
                </button>
                <button name="theme" value="system" aria-pressed=look(None)>
                    <Icon glyph=Glyph::System/>
                    {lang.theme_system()}
                </button>
            </div>
        </fieldset>
        <fieldset>
            <legend>{lang.language()}</legend>
            <div class="segments">{languages}</div>
        </fieldset>
    }
}

/// A button that is not pressed says so too: else it is no button that could be.
fn pressed(so: bool) -> &'static str {
    if so { "true" } else { "false" }
}
