//! Posts that are not published yet, as they are typed: nothing of them is checked before they are to be published, so that nothing
//! that somebody typed is ever refused to be kept.

use crate::{
    Code, Refusal, Timestamp,
    creators::{TierLevel, named},
    goods::{AuctionDraft, GoodsDraft},
    ids::{MediaId, PostId},
    media::OwnMedia,
    polls::PollDraft,
    posts::{AccessKind, PostDraft},
    text::Lang,
    typed::{currency, filled, units, whole, words},
};
use serde::{Deserialize, Serialize};

/// The most characters of all that is typed.
pub const LONGEST: usize = 200_000;
/// The most files of one draft: 20 pictures, and a film or a sound.
pub const MOST_FILES: usize = 21;

/// A file of a post, in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PostFile {
    pub id: MediaId,
    /// What somebody who does not see it is told.
    #[serde(default)]
    pub alt: String,
    /// Whether everybody sees it, though the post be locked.
    #[serde(default)]
    pub sample: bool,
}

/// The fields of a post as they are typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct DraftFields {
    pub title: String,
    pub body: String,
    pub teaser: String,
    pub category: String,
    /// Parted by spaces or commas.
    pub tags: String,
    pub access: String,
    pub tier: String,
    pub price: String,
    pub currency: String,
    /// Date and time in the zone, as `2026-12-24T18:00`: from then on it is free for everybody.
    pub opens_at: String,
    /// A name of the IANA database; UTC where there is none.
    pub zone: String,
    /// One a line.
    pub poll_options: String,
    pub poll_days: String,
    pub goods_price: String,
    pub goods_currency: String,
    pub goods_stock: String,
    pub goods_ships: bool,
    pub goods_handover: String,
    pub goods_step: String,
    pub goods_hours: String,
    /// In their order.
    pub media: Vec<PostFile>,
}

