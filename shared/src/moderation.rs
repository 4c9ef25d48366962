//! Reports: what is wrong with a post, a comment, a message or a person, told to those who look after the place.

use crate::{
    Refusal,
    creators::{CreatorRef, named},
    identity::plain_text,
};
use serde::{Deserialize, Serialize};

named! {
    /// What is reported.
    ReportKind { Post = "post", Comment = "comment", Message = "message", User = "user" }
    "kind" kinds_of_report
}

named! {
    /// Why.
    ReportReason {
        Spam = "spam", Harassment = "harassment", Minors = "minors", Illegal = "illegal", Stolen = "stolen",
        Impersonation = "impersonation", Unmarked = "unmarked", Other = "other",
    } "reason" kinds_of_reason
}

/// What a report would be about, as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    pub kind: ReportKind,
    /// The id of a post, comment or message, the handle of a person.
    pub target: String,
    /// A title, a name, or the beginning of a comment or message.
    pub title: String,
    /// Whose it is; absent when it was written without a name.
    pub author: Option<CreatorRef>,
    /// Whether the reader has turned away from its author.
    pub muted: bool,
    pub blocked: bool,
}

/// A report to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReportDraft {
    /// `post`, `comment`, `message` or `user`.
    pub kind: String,
    /// The id of a post, comment or message, the handle of a person.
    pub target: String,
    /// `spam`, `harassment`, `minors`, `illegal`, `stolen`, `impersonation`, `unmarked` or `other`.
    pub reason: String,
    /// In one's own words, up to 1,000 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// A checked [`ReportDraft`]; whether its target is there is for the law to find out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReport {
    pub kind: ReportKind,
    pub target: String,
    pub reason: ReportReason,
    pub note: String,
}

impl ReportDraft {
    /// Checks every value; the first fault names its field.
    pub fn parse(&self) -> Result<NewReport, Refusal> {
        Ok(NewReport {
            kind: self.kind.parse()?,
            target: self.target.clone(),
            reason: self.reason.parse()?,
            note: plain_text("note", self.note.as_deref().unwrap_or_default(), (0, 1_000), true)?,
        })
    }
}
