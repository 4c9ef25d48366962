//! Words and addresses of reports. Plain values; no markup.

use crate::kit::url::with_query;
use shared::{
    Problem,
    moderation::{ReportKind, ReportReason},
    text::Lang,
};

/// The page where this can be reported and its author turned away from.
pub fn report_href(kind: ReportKind, target: &str) -> String {
    with_query(
        "/report",
        &[("kind", Some(kind.as_str())), ("target", Some(target))],
    )
}

/// What is reported, in a word.
pub fn kind(lang: Lang, kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Post => lang.report_post(),
        ReportKind::Comment => lang.report_comment(),
        ReportKind::Message => lang.report_message(),
        ReportKind::User => lang.report_user(),
    }
}

pub fn reason(lang: Lang, reason: ReportReason) -> &'static str {
    match reason {
        ReportReason::Spam => lang.reason_spam(),
        ReportReason::Harassment => lang.reason_harassment(),
        ReportReason::Minors => lang.reason_minors(),
        ReportReason::Illegal => lang.reason_illegal(),
        ReportReason::Stolen => lang.reason_stolen(),
        ReportReason::Impersonation => lang.reason_impersonation(),
        ReportReason::Unmarked => lang.reason_unmarked(),
        ReportReason::Other => lang.reason_other(),
    }
}

/// A report that was refused; the page shows it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreported {
    pub reason: Option<ReportReason>,
    pub note: String,
    pub problem: Problem,
}
