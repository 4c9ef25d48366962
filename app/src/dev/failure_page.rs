//! `/dev/failures/:code`: what stands in a page's place when something is refused or fails, to be looked at without
//! breaking anything. It is there only where the server was started with `--dev`.

use crate::{
    errors::Failure,
    layout::{self, Instead},
    request::use_request,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::Code;

/// The page of a code; of an unknown one, as everywhere, that nothing is here.
#[component]
pub fn FailureSample() -> impl IntoView {
    let request = use_request();
    let (dev, lang) = (request.dev, request.lang);
    let code = use_params_map().with_untracked(|params| {
        let named = params.get_str("code")?;
        Code::ALL.iter().copied().find(|code| code.as_str() == named)
    });
    layout::page::<()>(async move {
        Err(match code.filter(|_| dev) {
            Some(code) => Failure::new(code.into(), lang, None).into(),
            None => Instead::not_found(),
        })
    })
}
