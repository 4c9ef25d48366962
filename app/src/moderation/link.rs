//! The way to what can be said against something: one link, the same on posts, comments and people.

use super::view_model::report_href;
use crate::kit::{Glyph, Icon};
use leptos::prelude::*;
use shared::{moderation::ReportKind, text::Lang};

/// Leads to reporting, muting and blocking.
#[component]
pub fn ReportLink(lang: Lang, kind: ReportKind, target: String) -> impl IntoView {
    view! {
        <a class="switch report" href=report_href(kind, &target) rel="nofollow" title=lang.report()>
            <Icon glyph=Glyph::Flag/>
            <span class="unseen">{lang.report()}</span>
        </a>
    }
}
