//! A poll below a post: one form of answers, and beside each how many chose it, as far as the viewer may know.

use super::view_model::poll_line;
use crate::kit::Bar;
use leptos::prelude::*;
use shared::{
    Timestamp,
    ids::PostId,
    polls::{PollView, percent},
    text::Lang,
};

/// The poll. A visitor sees the answers and is told to sign in.
#[component]
pub fn Poll(lang: Lang, now: Timestamp, post: PostId, poll: PollView, signed_in: bool) -> impl IntoView {
    let line = poll_line(lang, &poll, now);
    let can_vote = poll.open && signed_in;
    let (choice, votes) = (poll.choice, poll.votes);
    let answers = poll
        .options
        .into_iter()
        .zip(0_u16..)
        .map(|(option, at)| {
            let chosen = choice == Some(at);
            let told = option.votes.map(|of| {
                let share = percent(of, votes);
                view! {
                    <span class="poll-share" title=lang.votes_count(of)>
                        {share}
                        "%"
                    </span>
                    <Bar share/>
                }
            });
            let radio = can_vote.then(|| {
                view! { <input type="radio" name="option" value=at required checked=chosen/> }
            });
            view! {
                <label class="poll-answer" class:chosen=chosen>
                    {radio}
                    <span class="poll-words">
                        {option.text}
                        {chosen.then(|| view! { <span class="unseen">", " {lang.poll_yours()}</span> })}
                    </span>
                    {told}
                </label>
            }
        })
        .collect_view();
    let send = if choice.is_some() {
        lang.poll_change()
    } else {
        lang.poll_vote()
    };
    let button = can_vote.then(|| view! { <button class="button primary">{send}</button> });
    let invite = (poll.open && !signed_in).then(|| view! { <span>{lang.poll_sign_in()}</span> });
    view! {
        <form class="poll" id="poll" tabindex="-1" method="post" action="/vote" data-swap>
            <input type="hidden" name="post" value=post.to_string()/>
            <fieldset>
                <legend class="unseen">{lang.poll()}</legend>
                {answers}
            </fieldset>
            <div class="actions">
                {button}
                {invite}
                <span class="quiet">{line}</span>
            </div>
        </form>
    }
}
