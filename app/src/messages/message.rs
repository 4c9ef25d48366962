//! One message: its words with their links, what it answers, what was said to it without a word, and what its reader may do with it.

use super::{
    enclosure::enclosure,
    forms::Rewriter,
    view_model::{Place, Unsent},
};
use crate::{
    kit::{Glyph, Icon, Moment},
    moderation::view_model::report_href,
};
use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};
use shared::{
    Timestamp,
    ids::ConversationId,
    messages::{MessageView, Piece, Reaction, TipSize, pieces},
    moderation::ReportKind,
    text::Lang,
};
use std::sync::{Arc, LazyLock};

/// What all messages of a page have in common.
#[derive(Clone, Debug)]
pub struct Scene {
    pub lang: Lang,
    pub now: Timestamp,
    pub id: ConversationId,
    /// The other one's name.
    pub name: String,
    pub place: Place,
    /// The address of that.
    pub back: String,
    /// Whether the viewer can write here.
    pub open: bool,
    pub unsent: Option<Unsent>,
}

impl Scene {
    fn act(&self, message: &MessageView) -> String {
        format!("/messages/{}/{}", self.id, message.id)
    }

    pub fn message(&self, message: MessageView) -> impl IntoView + use<> {
        let lang = self.lang;
        let mine = message.mine.then_some("true");
        let who = if message.mine {
            lang.message_you().to_owned()
        } else {
            self.name.clone()
        };
        let answered = message.answers.clone().map(|answered| {
            let whose = if answered.mine {
                lang.message_you()
            } else {
                &self.name
            };
            let words = answered.words.unwrap_or_else(|| lang.message_gone().to_owned());
            view! {
                <p class="message-quote">
                    <span class="unseen">{lang.message_answers(whose)} ": "</span>
                    {words}
                </p>
            }
        });
        let editing = self.place.edit == Some(message.id) && message.editable;
        let words = match (&message.body, editing) {
            (Some(body), true) => EitherOf3::A(view! {
                <Rewriter
                    lang
                    id=self.id
                    message=message.id
                    body=body.clone()
                    place=self.place.clone()
                    unsent=self.unsent.clone()
                />
            }),
            (Some(body), false) => EitherOf3::B(
                (!body.is_empty()).then(|| view! { <p class="message-words">{linked(body)}</p> }),
            ),
            (None, _) => EitherOf3::C(view! { <p class="message-words quiet">{lang.message_gone()}</p> }),
        };
        let tip = message.tip.map(|tip| {
            let given = tip.given();
            let words = match message.mine {
                true => lang.message_you_tipped(given),
                false => lang.message_tipped(&self.name, given),
            };
            view! {
                <p class="message-tip" data-size=tip_size(tip.size) data-testid="tip">
                    <Icon glyph=Glyph::Tip/>
                    {words}
                </p>
            }
        });
        let enclosed = message
            .enclosed
            .clone()
            .map(|post| enclosure(lang, post, (message.mine, message.bought)));
        let reactions = self.reactions(&message);
        let acts = (message.body.is_some() && !editing).then(|| self.acts(&message));
        let edited = message.edited.then(|| view! { " · " {lang.message_edited()} });
        let seen = message.seen.then(|| {
            view! { " · " <span data-testid="seen">{lang.message_seen()}</span> }
        });
        view! {
            <li class="message" id=format!("m{}", message.id) data-mine=mine data-testid="message">
                <span class="unseen">{who} ": "</span>
                <div class="message-body">{answered} {tip} {words} {enclosed}</div>
                {reactions}
                <p class="message-meta quiet fine">
                    <Moment lang at=message.created_at now=self.now/>
                    {edited}
                    {seen}
                </p>
                {acts}
            </li>
        }
    }

