//! What a person or program is told when something is refused: a stable code, a status and a sentence, as
//! `application/problem+json` (RFC 9457). It never carries an internal cause.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal $status:literal $sentence:literal),+ $(,)?) => {
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

            /// A sentence in English; the pages have their own in each language.
            pub fn sentence(self) -> &'static str {
                match self { $(Code::$name => $sentence,)+ }
            }
        }
    };
}

codes! {
    // What was sent.
    Invalid = "invalid" 422 "One of the values is not valid.",
    Malformed = "malformed" 400 "The request could not be read.",
    TooLarge = "too_large" 413 "The request is larger than allowed.",
    UnsupportedMediaType = "unsupported_media_type" 415 "This door takes JSON.",
    MethodNotAllowed = "method_not_allowed" 405 "This address does not take that method.",
    CrossSite = "cross_site" 403 "The request came from another site and was refused.",
    RateLimited = "rate_limited" 429 "Too many requests. Try again in a moment.",
    // Who asks.
    SignInRequired = "sign_in_required" 401 "Sign in first.",
    SessionEnded = "session_ended" 401 "This session has ended. Sign in again.",
    Forbidden = "forbidden" 403 "You may not do this.",
    NotFound = "not_found" 404 "There is nothing here.",
    // Signing in.
    ChallengeUnknown = "challenge_unknown" 401 "This request to sign has expired or was used already. Start again.",
    MessageMismatch = "message_mismatch" 401 "The signed message is not the one that was asked for.",
    SignatureInvalid = "signature_invalid" 401 "The signature does not match the message and the wallet.",
    // People.
    HandleTaken = "handle_taken" 409 "This handle is taken.",
    TooManyHandles = "too_many_handles" 409 "You have changed your handle several times this month. Try again later.",
    NotACreator = "not_a_creator" 403 "Become a creator first.",
    AlreadyACreator = "already_a_creator" 409 "You are a creator already.",
    PayoutSame = "payout_same" 409 "You are paid at this address already.",
    PayoutUnknown = "payout_unknown" 404 "No change of where you are paid is waiting.",
    // Posts and what people do with them.
    Locked = "locked" 403 "Open this post first.",
    OwnPage = "own_page" 409 "This is your own page.",
    TooManyPinned = "too_many_pinned" 409 "You have pinned three posts already. Unpin one of them first.",
    PollClosed = "poll_closed" 409 "This poll is over.",
    CollectionExists = "collection_exists" 409 "You have a collection of this name already.",
    TooManyCollections = "too_many_collections" 409 "You have a hundred collections already. Delete one of them first.",
    Blocked = "blocked" 403 "This person has blocked you.",
    BlockedByYou = "blocked_by_you" 409 "You have blocked this person. Unblock them first.",
    // Messages.
    MessagesClosed = "messages_closed" 403 "This person does not take messages from you.",
    TooManyBroadcasts = "too_many_broadcasts" 429 "You have written to many often enough today. Go on tomorrow.",
    TooManyConversations = "too_many_conversations" 429 "You have begun many conversations today. Go on tomorrow.",
    MessageFixed = "message_fixed" 409 "This message is too old to be changed.",
    // E-mail and push.
    MailOff = "mail_off" 409 "This site sends no e-mail.",
    MailLink = "mail_link" 410 "This link has expired, or another address was named since. Ask for a new one.",
    TooManyMails = "too_many_mails" 429 "Several letters were sent to confirm an address today. Go on tomorrow.",
    TooManyDevices = "too_many_devices" 409 "You are told on ten devices already. Switch it off on one of them first.",
    // The live connection.
    TicketUnknown = "ticket_unknown" 401 "This ticket has expired or was used already. Ask for another one.",
    TooManySockets = "too_many_sockets" 429 "There are many live connections from you already. Close one of them first.",
    TooManyTopics = "too_many_topics" 409 "One connection hears 64 topics at the most.",
    // Uploads.
    UploadEmpty = "upload_empty" 422 "This file is empty.",
    UploadTooLarge = "upload_too_large" 413 "This file is larger than may be uploaded.",
    UploadName = "upload_name" 422 "A file's name has no slashes and no control characters, and 255 characters at the most.",
    UploadOffset = "upload_offset" 409 "These bytes do not begin where the upload stands. Ask how far it is, and go on from there.",
    UploadBusy = "upload_busy" 423 "Bytes of this upload are coming in by another request. Try again in a moment.",
    UploadChecksum = "upload_checksum" 460 "The bytes that arrived are not those of the checksum. Send them again.",
    UploadStalled = "upload_stalled" 408 "No bytes came for too long. What had come is kept: go on from there.",
    UploadBroken = "upload_broken" 400 "The request ended before its bytes did. What had come is kept: go on from there.",
    UploadGone = "upload_gone" 410 "This upload was cancelled or has expired. Start again.",
    UploadElsewhere = "upload_elsewhere" 503 "This upload lies on another server of this site. Try again.",
    TusVersion = "tus_version" 412 "This door speaks version 1.0.0 of tus; say so in Tus-Resumable.",
    TooManyUploads = "too_many_uploads" 409 "You have many unfinished uploads. Finish or cancel one of them first.",
    UploadsToday = "uploads_today" 429 "You have uploaded as much as one may within a day. Try again later.",
    QuotaReached = "quota_reached" 413 "Your uploads take all the room that you have here. Delete something first.",
    StorageFull = "storage_full" 507 "There is no room for this file right now. Try again later.",
    MediaNotReady = "media_not_ready" 409 "A file of this post is still being worked on. Try again in a moment.",
    MediaPublished = "media_published" 409 "This is a part of a post already.",
    CaptionsUnread = "captions_unread" 422 "This is no file of captions. They are WebVTT or SubRip, as text in UTF-8.",
    CaptionsTimes = "captions_times" 422 "A time in these captions cannot be read, or one ends before it begins.",
    CaptionsEmpty = "captions_empty" 422 "There is not one caption in this file.",
    CaptionsLong = "captions_long" 422 "One of these captions is too long, or there are too many.",
    MomentMissing = "moment_missing" 409 "No picture can be taken out of this film. Send one of your own.",
    // Drafts.
    DraftChanged = "draft_changed" 409 "This draft was saved elsewhere in the meantime. Load it again before you go on; nothing was overwritten.",
    TooManyDrafts = "too_many_drafts" 409 "You have two hundred drafts already. Publish or delete one of them first.",
    // Orders.
    TierUnavailable = "tier_unavailable" 409 "The creator does not offer this tier.",
    Leaving = "leaving" 409 "This creator is leaving and sells nothing any more. Nothing was charged.",
    WrongCurrency = "wrong_currency" 409 "This is not sold in that currency. Nothing was charged.",
    CodeUnknown = "code_unknown" 409 "There is no such code here, or it is over. Nothing was charged.",
    CodeUsedUp = "code_used_up" 409 "This code was used as often as it can be. Nothing was charged.",
    CodeForTrial = "code_for_trial" 409 "This code takes nothing off: it gives free days of a tier. Use it on the creator's page. Nothing was charged.",
    TrialUsed = "trial_used" 409 "Free days are for new subscribers, and you have had a subscription here. Nothing was charged.",
    CodeTaken = "code_taken" 409 "You have a code of this name already.",
    OnSale = "on_sale" 409 "A sale of this runs or waits already. Stop it first.",
    TooManyWebhooks = "too_many_webhooks" 409 "You have five webhooks already. Delete one of them first.",
    RecipientUnknown = "recipient_unknown" 404 "Nobody here has this handle. Nothing was charged.",
    RecipientUnfit = "recipient_unfit" 409 "This cannot be given to this person. Nothing was charged.",
    SoldOut = "sold_out" 409 "All of it are sold, or reserved by others who pay right now. Nothing was charged.",
    NotYourTurn = "not_your_turn" 409 "This goes to whoever won the auction. Nothing was charged.",
    AuctionRunning = "auction_running" 409 "Somebody has bid for this, and relies on it.",
    AuctionOver = "auction_over" 409 "This auction is over.",
    AlreadyLeading = "already_leading" 409 "Your bid is the highest already.",
    BidTooLow = "bid_too_low" 409 "Somebody has bid more.",
    NotForSale = "not_for_sale" 409 "This post is not sold by itself.",
    AlreadyOwned = "already_owned" 409 "You have this already.",
    OwnItem = "own_item" 409 "This is your own; you have it already.",
    RecipientUnfunded = "recipient_unfunded" 409 "The creator's wallet cannot receive this amount yet. Nothing was charged.",
    FundsMissing = "funds_missing" 409 "Your wallet does not hold enough for this payment and its fee. Nothing was charged.",
    OrderExpired = "order_expired" 409 "This order has expired. Nothing was charged; start again.",
    CreditGone = "credit_gone" 409 "The unused time that this order counts on was used otherwise. Nothing was charged; start again.",
    OrderClosed = "order_closed" 409 "This order is settled already.",
    AttemptPending = "attempt_pending" 409 "An earlier payment for this order may still arrive. Wait a moment before paying again.",
    TransactionMismatch = "transaction_mismatch" 409 "This transaction does not belong to the order.",
    PaymentRefused = "payment_refused" 409 "The network refused the transaction. Nothing was charged.",
    SignatureUsed = "signature_used" 409 "This transaction already paid for something else.",
    // Cases.
    CaseClosed = "case_closed" 409 "This case is settled already.",
    CaseNotFinal = "case_not_final" 409 "The network has not made this payment final yet. Wait half a minute and try again; nothing was sent.",
    CaseUnclear = "case_unclear" 409 "The network does not tell whose money of this order this is. Settle it with the buyer; nothing was sent.",
    RefundPending = "refund_pending" 409 "A transaction that sends this back may still arrive. Wait a moment before you try again.",
    TooManyOrders = "too_many_orders" 409 "You have many unpaid orders. Pay one of them, or wait until they expire.",
    IdempotencyMismatch = "idempotency_mismatch" 409 "This Idempotency-Key was used for something else.",
    NetworkUnavailable = "network_unavailable" 503 "The Solana network cannot be reached right now. Nothing was charged; try again.",
    RateUnavailable = "rate_unavailable" 503 "Paying in SOL waits for a price of SOL in dollars that can be relied on; there is none right now. Nothing was charged: pay in USDC, or try again soon.",
    // Ourselves.
    Unavailable = "unavailable" 503 "The service is not ready. Try again in a moment.",
    Internal = "internal" 500 "Something went wrong on our side. It was logged.",
}

/// A reason to refuse, as the law states it: code, the field it is about, and a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {detail}", code.as_str())]
pub struct Refusal {
    pub code: Code,
    /// The input's name in dotted form, such as `item.days`.
    pub field: Option<Cow<'static, str>>,
    pub detail: Cow<'static, str>,
}

impl Refusal {
    /// One of the values of the input is not valid.
    pub fn field(field: impl Into<Cow<'static, str>>, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code: Code::Invalid,
            field: Some(field.into()),
            detail: detail.into(),
        }
    }

    /// The same refusal, about this field.
    pub fn at(mut self, field: impl Into<Cow<'static, str>>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same refusal in other words.
    pub fn saying(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.detail = detail.into();
        self
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self {
            code,
            field: None,
            detail: code.sentence().into(),
        }
    }
}

/// The body of every error answer: RFC 9457 with our members `code`, `field` and `request_id`.
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
    pub fn new(refusal: Refusal, request_id: Option<String>) -> Self {
        Self {
            r#type: "about:blank".into(),
            title: refusal.code.sentence().into(),
            status: refusal.code.status(),
            code: refusal.code,
            detail: refusal.detail,
            field: refusal.field,
            request_id,
        }
    }
}
