//! What people do with one click: like, bookmark, follow. Said as a state and not as a change, so that a second
//! click of the same kind does nothing.

use crate::{Code, Refusal, creators::named};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

named! {
    /// What can be switched on and off.
    Act { Like = "like", Bookmark = "bookmark", Follow = "follow", LikeComment = "like-comment", Block = "block", Mute = "mute" }
    "act" no_such_act
}

/// How a switch stands after an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Switch {
    /// Whether it is on for the viewer.
    pub on: bool,
    /// For how many it is on; absent where nobody is to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
}

/// What a button of a page asks for, as its value: `like:0198…:on`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    pub act: Act,
    /// The post's or comment's id, or the person's handle.
    pub target: String,
    pub on: bool,
}

impl Press {
    /// The path of the REST door that does it: `PUT` for on, `DELETE` for off.
    pub fn door(&self) -> String {
        let target = &self.target;
        match self.act {
            Act::Like => format!("/api/posts/{target}/like"),
            Act::Bookmark => format!("/api/posts/{target}/bookmark"),
            Act::Follow => format!("/api/creators/{target}/follow"),
            Act::LikeComment => format!("/api/comments/{target}/like"),
            Act::Block => format!("/api/users/{target}/block"),
            Act::Mute => format!("/api/users/{target}/mute"),
        }
    }

    /// The opposite.
    pub fn turned(&self) -> Self {
        Self {
            on: !self.on,
            ..self.clone()
        }
    }
}

impl fmt::Display for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let on = if self.on { "on" } else { "off" };
        write!(f, "{}:{}:{on}", self.act.as_str(), self.target)
    }
}

impl FromStr for Press {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Refusal> {
        let mut parts = text.split(':');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(act), Some(target), Some(on @ ("on" | "off")), None) if plain(target) => Ok(Self {
                act: act.parse()?,
                target: target.to_owned(),
                on: on == "on",
            }),
            _ => Err(Code::Malformed.into()),
        }
    }
}

/// Whether this can stand in a path as it is.
fn plain(target: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=64).contains(&target.len()) && target.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_is_read_as_it_was_written() {
        let press = Press {
            act: Act::LikeComment,
            target: "anna_k".into(),
            on: true,
        };
        assert_eq!(press.to_string(), "like-comment:anna_k:on");
        assert_eq!(press.to_string().parse(), Ok(press.clone()));
        assert_eq!(press.turned().to_string(), "like-comment:anna_k:off");
    }

    #[test]
    fn nothing_else_is_a_press() {
        for text in [
            "",
            "like",
            "like:a",
            "like:a:maybe",
            "like:a:on:b",
            "hug:a:on",
            "like:../me:on",
            "like::on",
        ] {
            assert!(text.parse::<Press>().is_err(), "{text}");
        }
    }
}
