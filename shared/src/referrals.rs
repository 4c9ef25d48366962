//! Invitations: who came by one's link, and what their sales brought. Fans are counted and never named.

use crate::{Timestamp, creators::CreatorRef, money::Lamports, paging::Page};
use serde::{Deserialize, Serialize};

crate::creators::named! {
    /// Why a referrer's part of a sale went to the platform.
    Forfeit {
        /* Their wallet holds too little to receive so small an amount. */ Unfunded = "unfunded",
        /* They bought it themself. */ Own = "own",
    } "forfeit" "There is no such reason."
}

/// What one's invitations came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferralsView {
    /// The address to pass on.
    pub link: String,
    /// How many people came by it.
    pub invited: u64,
    /// What reached one, in lamports, by the ledger.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub received: Lamports,
    /// What of it the network has made final, in lamports.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub booked: Lamports,
    /// What went to the platform instead, in lamports, because one's wallet could not receive it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub missed: Lamports,
    /// Those who became creators, the last first.
    pub creators: Page<ReferredView>,
}

/// A creator who came by one's link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferredView {
    pub creator: CreatorRef,
    /// When they became a creator.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub since: Timestamp,
    /// What reached one from their sales, in lamports.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub received: Lamports,
}
