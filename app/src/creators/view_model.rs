//! What the pages say about creators and tiers, worked out from their views: who may buy what, addresses of
//! the directory. Plain values; no markup.

use crate::{
    errors::field_fault,
    kit::{Chip, url::with_query},
};
use shared::{
    Problem, Timestamp,
    creators::{Category, CreatorQuery, CreatorSort, CreatorView, RunningSubscription, TierLevel, TierView},
    identity::Me,
    money::Currency,
    posts::PostKind,
    pricing::{PERIODS, PRICED_DAYS},
    text::Lang,
};

/// How a tier stands to the one who looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is their own.
    Mine,
    /// The subscription that runs now; buying adds to its end.
    Current(Timestamp),
    /// It ended at the first moment and is open still until the second; buying goes on from its end.
    Grace(Timestamp, Timestamp),
    /// A higher one runs and opens this as well.
    Included,
    /// It can be bought.
    Open,
}

/// How this tier stands to the viewer of this page.
pub fn standing(mine: bool, running: Option<RunningSubscription>, tier: &TierView) -> Standing {
    match running {
        _ if mine => Standing::Mine,
        Some(running) if running.tier == tier.level => match running.open_until {
            Some(until) => Standing::Grace(running.valid_until, until),
            None => Standing::Current(running.valid_until),
        },
        // What has ended includes nothing for long.
        Some(running) if running.tier > tier.level && running.open_until.is_some() => Standing::Open,
        Some(running) if running.tier > tier.level => Standing::Included,
        _ => Standing::Open,
    }
}

/// Whether the page should keep "subscribe" in reach: there is something to buy and nothing runs.
pub fn invites(creator: &CreatorView) -> bool {
    !creator.mine && creator.card.subscription.is_none() && creator.tiers.iter().any(|tier| tier.active)
}

/// The days that a page's address asks for; an unknown number is the shortest period.
pub fn days(asked: Option<&str>) -> u32 {
    let known = |days: &u32| PERIODS.contains(days);
    asked
        .and_then(|days| days.parse().ok())
        .filter(known)
        .unwrap_or(PRICED_DAYS)
}

/// The periods to choose from, each with what is taken off for it and the address that shows its prices.
pub fn periods(lang: Lang, creator: &CreatorView, chosen: u32, at: impl Fn(u32) -> String) -> Vec<Chip> {
    let offered = creator.tiers.iter().flat_map(|tier| &tier.periods);
    PERIODS
        .into_iter()
        .filter_map(|days| {
            let discount = offered.clone().find(|offer| offer.days == days)?.discount;
            let mut name = lang.days(u64::from(days));
            if discount > 0 {
                name = format!("{name} {}", lang.less_percent(&discount.to_string()));
            }
            Some(Chip {
                name,
                href: at(days),
                current: days == chosen,
            })
        })
        .collect()
}

/// One of a creator's first steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Face,
    Words,
    Tiers,
    Payout,
    FirstPost,
}

/// The first steps of a creator who looks at their own page, and which of them are done.
pub fn steps(me: &Me, creator: &CreatorView) -> [(Step, bool); 5] {
    [
        (Step::Payout, me.creator.is_some()),
        (Step::Tiers, creator.tiers.iter().any(|tier| tier.active)),
        (Step::Face, me.avatar.is_some()),
        (Step::Words, !me.bio.trim().is_empty()),
        (Step::FirstPost, creator.card.counts.posts > 0),
    ]
}

/// What stands in the fields of becoming a creator, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Begun {
    pub category: String,
    pub bio: String,
    /// Of each level from Basic to VIP: whether it is on offer, and its price.
    pub tiers: [(bool, String); 3],
    pub currency: String,
    pub payout_address: String,
}

impl Begun {
    /// With the defaults.
    pub fn of(me: &Me) -> Self {
        let tier = |level: TierLevel| {
            (
                true,
                Currency::Sol.of(level.default_price(Currency::Sol)).wholes(),
            )
        };
        Self {
            category: Category::Art.as_str().to_owned(),
            bio: me.bio.clone(),
            tiers: [
                tier(TierLevel::Basic),
                tier(TierLevel::Premium),
                tier(TierLevel::Vip),
            ],
            currency: Currency::Sol.code().to_owned(),
            payout_address: me.address.to_string(),
        }
    }
}

/// What was asked for and refused; the page shows it again.
#[derive(Clone, Debug, PartialEq)]
pub struct Unbegun {
    pub problem: Problem,
    pub typed: Begun,
}

impl Unbegun {
    /// The words for a field, if it is the one at fault.
    pub fn fault(&self, field: &str) -> Option<String> {
        field_fault(&self.problem, field)
    }
}

/// What the directory's address asks for, read leniently: an unknown category or order is the default one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub category: Option<Category>,
    pub q: String,
    pub sort: Option<CreatorSort>,
    pub cursor: Option<String>,
}

