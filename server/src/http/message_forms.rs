//! The plain forms of messages: beginning a conversation, writing, and what is done with one message. What was typed and not taken
//! stands in the form again.

use super::{
    errors::{self, Failure},
    extract::{Form, PathPart},
    forms::{again_as, kept, own_path, page_again},
    message_files::{Files, WithFiles},
};
use crate::state::AppState;
use app::messages::view_model::{Asked, Attached, BROADCASTS, Unsent as Kept, path};
use axum::{
    Extension,
    extract::{FromRequestParts, State},
    http::{HeaderMap, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Viewer, access,
    messages::{self, broadcasts},
};
use serde::Deserialize;
use shared::{
    Code, Refusal,
    ids::{BroadcastId, ConversationId, MessageId},
    messages::{BroadcastDraft, ConversationDraft, MessageDraft, MessagePatch, ReactionDraft, ReadUntil},
    money::Currency,
    text::Lang,
};

fn sender(parts: &Parts) -> &Viewer {
    parts.extensions.get().unwrap_or(&Viewer::Visitor)
}

/// A conversation that the sender is in. Of anybody else nothing that comes with it is read.
#[derive(Debug)]
pub struct Theirs(ConversationId);

impl FromRequestParts<AppState> for Theirs {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let PathPart(id) = PathPart::from_request_parts(parts, state).await?;
        let part = messages::takes_part(&state.domain, sender(parts), id).await;
        part.map_err(|error| Failure(error).into_response())?;
        Ok(Self(id))
    }
}

/// The sender writes to many. Of anybody else nothing that comes with it is read.
#[derive(Debug)]
pub struct Publisher;

impl<S: Send + Sync> FromRequestParts<S> for Publisher {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        match access::may_publish(sender(parts)) {
            Ok(_) => Ok(Self),
            Err(refusal) => Err(Failure::from(refusal).into_response()),
        }
    }
}

/// Whom to write to.
#[derive(Debug, Deserialize)]
pub struct Begun {
    with: String,
}

/// `POST /messages`: opens the conversation with somebody.
pub async fn open(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    Form(sent): Form<Begun>,
) -> Result<Redirect, Failure> {
    let draft = ConversationDraft { with: sent.with };
    let conversation = messages::open(&state.domain, &viewer, &draft).await?;
    Ok(Redirect::to(&path(conversation.id)))
}

/// A message, or what is done with the whole conversation.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Written {
    body: Option<String>,
    answers: Option<MessageId>,
    /// What is to be paid for the words inside, as it is typed.
    price: Option<String>,
    usdc: Option<String>,
    inside: Option<String>,
    /// Of the page that the form stood on.
    key: Option<String>,
    act: Option<String>,
    read: Option<MessageId>,
}

impl Written {
    /// The form again with all that was typed in it, where that can be mended.
    fn unsent(self, to: String, files: Files, error: domain::Error) -> Result<Kept, Failure> {
        let problem = match error.code() {
            // A moment later it can go.
            Code::MediaNotReady => errors::told(error.refusal()),
            _ => kept(error)?,
        };
        Ok(Kept {
            body: self.body.unwrap_or_default(),
            asked: Asked {
                price: self.price.unwrap_or_default(),
                usdc: self.usdc.is_some(),
                inside: self.inside.unwrap_or_default(),
            },
            to,
            attached: Attached {
                taken: files.taken,
                untaken: files.untaken,
            },
            answers: self.answers,
            edit: None,
            problem,
        })
    }

    /// The same text from the same page is one act of writing; another text is another one.
    fn key(&self) -> Option<String> {
        let key = self.key.as_deref().filter(|key| !key.is_empty())?;
        Some(again_as(&[key, self.body.as_deref().unwrap_or_default()]))
    }

    /// What is to be sent, with these files. Where one was chosen that is not taken, whoever wrote is asked first.
    fn draft(&self, files: &Files) -> domain::Result<MessageDraft> {
        if !files.untaken.is_empty() {
            return Err(Refusal::field("media", Lang::message_wrong_files).into());
        }
        let price = self
            .price
            .as_deref()
            .map(str::trim)
            .filter(|price| !price.is_empty());
        let currency = match self.usdc {
            Some(_) => Currency::Usdc,
            None => Currency::Sol,
        };
        let units = price.map(|price| {
            // With a point or a comma.
            let units = currency.parse(&price.replace(',', "."));
            units.ok_or_else(|| Refusal::field("price", Lang::price_number))
        });
        Ok(MessageDraft {
            body: self.body.clone().ok_or(Code::Malformed)?,
            answers: self.answers,
            media: files.ids.clone(),
            price: units.transpose()?,
            currency: price.map(|_| currency),
            inside: self.inside.clone().filter(|inside| !inside.trim().is_empty()),
        })
    }
}