impl DraftFields {
    /// From the fields of a form. Files are `media` with their ids, in their order, and `alt.ID` and `sample.ID`; what is no field of a
    /// post is passed over.
    pub fn of_form<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut fields = Self::default();
        let mut about: Vec<(MediaId, &str, &str)> = Vec::new();
        for (name, value) in pairs {
            let text = || value.to_owned();
            match name {
                "title" => fields.title = text(),
                "body" => fields.body = text(),
                "teaser" => fields.teaser = text(),
                "category" => fields.category = text(),
                "tags" => fields.tags = text(),
                "access" => fields.access = text(),
                "tier" => fields.tier = text(),
                "price" => fields.price = text(),
                "currency" => fields.currency = text(),
                "opens_at" => fields.opens_at = text(),
                "zone" => fields.zone = text(),
                "poll_options" => fields.poll_options = text(),
                "poll_days" => fields.poll_days = text(),
                "goods_price" => fields.goods_price = text(),
                "goods_currency" => fields.goods_currency = text(),
                "goods_stock" => fields.goods_stock = text(),
                "goods_ships" => fields.goods_ships = true,
                "goods_handover" => fields.goods_handover = text(),
                "goods_step" => fields.goods_step = text(),
                "goods_hours" => fields.goods_hours = text(),
                "media" => {
                    if let Ok(id) = value.parse()
                        && fields.media.iter().all(|file| file.id != id)
                    {
                        fields.media.push(PostFile {
                            id,
                            alt: String::new(),
                            sample: false,
                        });
                    }
                }
                _ => {
                    if let Some((what, id)) = name.split_once('.')
                        && let Ok(id) = id.parse()
                    {
                        about.push((id, what, value));
                    }
                }
            }
        }
        for (id, what, value) in about {
            let Some(file) = fields.media.iter_mut().find(|file| file.id == id) else {
                continue;
            };
            match what {
                "alt" => file.alt = value.to_owned(),
                "sample" => file.sample = true,
                _ => {}
            }
        }
        fields
    }

    /// Characters of all that was typed.
    pub fn characters(&self) -> usize {
        let alts = self.media.iter().map(|file| &file.alt);
        let fields = [
            &self.title,
            &self.body,
            &self.teaser,
            &self.category,
            &self.tags,
            &self.access,
            &self.tier,
            &self.price,
            &self.currency,
            &self.opens_at,
            &self.zone,
            &self.poll_options,
            &self.poll_days,
            &self.goods_price,
            &self.goods_currency,
            &self.goods_stock,
            &self.goods_handover,
            &self.goods_step,
            &self.goods_hours,
        ];
        fields
            .into_iter()
            .chain(alts)
            .map(|text| text.chars().count())
            .sum()
    }

    /// Whether something is to be sold.
    pub fn sells(&self) -> bool {
        filled(&self.goods_price).is_some()
    }

    /// What is to be sold.
    ///
    /// # Errors
    /// `invalid` at the field.
    pub fn goods(&self) -> Result<GoodsDraft, Refusal> {
        let currency = currency(&self.goods_currency)?;
        let step = filled(&self.goods_step).map(|step| units("goods.auction.step", currency, &step));
        let hours: Option<u16> = whole("goods.auction.hours", &self.goods_hours)?;
        let auction = match (step.transpose()?, hours) {
            (None, None) => None,
            (Some(step), Some(hours)) => Some(AuctionDraft { step, hours }),
            (Some(_), None) => {
                return Err(Refusal::field("goods.auction.hours", Lang::auction_hours));
            }
            (None, Some(_)) => {
                return Err(Refusal::field("goods.auction.step", Lang::auction_step));
            }
        };
        Ok(GoodsDraft {
            price: units("goods.price", currency, &self.goods_price)?,
            currency: Some(currency),
            stock: whole("goods.stock", &self.goods_stock)?,
            ships: self.goods_ships,
            handover: filled(&self.goods_handover),
            auction,
        })
    }

    /// The post of these fields. `opens_at` is read by whoever knows time zones.
    ///
    /// # Errors
    /// `invalid` at the field that cannot be read; what was read is not checked yet.
    pub fn post(&self, opens_at: Option<Timestamp>) -> Result<PostDraft, Refusal> {
        let options: Vec<String> = self.poll_options.lines().filter_map(filled).collect();
        let poll = (!options.is_empty())
            .then(|| {
                let days = self.poll_days.trim().parse();
                let days = days.map_err(|_| Refusal::field("poll.days", Lang::poll_days))?;
                Ok::<_, Refusal>(PollDraft { options, days })
            })
            .transpose()?;
        let currency = currency(&self.currency)?;
        // A field that the chosen access has no use for is not shown, and what stands in it says nothing.
        let used = self.access.parse().map_or((true, true), AccessKind::wants);
        let price = filled(&self.price).filter(|_| used.1);
        Ok(PostDraft {
            title: self.title.clone(),
            body: self.body.clone(),
            access: self.access.clone(),
            teaser: filled(&self.teaser),
            category: filled(&self.category),
            tags: words(&self.tags),
            tier: filled(&self.tier).filter(|_| used.0),
            // Without a price the choice of a currency says nothing.
            currency: price.is_some().then_some(currency),
            price: price.map(|price| units("price", currency, &price)).transpose()?,
            opens_at,
            poll,
            goods: self.sells().then(|| self.goods()).transpose()?,
            media: self.media.clone(),
        })
    }
}

named! {
    /// As whom a draft is looked at: somebody who has nothing of the creator's, who follows them, or who has a tier.
    SeenAs { Stranger = "stranger", Follower = "follower", Basic = "basic", Premium = "premium", Vip = "vip" } "as"
    kinds_of_reader
}

impl SeenAs {
    pub fn tier(self) -> Option<TierLevel> {
        match self {
            Self::Stranger | Self::Follower => None,
            Self::Basic => Some(TierLevel::Basic),
            Self::Premium => Some(TierLevel::Premium),
            Self::Vip => Some(TierLevel::Vip),
        }
    }
}

