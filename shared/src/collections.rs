//! Collections: names under which somebody keeps posts for later. Nobody else learns of them.

use crate::{Refusal, Timestamp, identity::plain_text, ids::CollectionId};
use serde::{Deserialize, Serialize};

/// Collections of one person.
pub const MOST_COLLECTIONS: u64 = 100;
/// Characters of a name.
pub const NAME: (usize, usize) = (1, 40);

/// A collection with how many posts are in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CollectionView {
    pub id: CollectionId,
    pub name: String,
    pub posts: u64,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
}

/// A new collection, or a new name for one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CollectionDraft {
    /// 1 to 40 characters.
    pub name: String,
}

impl CollectionDraft {
    /// The checked name.
    pub fn parse(&self) -> Result<String, Refusal> {
        plain_text("name", &self.name, NAME, false)
    }
}