/// `POST /messages/{id}`: writes a message, or mutes, or says what was read; back to the conversation.
pub async fn write(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Theirs(id): Theirs,
    WithFiles {
        fields: sent,
        mut files,
    }: WithFiles<Written>,
) -> Result<Response, Failure> {
    let (domain, there) = (&state.domain, path(id));
    let back = || Redirect::to(&there).into_response();
    if let Some(until) = sent.read {
        messages::read(domain, &viewer, id, ReadUntil { until }).await?;
        return Ok(back());
    }
    match sent.act.as_deref() {
        Some("mute") => messages::mute(domain, &viewer, id, true).await?,
        Some("unmute") => messages::mute(domain, &viewer, id, false).await?,
        Some(_) => return Err(Code::Malformed.into()),
        None => {
            files.settle(domain, &viewer).await?;
            let (draft, key) = (sent.draft(&files), sent.key());
            let taken = match draft {
                Ok(draft) => messages::send(domain, &viewer, id, &draft, key.as_deref()).await,
                Err(error) => Err(error),
            };
            if let Err(error) = taken {
                let unsent = sent.unsent(String::new(), files, error)?;
                let status = unsent.problem.status;
                return Ok(page_again(&state, viewer, &headers, &there, unsent, status).await);
            }
        }
    }
    Ok(back())
}

/// What is done with one message.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Done {
    act: Option<String>,
    react: Option<String>,
    body: Option<String>,
    back: Option<String>,
}

/// `POST /messages/{id}/{message}`: changes a message, takes it back, or says something to it without a word.
pub async fn change(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    PathPart((id, message)): PathPart<(ConversationId, MessageId)>,
    Form(sent): Form<Done>,
) -> Result<Response, Failure> {
    let (domain, there) = (&state.domain, path(id));
    match (sent.act.as_deref(), sent.react) {
        (None, Some(reaction)) => {
            messages::react(domain, &viewer, message, Some(&ReactionDraft { reaction })).await?;
        }
        (Some("unreact"), None) => {
            messages::react(domain, &viewer, message, None).await?;
        }
        (Some("delete"), None) => messages::delete(domain, &viewer, message).await?,
        (Some("edit"), None) => {
            let patch = MessagePatch {
                body: sent.body.unwrap_or_default(),
            };
            if let Err(error) = messages::change(domain, &viewer, message, &patch).await {
                let unsent = Kept {
                    body: patch.body,
                    asked: Asked::default(),
                    to: String::new(),
                    attached: Attached::default(),
                    answers: None,
                    edit: Some(message),
                    problem: kept(error)?,
                };
                let status = unsent.problem.status;
                let page = own_path(sent.back.as_deref().or(Some(&there)));
                return Ok(page_again(&state, viewer, &headers, page, unsent, status).await);
            }
        }
        _ => return Err(Code::Malformed.into()),
    }
    Ok(Redirect::to(own_path(sent.back.as_deref().or(Some(&there)))).into_response())
}

/// What is written to many.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ToMany {
    to: String,
    #[serde(flatten)]
    written: Written,
}

/// `POST /messages/broadcasts`: writes to many; back to their list.
pub async fn broadcast(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    _: Publisher,
    WithFiles {
        fields: ToMany { to, written },
        mut files,
    }: WithFiles<ToMany>,
) -> Result<Response, Failure> {
    files.settle(&state.domain, &viewer).await?;
    let (message, key) = (written.draft(&files), written.key());
    let taken = match message {
        Ok(message) => {
            let draft = BroadcastDraft {
                to: to.clone(),
                message,
            };
            let begun = broadcasts::begin(&state.domain, &viewer, &draft, key.as_deref()).await;
            begun.map(drop)
        }
        Err(error) => Err(error),
    };
    if let Err(error) = taken {
        let unsent = written.unsent(to, files, error)?;
        let status = unsent.problem.status;
        return Ok(page_again(&state, viewer, &headers, BROADCASTS, unsent, status).await);
    }
    Ok(Redirect::to(BROADCASTS).into_response())
}

/// What is done with one of them.
#[derive(Debug, Deserialize)]
pub struct Unsent {
    act: String,
}

/// `POST /messages/broadcasts/{id}`: takes it back; back to their list.
pub async fn unsend(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<BroadcastId>,
    Form(sent): Form<Unsent>,
) -> Result<Redirect, Failure> {
    if sent.act != "unsend" {
        return Err(Code::Malformed.into());
    }
    broadcasts::unsend(&state.domain, &viewer, id).await?;
    Ok(Redirect::to(BROADCASTS))
}
