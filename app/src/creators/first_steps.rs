//! A creator's first steps as a list of what is done and what is not, worked out from what there is; nothing is ticked
//! by hand.

use super::view_model::{Step, steps};
use crate::{
    kit::{Glyph, Icon},
    posts::Share,
};
use leptos::prelude::*;
use shared::{creators::CreatorView, identity::Me, text::Lang};

/// The list, and at its end the address to share.
#[component]
pub fn FirstSteps(lang: Lang, me: Me, creator: CreatorView) -> impl IntoView {
    let page = format!("/{}", me.handle);
    let lines = steps(&me, &creator)
        .into_iter()
        .map(|(step, done)| {
            let (name, href) = match step {
                Step::Face => (lang.step_face(), "/settings#picture".to_owned()),
                Step::Words => (lang.step_words(), "/settings#profile".to_owned()),
                Step::Tiers => (lang.step_tiers(), format!("{page}#tiers")),
                Step::Payout => (lang.step_payout(), "/settings#wallets".to_owned()),
                Step::FirstPost => (lang.step_first_post(), "/create".to_owned()),
            };
            let (glyph, said) = if done {
                (Glyph::Check, lang.step_done())
            } else {
                (Glyph::Next, lang.step_todo())
            };
            view! {
                <li class:done=done>
                    <a href=href>
                        <Icon glyph/>
                        <span>{name}</span>
                        <span class="quiet">{said}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="first-steps" aria-labelledby="first-steps">
            <h2 id="first-steps">{lang.steps_title()}</h2>
            <ol>{lines}</ol>
            <div class="actions">
                <a class="button primary" href="/create">
                    <Icon glyph=Glyph::Plus/>
                    {lang.create()}
                </a>
                <a class="button" href=page.clone()>
                    {lang.account_page()}
                </a>
                <Share lang path=page title=me.name/>
            </div>
        </section>
    }
}
