//! What a person or program is told when something is refused: a stable code, a status and a sentence in every language, as
//! `application/problem+json` (RFC 9457). It never carries an internal cause.

use crate::text::{Lang, Words};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, fmt};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal $status:literal),+ $(,)?) => {
        /// A stable name for a reason; programs may rely on it, pages translate it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Code {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
        }

        impl Code {
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The code as it stands in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)+ }
            }

            /// The HTTP status it is answered with.
            pub fn status(self) -> u16 {
                match self { $(Code::$name => $status,)+ }
            }
        }
    };
}

codes! {
    // What was sent.
    Invalid = "invalid" 422,
    Malformed = "malformed" 400,
    TooLarge = "too_large" 413,
    UnsupportedMediaType = "unsupported_media_type" 415,
    MethodNotAllowed = "method_not_allowed" 405,
    CrossSite = "cross_site" 403,
    RateLimited = "rate_limited" 429,
    // Who asks.
    SignInRequired = "sign_in_required" 401,
    SessionEnded = "session_ended" 401,
    Forbidden = "forbidden" 403,
    NotFound = "not_found" 404,
    // Signing in.
    ChallengeUnknown = "challenge_unknown" 401,
    MessageMismatch = "message_mismatch" 401,
    SignatureInvalid = "signature_invalid" 401,
    // People.
    HandleTaken = "handle_taken" 409,
    TooManyHandles = "too_many_handles" 409,
    NotACreator = "not_a_creator" 403,
    AlreadyACreator = "already_a_creator" 409,
    PayoutSame = "payout_same" 409,
    PayoutUnknown = "payout_unknown" 404,
    // Posts and what people do with them.
    Locked = "locked" 403,
    OwnPage = "own_page" 409,
    TooManyPinned = "too_many_pinned" 409,
    PollClosed = "poll_closed" 409,
    CollectionExists = "collection_exists" 409,
    TooManyCollections = "too_many_collections" 409,
    Blocked = "blocked" 403,
    BlockedByYou = "blocked_by_you" 409,
    // Messages.
    MessagesClosed = "messages_closed" 403,
    TooManyBroadcasts = "too_many_broadcasts" 429,
    TooManyConversations = "too_many_conversations" 429,
    MessageFixed = "message_fixed" 409,
    // E-mail and push.
    MailOff = "mail_off" 409,
    MailLink = "mail_link" 410,
    TooManyMails = "too_many_mails" 429,
    TooManyDevices = "too_many_devices" 409,
    // The live connection.
    TicketUnknown = "ticket_unknown" 401,
    TooManySockets = "too_many_sockets" 429,
    TooManyTopics = "too_many_topics" 409,
    // Uploads.
    UploadEmpty = "upload_empty" 422,
    UploadTooLarge = "upload_too_large" 413,
    UploadName = "upload_name" 422,
    UploadOffset = "upload_offset" 409,
    UploadBusy = "upload_busy" 423,
    UploadChecksum = "upload_checksum" 460,
    UploadStalled = "upload_stalled" 408,
    UploadBroken = "upload_broken" 400,
    UploadGone = "upload_gone" 410,
    UploadElsewhere = "upload_elsewhere" 503,
    TusVersion = "tus_version" 412,
    TooManyUploads = "too_many_uploads" 409,
    UploadsToday = "uploads_today" 429,
    QuotaReached = "quota_reached" 413,
    StorageFull = "storage_full" 507,
    MediaNotReady = "media_not_ready" 409,
    MediaPublished = "media_published" 409,
    CaptionsUnread = "captions_unread" 422,
    CaptionsTimes = "captions_times" 422,
    CaptionsEmpty = "captions_empty" 422,
    CaptionsLong = "captions_long" 422,
    MomentMissing = "moment_missing" 409,
    // Drafts.
    DraftChanged = "draft_changed" 409,
    TooManyDrafts = "too_many_drafts" 409,
    // Orders.
    TierUnavailable = "tier_unavailable" 409,
    Leaving = "leaving" 409,
    WrongCurrency = "wrong_currency" 409,
    CodeUnknown = "code_unknown" 409,
    CodeUsedUp = "code_used_up" 409,
    CodeForTrial = "code_for_trial" 409,
    TrialUsed = "trial_used" 409,
    CodeTaken = "code_taken" 409,
    OnSale = "on_sale" 409,
    TooManyWebhooks = "too_many_webhooks" 409,
    RecipientUnknown = "recipient_unknown" 404,
    RecipientUnfit = "recipient_unfit" 409,
    SoldOut = "sold_out" 409,
    NotYourTurn = "not_your_turn" 409,
    AuctionRunning = "auction_running" 409,
    AuctionOver = "auction_over" 409,
    AlreadyLeading = "already_leading" 409,
    BidTooLow = "bid_too_low" 409,
    NotForSale = "not_for_sale" 409,
    AlreadyOwned = "already_owned" 409,
    OwnItem = "own_item" 409,
    RecipientUnfunded = "recipient_unfunded" 409,
    FundsMissing = "funds_missing" 409,
    OrderExpired = "order_expired" 409,
    CreditGone = "credit_gone" 409,
    OrderClosed = "order_closed" 409,
    AttemptPending = "attempt_pending" 409,
    TransactionMismatch = "transaction_mismatch" 409,
    PaymentRefused = "payment_refused" 409,
    SignatureUsed = "signature_used" 409,
    // Cases.
    CaseClosed = "case_closed" 409,
    CaseNotFinal = "case_not_final" 409,
    CaseUnclear = "case_unclear" 409,
    RefundPending = "refund_pending" 409,
    TooManyOrders = "too_many_orders" 409,
    IdempotencyMismatch = "idempotency_mismatch" 409,
    NetworkUnavailable = "network_unavailable" 503,
    RateUnavailable = "rate_unavailable" 503,
    // Ourselves.
    Unavailable = "unavailable" 503,
    Internal = "internal" 500,
}

