//! Polls below posts: voting, and what a viewer gets of one. Whoever may not open the post gets nothing of it, and how
//! the votes stand is not told before one has voted.

use super::{opened_to_act, poll_store as store, store::Row};
use crate::{Domain, Result, Viewer};
use shared::{
    Code, Refusal, Timestamp,
    ids::PostId,
    polls::{PollOption, PollView, Vote},
    text::Lang,
};

/// Answers a poll, or changes the answer; the same answer twice is one.
///
/// # Errors
/// [`Code::SignInRequired`], [`Code::NotFound`] also for a post without a poll, [`Code::Locked`], [`Code::Blocked`],
/// [`Code::PollClosed`], [`Code::Invalid`] at `option`.
pub async fn vote(domain: &Domain, viewer: &Viewer, post: PostId, vote: Vote) -> Result<PollView> {
    let person = viewer.person()?;
    opened_to_act(domain, viewer, post).await?;
    let transaction = domain.begin().await?;
    let ends_at = store::ends_at(&transaction, post).await?.ok_or(Code::NotFound)?;
    if domain.now() >= ends_at {
        return Err(Code::PollClosed.into());
    }
    if !store::vote(&transaction, post, person.id, vote.option, domain.now()).await? {
        return Err(Refusal::field("option", Lang::poll_no_answer).into());
    }
    transaction.commit().await?;
    domain.lists.changed();
    super::get(domain, viewer, post)
        .await?
        .poll
        .ok_or(Code::NotFound.into())
}

/// The poll of a post that has one, as this viewer gets it if they may open the post.
pub(super) fn view(
    row: &Row,
    options: &[(String, u64)],
    choice: Option<u16>,
    viewer: &Viewer,
    now: Timestamp,
) -> Option<PollView> {
    let ends_at = row.poll_ends_at?;
    let open = now < ends_at && !row.facts.deleted;
    let told = choice.is_some() || !open || viewer.id() == Some(row.facts.author);
    let option = |(text, votes): &(String, u64)| PollOption {
        text: text.clone(),
        votes: told.then_some(*votes),
    };
    Some(PollView {
        votes: options.iter().map(|(_, votes)| votes).sum(),
        options: options.iter().map(option).collect(),
        choice,
        open,
        ends_at,
    })
}
