//! The only file that knows leptos_axum: it takes the law and the viewer out of the request's context and
//! puts statuses into the answer. It decides nothing and never tells an inner cause.

use crate::{
    errors::Failure,
    request::{RequestFacts, Respond, use_request},
};
use axum::http::{HeaderValue, StatusCode, header};
use domain::{Domain, Viewer};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use shared::{Code, Problem, text::Lang};
use std::sync::Arc;

/// Gives a page or server function everything it may know. The one list of contexts; the server calls it
/// for both kinds of request.
pub fn provide_request(domain: Domain, viewer: Viewer, facts: RequestFacts) {
    if let Some(options) = use_context::<ResponseOptions>() {
        let answer = options.clone();
        provide_context(Respond {
            status: Arc::new(move |status| {
                if let Ok(status) = StatusCode::from_u16(status) {
                    answer.set_status(status);
                }
            }),
            elsewhere: Arc::new(move |path, for_good| {
                if let Ok(place) = HeaderValue::from_str(path) {
                    options.insert_header(header::LOCATION, place);
                    options.set_status(match for_good {
                        true => StatusCode::PERMANENT_REDIRECT,
                        false => StatusCode::SEE_OTHER,
                    });
                }
            }),
        });
    }
    provide_context(Arc::new(facts));
    provide_context(domain.for_page());
    provide_context(viewer);
}

/// What a server function needs to ask the law.
pub struct Door {
    pub domain: Domain,
    pub viewer: Viewer,
    request: Arc<RequestFacts>,
}

/// Opens the door of this request.
pub fn open() -> Result<Door, Failure> {
    let request = use_request();
    match (use_context(), use_context()) {
        (Some(domain), Some(viewer)) => Ok(Door {
            domain,
            viewer,
            request,
        }),
        _ => {
            tracing::error!(path = request.path, "a page was rendered without its context");
            Err(Failure::new(
                Code::Internal.into(),
                request.lang,
                Some(request.request_id.clone()),
            ))
        }
    }
}

impl Door {
    /// The language that the answer is in.
    pub fn lang(&self) -> Lang {
        self.request.lang
    }

    /// The law's answer in public words. A cause is logged here, once; a failed server function gets its status.
    pub fn answer<T>(&self, result: domain::Result<T>) -> Result<T, Failure> {
        result.map_err(|error| {
            let request_id = &self.request.request_id;
            if !matches!(error, domain::Error::Refused(_)) {
                tracing::error!(request_id, path = self.request.path, %error, "a request failed");
            }
            let problem = Problem::new(error.refusal(), self.request.lang, Some(request_id.clone()));
            if self.request.path.starts_with("/api/") {
                crate::request::set_status(problem.status);
            }
            Failure(problem)
        })
    }
}
