//! What a page shows once what it asks for is there, or what stands in its place. It decides nothing: whoever loads says
//! which.

use super::AgeGate;
use crate::{
    errors::{Failure, FailurePage},
    kit::AtOnce,
    request::use_request,
};
use leptos::{either::EitherOf4, prelude::*};
use leptos_router::hooks::use_params_map;
use shared::Code;
use std::str::FromStr;

/// What stands in a page's place.
#[derive(Clone, Debug)]
pub enum Instead {
    Failure(Failure),
    AgeGate,
    /// Nothing: the answer leads elsewhere.
    Elsewhere,
}

impl Instead {
    /// Nothing is here, or nothing that this viewer may learn of.
    pub fn not_found() -> Self {
        Failure::from(Code::NotFound).into()
    }

    /// Only those who are signed in have such a page.
    pub fn sign_in() -> Self {
        Failure::from(Code::SignInRequired).into()
    }
}

impl From<Failure> for Instead {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// The id in the page's path, for whoever is signed in; read it before the page is loaded.
pub fn own_id<T: FromStr>() -> Result<T, Instead> {
    if !use_request().signed_in() {
        return Err(Instead::sign_in());
    }
    let id = use_params_map().with_untracked(|params| params.get("id"));
    id.and_then(|id| id.parse().ok()).ok_or_else(Instead::not_found)
}

/// The page, once it is loaded. Its type stays what it is: behind a pointer, Leptos would copy every attribute.
pub fn page<V: IntoView + Send + 'static>(
    load: impl Future<Output = Result<V, Instead>> + Send + 'static,
) -> impl IntoView {
    // Large, and handed on several times before it is polled.
    let load = Box::pin(load);
    Suspend::new(async move {
        match load.await {
            Ok(shown) => EitherOf4::A(AtOnce(shown.into_view())),
            Err(Instead::Failure(failure)) => EitherOf4::B(view! { <FailurePage failure/> }),
            Err(Instead::AgeGate) => EitherOf4::C(view! { <AgeGate/> }),
            Err(Instead::Elsewhere) => EitherOf4::D(()),
        }
    })
}