impl Asked {
    pub fn from(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            category: get("category").and_then(|name| name.parse().ok()),
            q: get("q")
                .map(|q| q.trim().chars().take(100).collect())
                .unwrap_or_default(),
            sort: get("sort").and_then(|name| name.parse().ok()),
            cursor: get("cursor"),
        }
    }

    pub fn sort(&self) -> CreatorSort {
        self.sort.unwrap_or(CreatorSort::Popular)
    }

    pub fn query(&self) -> CreatorQuery {
        CreatorQuery {
            category: self.category.map(|category| category.as_str().to_owned()),
            q: Some(self.q.clone()).filter(|q| !q.is_empty()),
            sort: self.sort.map(|sort| sort.as_str().to_owned()),
            limit: Some(24),
            cursor: self.cursor.clone(),
        }
    }

    /// The address of the same list with these changed; a change goes back to its beginning.
    pub fn href(
        &self,
        category: Option<Category>,
        sort: Option<CreatorSort>,
        cursor: Option<&str>,
    ) -> String {
        with_query(
            "/creators",
            &[
                ("category", category.map(Category::as_str)),
                ("q", Some(&self.q)),
                ("sort", sort.map(CreatorSort::as_str)),
                ("cursor", cursor),
            ],
        )
    }
}

/// A part of a creator's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Posts,
    Media,
    Shop,
    About,
}

impl Part {
    /// As it stands in addresses; the first has none.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Posts => None,
            Self::Media => Some("media"),
            Self::Shop => Some("shop"),
            Self::About => Some("about"),
        }
    }

    pub fn of(name: Option<&str>) -> Self {
        match name {
            Some("media") => Self::Media,
            Some("shop") => Self::Shop,
            Some("about") => Self::About,
            _ => Self::Posts,
        }
    }

    /// What the part of pictures, films and sounds is narrowed to.
    pub fn kind(self, name: Option<&str>) -> Option<PostKind> {
        let kind = name.and_then(|name| name.parse().ok());
        kind.filter(|kind| self == Self::Media && *kind != PostKind::Text)
    }
}

/// The ways to narrow what somebody shows, as links.
pub fn kinds(lang: Lang, page: &str, chosen: Option<PostKind>) -> Vec<Chip> {
    let kinds = [
        (None, lang.media_all()),
        (Some(PostKind::Image), lang.made_of_image()),
        (Some(PostKind::Video), lang.made_of_video()),
        (Some(PostKind::Audio), lang.made_of_audio()),
    ];
    kinds
        .into_iter()
        .map(|(kind, name)| {
            let query = [("tab", Part::Media.name()), ("kind", kind.map(PostKind::as_str))];
            Chip {
                name: name.to_owned(),
                href: format!("{}#work", with_query(page, &query)),
                current: kind == chosen,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_narrowed_by_links() {
        assert_eq!(Part::Media.kind(Some("video")), Some(PostKind::Video));
        for (part, name) in [
            (Part::Media, "text"),
            (Part::Media, "films"),
            (Part::Posts, "video"),
        ] {
            assert_eq!(part.kind(Some(name)), None, "{name}");
        }
        let chips = kinds(Lang::En, "/anna", Some(PostKind::Audio));
        let shown: Vec<_> = chips
            .iter()
            .map(|chip| (chip.href.as_str(), chip.current))
            .collect();
        assert_eq!(
            shown,
            [
                ("/anna?tab=media#work", false),
                ("/anna?tab=media&kind=image#work", false),
                ("/anna?tab=media&kind=video#work", false),
                ("/anna?tab=media&kind=audio#work", true),
            ]
        );
    }
    use shared::{creators::TierLevel, money::Units, pricing::PeriodDiscounts};

    fn tier(level: TierLevel) -> TierView {
        TierView {
            level,
            name: String::new(),
            description: String::new(),
            benefits: vec![],
            price: Units(1),
            active: true,
            sale: None,
            periods: PeriodDiscounts::default().offers(Units(1)),
        }
    }

    #[test]
    fn a_running_tier_includes_the_lower_ones() {
        let valid_until = Timestamp(5);
        let running = Some(RunningSubscription {
            tier: TierLevel::Premium,
            valid_until,
            open_until: None,
        });
        let of = |level| standing(false, running, &tier(level));
        assert_eq!(of(TierLevel::Basic), Standing::Included);
        assert_eq!(of(TierLevel::Premium), Standing::Current(valid_until));
        assert_eq!(of(TierLevel::Vip), Standing::Open);
        assert_eq!(standing(true, None, &tier(TierLevel::Vip)), Standing::Mine);
    }

    #[test]
    fn addresses_keep_what_was_asked_and_forget_nonsense() {
        let asked = Asked::from(|name| match name {
            "category" => Some("art".into()),
            "sort" => Some("sideways".into()),
            "q" => Some("  a&b ".into()),
            _ => None,
        });
        assert_eq!(asked.sort(), CreatorSort::Popular);
        assert_eq!(
            asked.href(asked.category, Some(CreatorSort::Name), None),
            "/creators?category=art&q=a%26b&sort=name"
        );
        assert_eq!(asked.query().sort, None);
    }
}
