//! What stands in the composer, worked out from a draft and from what was refused. Plain values; no markup.

use crate::{errors::field_fault, posts::goods_model::TypedGoods};
use shared::{
    Code, Problem,
    creators::{Category, TierLevel},
    drafts::{DraftFields, DraftView, SeenAs},
    ids::{MediaId, PostId},
    media::{MediaState, OwnMedia},
    posts::AccessKind,
    text::Lang,
};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Something that is not kept yet.
    New,
    Draft(PostId),
    /// Changes to a published post.
    Post(PostId),
}

impl Place {
    pub fn id(self) -> Option<PostId> {
        match self {
            Self::New => None,
            Self::Draft(id) | Self::Post(id) => Some(id),
        }
    }

    /// Where it is written, and where its form goes.
    pub fn path(self) -> String {
        match self {
            Self::New => "/create".to_owned(),
            Self::Draft(id) => format!("/create/{id}"),
            Self::Post(id) => format!("/post/{id}/edit"),
        }
    }

    /// Where its form goes with files.
    pub fn files_path(self) -> String {
        match self.id() {
            None => "/create/files".to_owned(),
            Some(id) => format!("/create/{id}/files"),
        }
    }
}

/// What was typed and refused; the page shows it again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unpublished {
    pub problem: Option<Problem>,
    pub typed: DraftFields,
    /// When it was to go out.
    pub at: String,
    /// Of the typed fields, as far as they are there.
    pub files: Vec<OwnMedia>,
    /// Files that were not taken, with their names.
    pub unsent: Vec<(String, Problem)>,
}

impl Unpublished {
    /// The words for a field, if it is the one at fault.
    pub fn fault(&self, lang: Lang, field: &str) -> Option<String> {
        let problem = self.problem.as_ref()?;
        if problem.code == Code::MediaNotReady {
            return field.is_empty().then(|| lang.compose_wait().to_owned());
        }
        field_fault(problem, field)
    }

    /// Whether another window saved meanwhile.
    pub fn conflicts(&self) -> bool {
        self.problem
            .as_ref()
            .is_some_and(|problem| problem.code == Code::DraftChanged)
    }
}

/// A file in its place, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub id: MediaId,
    /// For people.
    pub name: String,
    pub alt: String,
    pub sample: bool,
    /// None where it is not there any more.
    pub own: Option<OwnMedia>,
}

impl Shown {
    /// Whether it can be turned and cut still.
    pub fn can_be_edited(&self, place: Place) -> bool {
        let Some(own) = &self.own else { return false };
        let picture = match &own.state {
            MediaState::Ready { media } => media.kind == shared::media::MediaKind::Image,
            _ => false,
        };
        // Of a published post's files some may be new; the law knows which.
        picture && own.original.is_some() && !matches!(place, Place::Post(_) if own.keep_original)
    }
}

/// Everything that stands in the composer.
#[derive(Clone, Debug, PartialEq)]
pub struct Composing {
    pub place: Place,
    pub fields: DraftFields,
    pub files: Vec<Shown>,
    /// Of the draft; 0 where there is none.
    pub version: u32,
    /// When it goes out by itself, as it was typed.
    pub goes_out: Option<String>,
    /// What stands in the field for that.
    pub at: String,
    /// Why it did not go out when its time came.
    pub missed: Option<Code>,
    pub unpublished: Option<Unpublished>,
}

impl Composing {
    /// Of a draft, or of none, and of what was refused.
    pub fn of(
        lang: Lang,
        category: Category,
        draft: Option<DraftView>,
        unpublished: Option<Unpublished>,
    ) -> Self {
        let place = match &draft {
            None => Place::New,
            Some(draft) if draft.published => Place::Post(draft.id),
            Some(draft) => Place::Draft(draft.id),
        };
        let (version, goes_out, missed) = draft.as_ref().map_or((0, None, None), |draft| {
            (draft.version, draft.publish_local.clone(), draft.fault)
        });
        let (mut fields, own) = match (&unpublished, draft) {
            (Some(typed), _) => (typed.typed.clone(), typed.files.clone()),
            (None, Some(draft)) => (draft.fields, draft.files),
            (None, None) => (DraftFields::default(), Vec::new()),
        };
        if place == Place::New || fields.access.is_empty() {
            let unless = |field: &mut String, value: &str| {
                if field.is_empty() {
                    value.clone_into(field);
                }
            };
            unless(&mut fields.category, category.as_str());
            unless(&mut fields.access, AccessKind::Public.as_str());
            unless(&mut fields.poll_days, "7");
        }
        let at = unpublished
            .as_ref()
            .map(|unpublished| unpublished.at.clone())
            .filter(|at| !at.is_empty())
            .or_else(|| goes_out.clone())
            .unwrap_or_default();
        Self {
            place,
            files: shown(lang, &fields, own),
            fields,
            version,
            goes_out,
            at,
            missed,
            unpublished,
        }
    }

