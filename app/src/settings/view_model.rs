//! Settings as the page shows them: sections, choices and what could not be saved. Plain values; no markup.

use crate::errors::field_fault;
use shared::{
    Problem,
    identity::Me,
    links::Link,
    settings::{Activity, MayWrite, Sensitive, SessionView, device},
    text::Lang,
};

/// A part of the page with a form of its own; `POST /settings/{name}` takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Profile,
    /// Within the profile, for a file wants a form of its own.
    Picture,
    /// The same for the cover of a creator's page.
    Cover,
    Privacy,
    Content,
    /// What one is told of; its boxes go to a door of their own.
    Notifications,
    /// One's address.
    Email,
    /// How often one is written to, and hours of quiet.
    Reach,
    /// Devices that show what one is told.
    Push,
    /// Reading by feed; it has a door of its own.
    Feed,
    Sessions,
    /// Within the wallets: cancelling a change.
    Payout,
    Data,
    Leave,
}

/// Where the form of a section is sent.
pub fn action(section: Section) -> String {
    format!("/settings/{}", section.name())
}

impl Section {
    pub const ALL: [Self; 14] = [
        Self::Profile,
        Self::Picture,
        Self::Cover,
        Self::Privacy,
        Self::Content,
        Self::Notifications,
        Self::Email,
        Self::Reach,
        Self::Push,
        Self::Feed,
        Self::Sessions,
        Self::Payout,
        Self::Data,
        Self::Leave,
    ];

    /// As it stands in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Picture => "picture",
            Self::Cover => "cover",
            Self::Privacy => "privacy",
            Self::Content => "content",
            Self::Notifications => "notifications",
            Self::Email => "email",
            Self::Reach => "reach",
            Self::Push => "push",
            Self::Feed => "feed",
            Self::Sessions => "sessions",
            Self::Payout => "payout",
            Self::Data => "data",
            Self::Leave => "leave",
        }
    }

    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == name)
    }

    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Profile => lang.settings_profile(),
            Self::Picture => lang.picture_label(),
            Self::Cover => lang.cover_label(),
            Self::Privacy => lang.settings_privacy(),
            Self::Content => lang.settings_content(),
            Self::Notifications => lang.settings_notifications(),
            Self::Email => lang.settings_email(),
            Self::Reach => lang.settings_reach(),
            Self::Push => lang.settings_push(),
            Self::Feed => lang.settings_feed(),
            Self::Sessions => lang.settings_sessions(),
            Self::Payout => lang.payout_change(),
            Self::Data => lang.settings_data(),
            Self::Leave => lang.settings_leave(),
        }
    }
}

/// What stands in the fields of a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub name: String,
    pub handle: String,
    pub bio: String,
    /// One a line.
    pub links: String,
}

impl Typed {
    /// As it is kept.
    pub fn of(me: &Me) -> Self {
        let links: Vec<&str> = me.links.iter().map(Link::as_str).collect();
        Self {
            name: me.name.clone(),
            handle: me.handle.to_string(),
            bio: me.bio.clone(),
            links: links.join("\n"),
        }
    }
}

/// What was typed and refused; the page shows it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsaved {
    pub section: Section,
    pub problem: Problem,
    pub typed: Typed,
    /// An address.
    pub email: String,
    /// Hours of quiet, and their zone.
    pub quiet: [String; 3],
}

impl Unsaved {
    /// The words for a field, if it is the one at fault.
    pub fn fault(&self, field: &str) -> Option<String> {
        field_fault(&self.problem, field)
    }
}

/// The words of a choice.
pub fn activity(lang: Lang, choice: Activity) -> &'static str {
    match choice {
        Activity::Everyone => lang.choice_everyone(),
        Activity::Nobody => lang.choice_nobody(),
    }
}

pub fn may_write(lang: Lang, choice: MayWrite) -> &'static str {
    match choice {
        MayWrite::Everyone => lang.choice_everyone(),
        MayWrite::Following => lang.choice_following(),
        MayWrite::Subscribers => lang.choice_subscribers(),
        MayWrite::Nobody => lang.choice_nobody(),
    }
}

pub fn sensitive(lang: Lang, choice: Sensitive) -> &'static str {
    match choice {
        Sensitive::Ask => lang.sensitive_ask(),
        Sensitive::Show => lang.sensitive_show(),
        Sensitive::Hide => lang.sensitive_hide(),
    }
}

/// What a device is called.
pub fn device_name(lang: Lang, session: &SessionView) -> String {
    device_name_of(lang, &session.user_agent)
}

/// The same by what a browser calls itself.
pub fn device_name_of(lang: Lang, user_agent: &str) -> String {
    match device(user_agent) {
        Some((browser, Some(system))) => lang.session_on(browser, system),
        Some((browser, None)) => browser.to_owned(),
        None => lang.session_unknown().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{Code, Refusal};

    #[test]
    fn every_section_is_found_by_its_name() {
        for section in Section::ALL {
            assert_eq!(Section::of(section.name()), Some(section));
        }
        assert_eq!(Section::of("nothing"), None);
    }

    #[test]
    fn a_fault_stands_at_its_field() {
        let unsaved = Unsaved {
            section: Section::Profile,
            problem: Problem::new(Refusal::from(Code::HandleTaken).at("handle"), Lang::Ru, None),
            typed: Typed::default(),
            email: String::new(),
            quiet: Default::default(),
        };
        assert_eq!(unsaved.fault("handle").as_deref(), Some("Это имя занято."));
        assert_eq!(unsaved.fault("name"), None);
    }
}
