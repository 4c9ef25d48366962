//! What a person sets about themself: language and look, who sees and reaches them, what they want to see; and the
//! devices on which they are signed in. Values that are none of the named ones are refused.

use crate::{
    Refusal, Timestamp,
    creators::{CreatorRef, named},
    ids::SessionId,
    notifications::NotificationSwitch,
    reaching::Reach,
    text::Lang,
};
use serde::{Deserialize, Serialize};

named! {
    /// A look that was chosen; without a choice the system decides.
    Theme { Light = "light", Dark = "dark" } "theme" kinds_of_theme
}

named! {
    /// Who sees whom one follows.
    Activity { Everyone = "everyone", Nobody = "nobody" } "activity" kinds_of_activity
}

named! {
    /// Who may write to one.
    MayWrite {
        Everyone = "everyone", Following = "following", Subscribers = "subscribers", Nobody = "nobody",
    } "may_write" kinds_of_writer
}

named! {
    /// What becomes of pictures that not everybody wants to see.
    Sensitive { Ask = "ask", Show = "show", Hide = "hide" } "sensitive" kinds_of_caution
}

/// Everything that a person sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// `en` or `ru`; what the browser asks for when absent.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub lang: Option<Lang>,
    pub theme: Option<Theme>,
    pub activity: Activity,
    pub may_write: MayWrite,
    /// Whether others see when one is here.
    pub presence: bool,
    pub sensitive: Sensitive,
    /// Whether one said to be of age.
    pub adult: bool,
    /// Whether pictures that one sells bear marks that name to whom they were shown.
    #[serde(default)]
    pub marks: bool,
    /// Whether others see how far one has read what they wrote, and one sees it of them.
    #[serde(default = "yes")]
    pub seen: bool,
    /// Whether others see that one is writing to them.
    #[serde(default = "yes")]
    pub typing: bool,
}

fn yes() -> bool {
    true
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: None,
            theme: None,
            activity: Activity::Everyone,
            may_write: MayWrite::Everyone,
            presence: true,
            sensitive: Sensitive::Ask,
            adult: false,
            marks: false,
            seen: true,
            typing: true,
        }
    }
}

/// Changes to settings; what is absent stays. `system` takes a language or theme back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SettingsPatch {
    #[serde(default)]
    pub lang: Option<String>,
    #[serde(default)]
    pub theme: Option<String>,
    #[serde(default)]
    pub activity: Option<String>,
    #[serde(default)]
    pub may_write: Option<String>,
    #[serde(default)]
    pub presence: Option<bool>,
    #[serde(default)]
    pub sensitive: Option<String>,
    #[serde(default)]
    pub adult: Option<bool>,
    #[serde(default)]
    pub marks: Option<bool>,
    #[serde(default)]
    pub seen: Option<bool>,
    #[serde(default)]
    pub typing: Option<bool>,
}

/// The word that takes a choice back.
pub const SYSTEM: &str = "system";

impl SettingsPatch {
    /// The settings with these changes.
    pub fn applied(&self, settings: &Settings) -> Result<Settings, Refusal> {
        fn read<T: std::str::FromStr<Err = Refusal>>(text: &Option<String>, stays: T) -> Result<T, Refusal> {
            text.as_deref().map_or(Ok(stays), str::parse)
        }
        fn chosen<T>(
            text: &Option<String>,
            stays: Option<T>,
            parse: impl Fn(&str) -> Result<T, Refusal>,
        ) -> Result<Option<T>, Refusal> {
            match text.as_deref() {
                None => Ok(stays),
                Some(SYSTEM) => Ok(None),
                Some(text) => parse(text).map(Some),
            }
        }
        let lang =
            |text: &str| Lang::from_tag(text).ok_or_else(|| Refusal::field("lang", Lang::lang_unknown));
        Ok(Settings {
            lang: chosen(&self.lang, settings.lang, lang)?,
            theme: chosen(&self.theme, settings.theme, str::parse)?,
            activity: read(&self.activity, settings.activity)?,
            may_write: read(&self.may_write, settings.may_write)?,
            presence: self.presence.unwrap_or(settings.presence),
            sensitive: read(&self.sensitive, settings.sensitive)?,
            adult: self.adult.unwrap_or(settings.adult),
            marks: self.marks.unwrap_or(settings.marks),
            seen: self.seen.unwrap_or(settings.seen),
            typing: self.typing.unwrap_or(settings.typing),
        })
    }
}

/// One device on which a person is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionView {
    pub id: SessionId,
    /// What the browser calls itself.
    pub user_agent: String,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub started_at: Timestamp,
    /// To a quarter of an hour.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub seen_at: Timestamp,
    /// Whether this is the one that asks.
    pub current: bool,
}

/// Browser and system of a `User-Agent`, as people call them; nothing where it names none that is known. The order
/// matters: most browsers also name those that they descend from.
pub fn device(user_agent: &str) -> Option<(&'static str, Option<&'static str>)> {
    let named = |known: &[(&str, &'static str)]| {
        known
            .iter()
            .find(|(mark, _)| user_agent.contains(mark))
            .map(|(_, name)| *name)
    };
    let browser = named(&[
        ("Phantom", "Phantom"),
        ("Solflare", "Solflare"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("YaBrowser", "Yandex Browser"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"),
        ("Chrome", "Chrome"),
        ("CriOS", "Chrome"),
        ("FxiOS", "Firefox"),
        ("Safari", "Safari"),
        ("curl", "curl"),
    ])?;
    let system = named(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    Some((browser, system))
}

named! {
    /// How far an export is.
    ExportStatus { Asked = "asked", Ready = "ready", Failed = "failed" } "status" no_such_status
}

/// The last export that a person asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportView {
    pub status: ExportStatus,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub asked_at: Timestamp,
    /// Bytes of the ZIP, once it is there.
    pub bytes: u64,
    /// Until then it can be fetched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub expires_at: Option<Timestamp>,
}

/// Somebody from whom one turned away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwayView {
    pub person: CreatorRef,
    pub muted: bool,
    pub blocked: bool,
}

/// Everything that is one's own to look after, apart from [`Settings`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub sessions: Vec<SessionView>,
    pub away: Vec<AwayView>,
    pub export: Option<ExportView>,
    /// Of what they are told.
    pub switches: Vec<NotificationSwitch>,
    /// How they are reached.
    pub reach: Reach,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_absent_stays_and_system_takes_back() {
        let patch = SettingsPatch {
            theme: Some("dark".into()),
            may_write: Some("nobody".into()),
            ..SettingsPatch::default()
        };
        let dark = patch.applied(&Settings::default()).expect("settings");
        assert_eq!(
            (dark.theme, dark.may_write, dark.presence),
            (Some(Theme::Dark), MayWrite::Nobody, true)
        );
        let patch = SettingsPatch {
            theme: Some(SYSTEM.into()),
            ..SettingsPatch::default()
        };
        assert_eq!(patch.applied(&dark).map(|settings| settings.theme), Ok(None));
        let patch = SettingsPatch {
            sensitive: Some("sometimes".into()),
            ..SettingsPatch::default()
        };
        assert_eq!(
            patch.applied(&dark).map_err(|refusal| refusal.field),
            Err(Some("sensitive".into()))
        );
    }

    #[test]
    fn devices_are_named_as_people_call_them() {
        let chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36";
        assert_eq!(device(chrome), Some(("Chrome", Some("Linux"))));
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1";
        assert_eq!(device(safari), Some(("Safari", Some("iPhone"))));
        assert_eq!(device("my own program"), None);
    }
}