    /// What was said to it; one's own can be taken back by pressing it.
    fn reactions(&self, message: &MessageView) -> Option<impl IntoView + use<>> {
        if message.reactions.is_empty() {
            return None;
        }
        let (lang, act, back) = (self.lang, self.act(message), &self.back);
        let said = message
            .reactions
            .iter()
            .map(|said| {
                let emoji = said.reaction.emoji();
                let what = lang.reaction(said.reaction);
                if !said.mine {
                    return Either::Left(view! {
                        <span class="reaction" role="img" aria-label=what>{emoji}</span>
                    });
                }
                Either::Right(view! {
                    <form method="post" action=act.clone() data-swap>
                        <input type="hidden" name="back" value=back.clone()/>
                        <button
                            class="reaction"
                            name="act"
                            value="unreact"
                            aria-label=lang.message_unreact(what)
                        >
                            {emoji}
                        </button>
                    </form>
                })
            })
            .collect_view();
        Some(view! { <div class="reactions">{said}</div> })
    }

    /// What its reader may do with it.
    fn acts(&self, message: &MessageView) -> impl IntoView + use<> {
        let (lang, act, back) = (self.lang, self.act(message), self.back.clone());
        let with = |place: Place| place.href(self.id);
        let answer = self.open.then(|| {
            let href = with(Place {
                answer: Some(message.id),
                edit: None,
                ..Place::default()
            });
            view! { <a class="act" href=href data-swap>{lang.message_answer()}</a> }
        });
        let edit = message.editable.then(|| {
            let href = with(Place {
                edit: Some(message.id),
                answer: None,
                ..self.place.clone()
            });
            view! { <a class="act" href=href data-swap>{lang.message_edit()}</a> }
        });
        let delete = message.deletable.then(|| {
            view! { <button class="act" name="act" value="delete">{lang.message_delete()}</button> }
        });
        let report = (!message.mine).then(|| {
            let href = report_href(ReportKind::Message, &message.id.to_string());
            view! { <a class="act" href=href rel="nofollow">{lang.report()}</a> }
        });
        view! {
            <details class="message-acts">
                <summary aria-label=lang.message_acts()>
                    <Icon glyph=Glyph::More/>
                </summary>
                <form class="message-menu" method="post" action=act data-swap>
                    <input type="hidden" name="back" value=back/>
                    <div class="reactions" inner_html=faces(lang)></div>
                    {answer}
                    {edit}
                    {delete}
                    {report}
                </form>
            </details>
        }
    }
}

/// What can be said without a word. It is the same in every message, and most of the markup of a page of them, so it is drawn once.
fn faces(lang: Lang) -> Arc<str> {
    static FACES: LazyLock<Vec<(Lang, Arc<str>)>> = LazyLock::new(|| {
        let drawn = |lang: &Lang| (*lang, draw_faces(*lang).into());
        Lang::ALL.iter().map(drawn).collect()
    });
    let drawn = FACES.iter().find(|(of, _)| *of == lang);
    drawn.map(|(_, faces)| faces.clone()).unwrap_or_default()
}

fn draw_faces(lang: Lang) -> String {
    let face = |reaction: &Reaction| {
        view! {
            <button
                class="reaction"
                name="react"
                value=reaction.as_str()
                aria-label=lang.message_react(lang.reaction(*reaction))
            >
                {reaction.emoji()}
            </button>
        }
    };
    Reaction::ALL.iter().map(face).collect_view().to_html()
}

fn tip_size(size: TipSize) -> &'static str {
    match size {
        TipSize::Small => "small",
        TipSize::Medium => "medium",
        TipSize::Large => "large",
        TipSize::Legendary => "legendary",
    }
}

/// Words with their links. Where those lead is the writer's word: search engines are told so, and the place does not learn of the
/// conversation.
pub(super) fn linked(body: &str) -> impl IntoView + use<> {
    pieces(body)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => Either::Left(words.to_owned()),
            Piece::Link(link) => Either::Right(view! {
                <a href=link.to_owned() target="_blank" rel="nofollow ugc noopener noreferrer">
                    {link.to_owned()}
                </a>
            }),
        })
        .collect_view()
}
