//! The pages for an address that holds nothing and for a page that could not be made. They set the status
//! of the answer and always name a way forward.

use super::Failure;
use crate::{
    kit::{Glyph, Icon},
    layout::PageHead,
    request::{set_status, use_request},
    sign_in::SignInButton,
};
use leptos::prelude::*;
use shared::Code;

/// 404: nothing is here, or nothing that this viewer may learn of.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let failure = Failure::from(Code::NotFound);
    view! { <FailurePage failure/> }
}

/// The page in place of one that failed.
#[component]
pub fn FailurePage(failure: Failure) -> impl IntoView {
    let request = use_request();
    let lang = request.lang;
    set_status(failure.0.status);
    let said = failure.0.detail;
    let (title, text) = match failure.0.code {
        Code::NotFound => (lang.not_found_title(), lang.not_found_text().into()),
        Code::Invalid | Code::Malformed => (lang.bad_address_title(), lang.bad_address_text().into()),
        Code::SignInRequired | Code::SessionEnded => (lang.members_title(), lang.members_text().into()),
        Code::RateLimited => (lang.too_fast_title(), said),
        Code::Unavailable | Code::NetworkUnavailable => {
            (lang.unavailable_title(), lang.unavailable_text().into())
        }
        Code::Forbidden => (lang.forbidden_title(), said),
        code if code.status() < 500 => (lang.refused_title(), said),
        _ => (lang.broken_title(), lang.broken_text().into()),
    };
    let again = failure.0.status >= 500 || failure.0.status == 429;
    let sign_in = failure.0.status == 401;
    view! {
        <PageHead title=title.to_owned() description=None canonical=None/>
        <section class="failure">
            <p class="failure-code" aria-hidden="true">
                {failure.0.status}
            </p>
            <h1>{title}</h1>
            <p class="quiet">{text}</p>
            <p class="actions">
                {again
                    .then(|| {
                        view! {
                            <a class="button primary" href=request.path.clone()>
                                <Icon glyph=Glyph::Again/>
                                {lang.try_again()}
                            </a>
                        }
                    })}
                {sign_in.then(|| view! { <SignInButton lang/> })}
                <a class="button" href="/feed">
                    {lang.to_feed()}
                </a>
                {(!again && !sign_in)
                    .then(|| {
                        view! {
                            <a class="button" href="/creators">
                                {lang.to_creators()}
                            </a>
                        }
                    })}
            </p>
            {(!request.request_id.is_empty())
                .then(|| {
                    view! {
                        <p class="request-id">
                            {lang.request_id()} " " <code>{request.request_id.clone()}</code>
                        </p>
                    }
                })}
        </section>
    }
}
