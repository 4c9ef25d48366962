//! What the addresses of a conversation mean and lead to. Plain values; no markup.

use crate::kit::url::with_query;
use shared::{
    Problem, Timestamp,
    ids::{ConversationId, MessageId},
    media::{self, OwnMedia},
    messages::{MessageQuery, MessageView},
    text::Lang,
};

/// The list of what was written, by its id in the page: to one, and to many.
pub const LOG: &str = "message-log";
pub const LIST: &str = "broadcasts";
/// Messages on one page.
const ON_A_PAGE: u32 = 30;
/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// Which part of a conversation somebody looks at, and which message they are about to answer or change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub cursor: Option<String>,
    /// What is searched for.
    pub q: Option<String>,
    pub answer: Option<MessageId>,
    pub edit: Option<MessageId>,
}

impl Place {
    /// Reads an address leniently: what is unknown is the default.
    pub fn from(get: impl Fn(&str) -> Option<String>) -> Self {
        let id = |name| get(name).and_then(|id| id.parse().ok());
        let text = |name| get(name).filter(|text| !text.trim().is_empty());
        Self {
            cursor: text("cursor"),
            q: text("q"),
            answer: id("answer"),
            edit: id("edit"),
        }
    }

    pub fn query(&self) -> MessageQuery {
        MessageQuery {
            q: self.q.clone(),
            cursor: self.cursor.clone(),
            limit: Some(ON_A_PAGE),
        }
    }

    pub fn href(&self, id: ConversationId) -> String {
        let text = |id: Option<MessageId>| id.map(|id| id.to_string());
        let (answer, edit) = (text(self.answer), text(self.edit));
        with_query(
            &path(id),
            &[
                ("q", self.q.as_deref()),
                ("cursor", self.cursor.as_deref()),
                ("answer", answer.as_deref()),
                ("edit", edit.as_deref()),
            ],
        )
    }
}

/// The page of what was written to many.
pub const BROADCASTS: &str = "/messages/broadcasts";

/// The page of a conversation.
pub fn path(id: ConversationId) -> String {
    format!("/messages/{id}")
}

/// What has to be paid, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub price: String,
    pub usdc: bool,
    pub inside: String,
}

/// A file that was chosen and not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untaken {
    pub name: String,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was not let in.
    Unsent(Problem),
    /// Nothing was made of it.
    Useless(media::Problem),
}

/// The files of what was not sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attached {
    /// They go with it the next time.
    pub taken: Vec<OwnMedia>,
    pub untaken: Vec<Untaken>,
}

/// What was typed and not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    pub body: String,
    pub asked: Asked,
    /// To whom, where that is chosen.
    pub to: String,
    pub attached: Attached,
    pub answers: Option<MessageId>,
    /// The message whose words were to be changed.
    pub edit: Option<MessageId>,
    pub problem: Problem,
}

/// Messages by the day on which they were written, all of it from old to new; they come the newest first.
pub fn by_day(lang: Lang, newest_first: Vec<MessageView>, now: Timestamp) -> Vec<(Day, Vec<MessageView>)> {
    let mut days: Vec<(Day, Vec<MessageView>)> = Vec::new();
    for message in newest_first.into_iter().rev() {
        let day = message.created_at.0.div_euclid(DAY);
        match days.last_mut().filter(|(last, _)| last.number == day) {
            Some((_, messages)) => messages.push(message),
            None => {
                let name = crate::notifications::view_model::day(lang, message.created_at, now);
                days.push((Day { number: day, name }, vec![message]));
            }
        }
    }
    days
}

/// What happens in a conversation is told of there.
pub fn topic(id: ConversationId) -> String {
    format!("conversation:{id}")
}

/// A day of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Since 1970.
    pub number: i64,
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(at: i64) -> MessageView {
        MessageView {
            id: MessageId::from(uuid(at)),
            mine: true,
            body: Some("Hi".to_owned()),
            enclosed: None,
            bought: false,
            tip: None,
            answers: None,
            reactions: Vec::new(),
            edited: false,
            seen: false,
            editable: false,
            deletable: false,
            created_at: Timestamp(at),
        }
    }

    fn uuid(number: i64) -> uuid::Uuid {
        uuid::Uuid::from_u128(number.unsigned_abs().into())
    }

    #[test]
    fn days_go_from_old_to_new() {
        let now = Timestamp(3 * DAY + 5);
        let days = by_day(
            Lang::En,
            vec![
                message(3 * DAY + 2),
                message(3 * DAY + 1),
                message(2 * DAY),
                message(7),
            ],
            now,
        );
        let told: Vec<(&str, Vec<i64>)> = days
            .iter()
            .map(|(day, messages)| {
                let times = messages.iter().map(|message| message.created_at.0).collect();
                (day.name.as_str(), times)
            })
            .collect();
        assert_eq!(
            told,
            [
                (Lang::En.date(Timestamp(7)).as_str(), vec![7]),
                ("Yesterday", vec![2 * DAY]),
                ("Today", vec![3 * DAY + 1, 3 * DAY + 2]),
            ]
        );
    }

    #[test]
    fn an_address_leads_to_its_place_and_back() {
        let id = ConversationId::from(uuid(1));
        let place = Place {
            q: Some("a b".to_owned()),
            answer: Some(MessageId::from(uuid(2))),
            ..Place::default()
        };
        let href = place.href(id);
        assert_eq!(href, format!("/messages/{id}?q=a%20b&answer={}", uuid(2)));
        let again = Place::from(|name| match name {
            "q" => Some("a b".to_owned()),
            "answer" => Some(uuid(2).to_string()),
            "edit" => Some("none".to_owned()),
            "cursor" => Some(" ".to_owned()),
            _ => None,
        });
        assert_eq!(again, place);
    }
}
