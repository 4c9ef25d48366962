//! The plain forms of flash sales: starting one, stopping one. What is refused stands in the form again.

use super::{
    errors::Failure,
    extract::Form,
    forms::{kept, page_again},
};
use crate::state::AppState;
use app::dashboard::{
    Unstarted,
    view_model::{Part, TypedSale},
};
use axum::{
    Extension,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use domain::{Viewer, payments::flash_sales};
use serde::Deserialize;
use shared::{
    Code, Refusal, Timestamp, flash_sales::FlashSaleDraft, ids::FlashSaleId, text::Lang, typed::whole,
};
use std::time::Duration;

/// What the form of a new sale sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Started {
    on: String,
    off: String,
    minutes: String,
    starts: String,
    limit: String,
}

impl Started {
    fn draft(&self, now: Timestamp) -> Result<FlashSaleDraft, Refusal> {
        let wrong = |field: &'static str| Refusal::field(field, Lang::number_wanted);
        let (post, tier) = match self.on.split_once(':') {
            Some(("post", id)) => {
                let no_such = |_| Refusal::field("post", Lang::sale_post);
                (Some(id.parse().map_err(no_such)?), None)
            }
            Some(("tier", level)) => (None, Some(level.to_owned())),
            _ => (None, None),
        };
        let hours: Option<u16> = whole("starts_at", &self.starts)?;
        Ok(FlashSaleDraft {
            post,
            tier,
            percent: whole("percent", &self.off)?.ok_or_else(|| wrong("percent"))?,
            minutes: whole("minutes", &self.minutes)?.ok_or_else(|| wrong("minutes"))?,
            starts_at: hours.map(|hours| now.after(Duration::from_secs(u64::from(hours) * 60 * 60))),
            limit: whole("limit", &self.limit)?,
        })
    }
}

/// `POST /dashboard/flash-sales`: starts a sale and shows it among the others.
pub async fn start(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(sent): Form<Started>,
) -> Result<Response, Failure> {
    let page = Part::Promotions.path();
    if viewer.person()?.creator.is_none() {
        return Err(Code::NotACreator.into());
    }
    let done = match sent.draft(state.domain.now()) {
        Ok(draft) => flash_sales::start(&state.domain, &viewer, &draft).await,
        Err(refusal) => Err(refusal.into()),
    };
    match done {
        Ok(_) => Ok(Redirect::to(page).into_response()),
        Err(error) => {
            let unstarted = Unstarted {
                problem: kept(error)?,
                typed: TypedSale {
                    on: sent.on,
                    percent: sent.off,
                    minutes: sent.minutes,
                    starts: sent.starts,
                    limit: sent.limit,
                },
            };
            let status = unstarted.problem.status;
            Ok(page_again(&state, viewer, &headers, page, unstarted, status).await)
        }
    }
}

/// A sale that is to end.
#[derive(Debug, Deserialize)]
pub struct Stopped {
    id: FlashSaleId,
}

/// `POST /dashboard/flash-sales/stop`: stops a sale; back to the list.
pub async fn stop(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(sent): Form<Stopped>,
) -> Result<Redirect, Failure> {
    flash_sales::stop(&state.domain, &viewer, sent.id).await?;
    Ok(Redirect::to(Part::Promotions.path()))
}
