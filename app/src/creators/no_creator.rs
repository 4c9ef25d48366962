//! What stands in a creator's room for whoever is no creator: the room's title, and the way to become one.

use crate::{kit::Empty, layout::PageHead};
use leptos::prelude::*;
use shared::text::Lang;

/// The whole page, titled as the room is.
#[component]
pub fn NoCreator(lang: Lang, title: fn(Lang) -> &'static str) -> impl IntoView {
    view! {
        <PageHead title=title(lang).to_owned() description=None canonical=None/>
        <div class="books">
            <header class="page-head">
                <h1>{title(lang)}</h1>
            </header>
            <Empty text=lang.become_creator_intro()>
                <a class="button primary" href="/welcome/creator">
                    {lang.account_become_creator()}
                </a>
            </Empty>
        </div>
    }
}
