//! Invitations: who came by one's link, and what their sales brought. Fans are counted and never named.

use crate::{Timestamp, creators::CreatorRef, money::Amount, paging::Page};
use serde::{Deserialize, Serialize};

crate::creators::named! {
    /// Why a referrer's part of a sale went to the platform.
    Forfeit {
        /* Their wallet holds too little to receive so small an amount. */ Unfunded = "unfunded",
        /* They have no account of the token that was paid. */ NoTokenAccount = "no_token_account",
        /* They bought it themself. */ Own = "own",
    } "forfeit" no_such_reason
}

/// What one's invitations came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReferralsView {
    /// The address to pass on.
    pub link: String,
    /// How many people came by it.
    pub invited: u64,
    /// What reached one, by the ledger, in each currency that came.
    pub received: Vec<Amount>,
    /// What of it the network has made final.
    pub booked: Vec<Amount>,
    /// What went to the platform instead, because one's wallet could not receive it.
    pub missed: Vec<Amount>,
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
    /// What reached one from their sales, in each currency that came.
    pub received: Vec<Amount>,
}