/// A post that is not published yet, or changes to one that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftView {
    /// The post has it when it is published.
    pub id: PostId,
    /// Whether the post is published already, and this is to change it.
    pub published: bool,
    pub fields: DraftFields,
    /// Its files as far as they are there, in their order.
    pub files: Vec<OwnMedia>,
    /// Counts how often it was saved.
    pub version: u32,
    /// When it is published by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub publish_at: Option<Timestamp>,
    /// The same as it is typed in the zone of its fields.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_local: Option<String>,
    /// Why it was not, when its time came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Code>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub updated_at: Timestamp,
}

/// All that somebody writes, with the day that it is for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The one that they used last, by its name in the IANA database.
    pub zone: String,
    /// As `2026-12-24`.
    pub today: String,
    /// The last touched first; when they go out, as it is typed in this zone.
    pub drafts: Vec<DraftView>,
}

/// What is to be kept of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DraftSave {
    pub fields: DraftFields,
    /// The version that it was made of. Where another was saved since, nothing is; without it, always.
    #[serde(default)]
    pub version: Option<u32>,
}

/// When a draft is to be published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ScheduleDraft {
    /// Date and time in the zone, as `2026-12-24T18:00`.
    pub at: String,
    /// A name of the IANA database; that of the draft's fields where there is none.
    #[serde(default)]
    pub zone: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Units;

    const A: &str = "01900000-0000-7000-8000-000000000001";
    const B: &str = "01900000-0000-7000-8000-000000000002";

    fn pairs<'a>() -> Vec<(&'a str, &'a str)> {
        vec![
            ("title", "Tides"),
            ("access", "price"),
            ("price", "0,5"),
            ("tags", "sea, sky"),
            ("media", B),
            ("media", A),
            ("media", B),
            ("alt.01900000-0000-7000-8000-000000000001", "A wave"),
            ("sample.01900000-0000-7000-8000-000000000002", "on"),
            ("alt.01900000-0000-7000-8000-000000000003", "Nobody's"),
            ("act", "publish"),
        ]
    }

    #[test]
    fn a_form_is_read_in_its_order() {
        let fields = DraftFields::of_form(pairs());
        let files: Vec<(String, &str, bool)> = fields
            .media
            .iter()
            .map(|file| (file.id.to_string(), file.alt.as_str(), file.sample))
            .collect();
        assert_eq!(files, [(B.to_owned(), "", true), (A.to_owned(), "A wave", false)]);
        assert_eq!(fields.characters(), "Tidesprice0,5sea, skyA wave".len());
        let post = fields.post(None).expect("it can be read");
        assert_eq!(post.price, Some(Units(500_000_000)));
        assert_eq!(post.tags, ["sea", "sky"]);
        assert_eq!(post.media, fields.media);
    }

    #[test]
    fn a_field_that_is_not_shown_says_nothing() {
        let mut fields = DraftFields::of_form(pairs());
        fields.tier = "vip".to_owned();
        let post = fields.post(None).expect("it can be read");
        assert_eq!((post.tier, post.price.is_some()), (None, true));
        fields.access = "public".to_owned();
        let post = fields.post(None).expect("it can be read");
        assert_eq!((post.price, post.currency), (None, None));
        fields.access = "tier_or_price".to_owned();
        let post = fields.post(None).expect("it can be read");
        assert_eq!((post.tier.as_deref(), post.price.is_some()), (Some("vip"), true));
    }

    #[test]
    fn what_is_kept_is_what_was_typed() {
        let fields = DraftFields::of_form(pairs());
        let json = serde_json::to_string(&fields).expect("JSON");
        assert_eq!(
            serde_json::from_str::<DraftFields>(&json).expect("fields"),
            fields
        );
        assert_eq!(
            serde_json::from_str::<DraftFields>("{}").expect("fields"),
            DraftFields::default()
        );
    }
}
