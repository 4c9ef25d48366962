//! The cover of a creator's page, with the ways to another one and to none. A file wants a form of its own.

use super::view_model::{Section, action};
use crate::kit::Fault;
use leptos::prelude::*;
use shared::text::Lang;

#[component]
pub fn CoverForm(lang: Lang, fault: Option<String>, saved: bool) -> impl IntoView {
    view! {
        <form
            class="fields"
            id=Section::Cover.name()
            method="post"
            action=action(Section::Cover)
            enctype="multipart/form-data"
        >
            <label class="field">
                <span>{lang.cover_label()}</span>
                <input
                    type="file"
                    name="picture"
                    accept="image/jpeg,image/png,image/webp,image/gif"
                    required
                    aria-describedby="cover-help"
                />
            </label>
            <p class="quiet fine" id="cover-help">
                {lang.cover_help()}
            </p>
            <Fault of="cover" words=fault/>
            {saved.then(|| view! { <p class="good" role="status">{lang.settings_saved()}</p> })}
            <div class="actions">
                <button class="button">{lang.cover_save()}</button>
                <button class="button danger" name="remove" value="true" formnovalidate>
                    {lang.picture_remove()}
                </button>
            </div>
        </form>
    }
}
