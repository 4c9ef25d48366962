//! The plain forms of webhooks. A new secret stands in the answer itself, for it is shown once; whoever loads the page anew does
//! not see it again.

use super::{
    errors::Failure,
    extract::Form,
    forms::{kept, page_again},
};
use crate::state::AppState;
use app::dashboard::{
    UnmadeWebhook,
    view_model::{Part, TypedWebhook},
};
use axum::{
    Extension,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use domain::{Viewer, payments::webhooks};
use serde::Deserialize;
use shared::{
    Code,
    ids::{DeliveryId, WebhookId},
    webhooks::{WebhookDraft, WebhookEvent, WebhookPatch, WebhookSecret},
};

/// Which events were ticked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Ticked {
    order_confirmed: Option<String>,
    order_finalized: Option<String>,
    order_reversed: Option<String>,
    case_opened: Option<String>,
}

impl Ticked {
    fn events(&self) -> Vec<WebhookEvent> {
        let ticked = [
            (&self.order_confirmed, WebhookEvent::OrderConfirmed),
            (&self.order_finalized, WebhookEvent::OrderFinalized),
            (&self.order_reversed, WebhookEvent::OrderReversed),
            (&self.case_opened, WebhookEvent::CaseOpened),
        ];
        let ticked = ticked.into_iter().filter(|(on, _)| on.is_some());
        ticked.map(|(_, event)| event).collect()
    }
}

fn names(events: &[WebhookEvent]) -> Vec<String> {
    events.iter().map(|event| event.as_str().to_owned()).collect()
}

/// What the form of a new webhook sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    url: String,
    #[serde(flatten)]
    ticked: Ticked,
}

/// The page with a secret that is shown once.
async fn shown(state: &AppState, viewer: Viewer, headers: &HeaderMap, secret: WebhookSecret) -> Response {
    page_again(state, viewer, headers, Part::Webhooks.path(), secret, 200).await
}

/// `POST /dashboard/webhooks`: makes a webhook and shows its secret.
pub async fn make(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(sent): Form<Wanted>,
) -> Result<Response, Failure> {
    let events = sent.ticked.events();
    let draft = WebhookDraft {
        url: sent.url.clone(),
        events: names(&events),
    };
    match webhooks::make(&state.domain, &viewer, &draft).await {
        Ok(secret) => Ok(shown(&state, viewer, &headers, secret).await),
        Err(error) => {
            let unmade = UnmadeWebhook {
                problem: kept(error)?,
                typed: TypedWebhook {
                    url: sent.url,
                    events,
                },
            };
            let status = unmade.problem.status;
            Ok(page_again(&state, viewer, &headers, Part::Webhooks.path(), unmade, status).await)
        }
    }
}

/// What is to be done with a webhook.
#[derive(Debug, Deserialize)]
pub struct Done {
    id: WebhookId,
    act: String,
    #[serde(flatten)]
    ticked: Ticked,
}

/// `POST /dashboard/webhooks/act`: does it and shows the webhooks as they are now.
pub async fn act(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(sent): Form<Done>,
) -> Result<Response, Failure> {
    let domain = &state.domain;
    let mut patch = WebhookPatch::default();
    match sent.act.as_str() {
        "ping" => {
            webhooks::ping(domain, &viewer, sent.id).await?;
        }
        "delete" => webhooks::delete(domain, &viewer, sent.id).await?,
        "secret" => {
            let secret = webhooks::rotate(domain, &viewer, sent.id).await?;
            return Ok(shown(&state, viewer, &headers, secret).await);
        }
        "events" => patch.events = Some(names(&sent.ticked.events())),
        "stop" => patch.active = Some(false),
        "start" => patch.active = Some(true),
        _ => return Err(Code::Malformed.into()),
    }
    if patch.events.is_some() || patch.active.is_some() {
        webhooks::change(domain, &viewer, sent.id, &patch).await?;
    }
    Ok(Redirect::to(Part::Webhooks.path()).into_response())
}

/// A message that is to be sent again.
#[derive(Debug, Deserialize)]
pub struct Again {
    id: DeliveryId,
}

/// `POST /dashboard/webhooks/again`: sends a message again; back to the list.
pub async fn again(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(sent): Form<Again>,
) -> Result<Redirect, Failure> {
    webhooks::redeliver(&state.domain, &viewer, sent.id).await?;
    Ok(Redirect::to(Part::Webhooks.path()))
}