    pub fn fault(&self, lang: Lang, field: &str) -> Option<String> {
        self.unpublished.as_ref()?.fault(lang, field)
    }

    /// What is to be sold, as the fields of that have it.
    pub fn goods(&self) -> TypedGoods {
        let fields = self.fields.clone();
        let typed = TypedGoods {
            price: fields.goods_price,
            currency: fields.goods_currency,
            stock: fields.goods_stock,
            ships: fields.goods_ships,
            handover: fields.goods_handover,
            step: fields.goods_step,
            hours: fields.goods_hours,
        };
        match typed.currency.is_empty() {
            true => TypedGoods {
                currency: TypedGoods::empty().currency,
                ..typed
            },
            false => typed,
        }
    }
}

fn shown(lang: Lang, fields: &DraftFields, own: Vec<OwnMedia>) -> Vec<Shown> {
    let known = |id: MediaId| own.iter().find(|own| own.id == id).cloned();
    fields
        .media
        .iter()
        .enumerate()
        .map(|(index, file)| {
            let own = known(file.id);
            let name = own.as_ref().and_then(|own| own.name.clone());
            Shown {
                id: file.id,
                name: name.unwrap_or_else(|| lang.compose_file_of(&(index + 1).to_string())),
                alt: file.alt.clone(),
                sample: file.sample,
                own,
            }
        })
        .collect()
}

/// As whom a draft is looked at.
pub fn seen_words(lang: Lang, seen: SeenAs) -> &'static str {
    match seen {
        SeenAs::Stranger => lang.seen_stranger(),
        SeenAs::Follower => lang.seen_follower(),
        SeenAs::Basic => lang.tier(TierLevel::Basic),
        SeenAs::Premium => lang.tier(TierLevel::Premium),
        SeenAs::Vip => lang.tier(TierLevel::Vip),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{Refusal, drafts::PostFile};

    fn unpublished(refusal: Refusal) -> Unpublished {
        Unpublished {
            problem: Some(Problem::new(refusal, Lang::En, None)),
            typed: DraftFields {
                title: "Kept".to_owned(),
                ..DraftFields::default()
            },
            at: "2026-12-24T18:00".to_owned(),
            ..Unpublished::default()
        }
    }

    #[test]
    fn a_new_post_begins_with_what_is_usual() {
        let new = Composing::of(Lang::En, Category::Music, None, None);
        assert_eq!(
            (new.fields.category.as_str(), new.fields.access.as_str()),
            ("music", "public")
        );
        assert_eq!((new.place.path().as_str(), new.version), ("/create", 0));
    }

    #[test]
    fn what_was_refused_stands_at_its_field_with_all_that_was_typed() {
        let refused = unpublished(Refusal::field("at", Lang::goes_out_passed));
        let shown = Composing::of(Lang::En, Category::Art, None, Some(refused));
        assert_eq!(
            (shown.fields.title.as_str(), shown.at.as_str()),
            ("Kept", "2026-12-24T18:00")
        );
        assert_eq!(
            shown.fault(Lang::En, "at").as_deref(),
            Some(Lang::En.goes_out_passed())
        );
        assert_eq!(shown.fault(Lang::En, "title"), None);
        let waits = unpublished(Code::MediaNotReady.into());
        assert_eq!(
            waits.fault(Lang::En, "").as_deref(),
            Some(Lang::En.compose_wait())
        );
        assert!(unpublished(Code::DraftChanged.into()).conflicts());
    }

    #[test]
    fn a_file_that_is_gone_keeps_its_place() {
        let id: MediaId = "01900000-0000-7000-8000-000000000001".parse().expect("an id");
        let fields = DraftFields {
            media: vec![PostFile {
                id,
                alt: "A wave".to_owned(),
                sample: true,
            }],
            ..DraftFields::default()
        };
        let shown = shown(Lang::En, &fields, Vec::new());
        assert_eq!(shown.len(), 1);
        let first = shown.first().expect("one");
        assert_eq!(
            (first.name.as_str(), first.sample, &first.own),
            ("file 1", true, &None)
        );
        assert!(!first.can_be_edited(Place::New));
    }
}
