//! Errors as answers: public words as `application/problem+json`, in the language of whoever asks; the cause goes to the log, once, here.

use crate::http::observe;
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::Error;
use shared::{Code, Problem, Refusal};

/// The media type of a problem.
const PROBLEM: &str = "application/problem+json";
/// No problem is longer.
const LONGEST: usize = 16 * 1024;

/// The problem that an answer is; anything else comes back as it was.
pub async fn problem_of(response: Response) -> Result<(Problem, Response), Response> {
    let said = response.headers().get(header::CONTENT_TYPE);
    if said.is_none_or(|kind| kind.as_bytes() != PROBLEM.as_bytes()) {
        return Err(response);
    }
    read_problem(response).await
}

/// Reads a problem, whatever the answer says of its type.
pub async fn read_problem(response: Response) -> Result<(Problem, Response), Response> {
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, LONGEST).await.unwrap_or_default();
    match serde_json::from_slice(&bytes) {
        Ok(problem) => Ok((problem, Response::from_parts(parts, Body::empty()))),
        Err(_) => Err(Response::from_parts(parts, bytes.into())),
    }
}

/// What a door answers with when it does not do what was asked.
#[derive(Debug)]
pub struct Failure(pub Error);

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// Writes a fault to the log with its cause; refusals are not faults.
pub fn log(error: &Error) {
    match error {
        Error::Refused(_) => {}
        Error::Unavailable { cause, .. } => {
            tracing::warn!(
                request_id = observe::request_id(),
                cause,
                "something outside did not answer"
            );
        }
        Error::Internal(cause) => {
            let chain = std::iter::successors(cause.source(), |cause| cause.source());
            let because: String = chain.map(|cause| format!(": {cause}")).collect();
            tracing::error!(request_id = observe::request_id(), "{cause}{because}");
        }
    }
}

/// A refusal in the words of this request.
pub fn told(refusal: Refusal) -> Problem {
    Problem::new(refusal, observe::lang(), observe::request_id())
}

/// A refusal as an answer.
pub fn problem(refusal: Refusal) -> Response {
    answer(&told(refusal))
}

/// Says in which language this request is answered.
pub fn language() -> (HeaderName, HeaderValue) {
    let tag = observe::lang().tag();
    (header::CONTENT_LANGUAGE, HeaderValue::from_static(tag))
}

/// A problem as an answer.
pub fn answer(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    // A problem is strings and numbers, which always serialise.
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM)),
        // Nobody keeps it, so nothing has to be said of what it varies by.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        language(),
    ];
    (status, headers, body).into_response()
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        log(&self.0);
        problem(self.0.refusal())
    }
}

/// The answer to an address under `/api` that is no door.
pub async fn no_such_door() -> Response {
    problem(Code::NotFound.into())
}

/// The answer to a known address with a method that it does not take.
pub async fn method_not_allowed() -> Response {
    problem(Code::MethodNotAllowed.into())
}

/// The answer after a panic: the log has its words, the asker a request id.
pub fn panicked(cause: Box<dyn std::any::Any + Send>) -> Response {
    let words = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    tracing::error!(request_id = observe::request_id(), "a request panicked: {words}");
    problem(Code::Internal.into())
}
