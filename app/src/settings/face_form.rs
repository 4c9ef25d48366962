//! One's picture, with the ways to another one and to none. A file wants a form of its own, and a full page for an answer.

use super::view_model::Section;
use crate::kit::{Avatar, AvatarSize, Fault};
use leptos::prelude::*;
use shared::{identity::Me, text::Lang};

/// The form; from the first steps it leads back to them.
#[component]
pub fn FaceForm(
    lang: Lang,
    me: Me,
    fault: Option<String>,
    saved: bool,
    #[prop(optional)] welcome: bool,
) -> impl IntoView {
    let take_away = me.avatar.is_some().then(|| {
        view! {
            <button class="button danger" name="remove" value="true" formnovalidate>
                {lang.picture_remove()}
            </button>
        }
    });
    view! {
        <form
            class="face-form"
            id="picture"
            method="post"
            action=format!("/settings/{}", Section::Picture.name())
            enctype="multipart/form-data"
        >
            {welcome.then(|| view! { <input type="hidden" name="welcome" value="true"/> })}
            <Avatar name=me.name src=me.avatar size=AvatarSize::Large/>
            <div class="fields">
                <label class="field">
                    <span>{lang.picture_label()}</span>
                    <input
                        type="file"
                        name="picture"
                        accept="image/jpeg,image/png,image/webp,image/gif"
                        required
                        aria-describedby="picture-help"
                    />
                </label>
                <p class="quiet fine" id="picture-help">
                    {lang.picture_help()}
                </p>
                <Fault of="picture" words=fault/>
                {saved.then(|| view! { <p class="good" role="status">{lang.settings_saved()}</p> })}
                <div class="actions">
                    <button class="button">{lang.picture_save()}</button>
                    {take_away}
                </div>
            </div>
        </form>
    }
}