/// A reason to refuse, as the law states it: code, the field it is about, and a sentence in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: Code,
    /// The input's name in dotted form, such as `item.days`.
    pub field: Option<Cow<'static, str>>,
    /// What it says where that is more than its code says. So a browser that makes one loads no sentences of codes.
    pub detail: Option<Words>,
}

impl std::error::Error for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.said(Lang::En))
    }
}

impl Refusal {
    /// One of the values of the input is not valid; `say` is a sentence of the catalogue.
    pub fn field<W: Into<Cow<'static, str>>>(
        field: impl Into<Cow<'static, str>>,
        say: impl Fn(Lang) -> W,
    ) -> Self {
        Self {
            code: Code::Invalid,
            field: Some(field.into()),
            detail: Some(Words::of(say)),
        }
    }

    /// The sentence for a reader of this language.
    pub fn said(&self, lang: Lang) -> Cow<'static, str> {
        match &self.detail {
            Some(words) => words.clone().in_lang(lang),
            None => lang.refusal(self.code).into(),
        }
    }

    /// For an error of serde, which holds one text: its words in all languages, out of which [`Words::apart`] finds them again.
    pub fn together(&self) -> String {
        match &self.detail {
            Some(words) => words.together(),
            None => self.code.as_str().to_owned(),
        }
    }

    /// The same refusal, about this field.
    pub fn at(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same refusal in other words.
    pub fn saying<W: Into<Cow<'static, str>>>(mut self, say: impl Fn(Lang) -> W) -> Self {
        self.detail = Some(Words::of(say));
        self
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self {
            code,
            field: None,
            detail: None,
        }
    }
}

/// The body of every error answer: RFC 9457 with our members `code`, `field` and `request_id`. Title and detail are in the language of
/// whoever asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Always `about:blank`: the code says what it is.
    pub r#type: Cow<'static, str>,
    pub title: Cow<'static, str>,
    pub status: u16,
    pub code: Code,
    pub detail: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Cow<'static, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Problem {
    pub fn new(refusal: Refusal, lang: Lang, request_id: Option<String>) -> Self {
        Self {
            r#type: "about:blank".into(),
            title: lang.refusal(refusal.code).into(),
            status: refusal.code.status(),
            code: refusal.code,
            detail: refusal.said(lang),
            field: refusal.field,
            request_id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_said_in_each_language() {
        for code in Code::ALL {
            let refusal = Refusal::from(*code);
            let [en, ru] = [Lang::En, Lang::Ru].map(|lang| refusal.said(lang));
            assert!(!en.is_empty() && en.is_ascii(), "{code:?}: {en}");
            assert!(ru.chars().any(|c| matches!(c, 'а'..='я')), "{code:?}: {ru}");
        }
    }

    #[test]
    fn a_problem_is_in_the_language_that_was_asked_for() {
        let refusal = Refusal::field("tags", |lang| lang.tags_most(5));
        let told = |lang| Problem::new(refusal.clone(), lang, None);
        assert_eq!(told(Lang::En).detail, "A post has 5 tags at the most.");
        assert_eq!(told(Lang::Ru).detail, "У поста не больше 5 тегов.");
        assert_eq!(told(Lang::Ru).title, Lang::Ru.refusal(Code::Invalid));
        assert_eq!(refusal.to_string(), "invalid: A post has 5 tags at the most.");
    }
}
