//! Requests to this site's own doors. It sends to no other site, and the browser adds the cookies.

use app::ports::{Answer, Http, Method, NoAnswer, Request};
use async_trait::async_trait;
use gloo_net::http::{Method as HttpMethod, RequestBuilder};

/// `fetch`, for JSON.
pub struct Doors;

#[async_trait(?Send)]
impl Http for Doors {
    async fn send(&self, request: &Request) -> Result<Answer, NoAnswer> {
        // A path alone stays on this site; two slashes would name another one.
        if !request.path.starts_with('/') || request.path.starts_with("//") {
            return Err(NoAnswer);
        }
        let method = match request.method {
            Method::Get => HttpMethod::GET,
            Method::Post => HttpMethod::POST,
            Method::Put => HttpMethod::PUT,
            Method::Patch => HttpMethod::PATCH,
            Method::Delete => HttpMethod::DELETE,
        };
        let mut builder = RequestBuilder::new(&request.path)
            .method(method)
            .header("accept", "application/json");
        if let Some(key) = &request.idempotency_key {
            builder = builder.header("idempotency-key", key);
        }
        let ready = match &request.body {
            Some(body) => builder
                .header("content-type", "application/json")
                .body(body.as_str()),
            None => builder.build(),
        };
        let answer = ready.map_err(|_| NoAnswer)?.send().await.map_err(|_| NoAnswer)?;
        let status = answer.status();
        let body = answer.text().await.map_err(|_| NoAnswer)?;
        Ok(Answer { status, body })
    }
}
