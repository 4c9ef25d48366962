//! The payment as plain data: what happened so far, what a person sees of it and may do next. It knows no
//! browser and no wallet, and never offers to pay again while an earlier payment may still arrive unseen.

use super::names::explorer_of;
use crate::ports::{Fault, How, WalletError, WalletInfo};
use serde::{Deserialize, Serialize};
use shared::{
    Code,
    fiat::Worth,
    money::{Amount, Currency, Lamports, Units},
    payments::{ItemKind, LegView, OrderItem, OrderRequest, OrderStatus, Reduction},
    solana::Address,
    text::Lang,
};

/// What is wanted and what it is paid in, as the JSON that the door of orders takes. An island hands it on as it came: its type
/// need not be known in the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish(pub String);

impl Wish {
    /// The same, paid in this currency. The text is our own, and no name in it has a quotation mark.
    pub fn paid_in(&self, currency: Currency) -> Self {
        let member = |currency: Currency| format!("\"currency\":\"{}\"", currency.code());
        let mut wish = self.0.clone();
        for one in Currency::ALL {
            wish = wish.replace(&member(one), &member(currency));
        }
        Self(wish)
    }
}

impl From<OrderRequest> for Wish {
    fn from(request: OrderRequest) -> Self {
        Self(serde_json::to_string(&request).unwrap_or_default())
    }
}

/// What a payment needs to know of an order; the door tells more (`shared::payments::OrderView`), and every
/// kilobyte that reads it would be loaded with every page.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Order {
    pub id: String,
    pub status: OrderStatus,
    pub item: Item,
    pub currency: Currency,
    pub amount: Units,
    /// What opening accounts for recipients takes besides.
    #[serde(default)]
    pub account_rent: Lamports,
    /// What was taken off before.
    #[serde(default)]
    pub reductions: Vec<Reduction>,
    pub legs: Vec<LegView>,
    /// The wallet that must sign.
    pub payer: Address,
    pub signature: Option<String>,
    pub network: String,
    pub note: Option<String>,
    /// In dollars, while it can be paid and a price is known.
    #[serde(default)]
    pub worth: Option<Worth>,
    /// About what it costs in the other currency, where it is sold in both.
    #[serde(default)]
    pub other: Option<Amount>,
}

impl Order {
    /// The price before anything is taken off; none where nothing is.
    pub fn full_price(&self) -> Option<Units> {
        let full = |sum: u64, reduction: &Reduction| sum.saturating_add(reduction.amount.0);
        let price = self.reductions.iter().fold(self.amount.0, full);
        (!self.reductions.is_empty()).then_some(Units(price))
    }
}

impl From<shared::payments::OrderView> for Order {
    fn from(order: shared::payments::OrderView) -> Self {
        let (kind, days, to) = match order.item {
            OrderItem::Subscription { days, to, .. } => {
                (ItemKind::Subscription, Some(days), to.map(|_| Recipient {}))
            }
            OrderItem::Post { .. } => (ItemKind::Post, None, None),
            OrderItem::Goods { .. } => (ItemKind::Goods, None, None),
            OrderItem::Tip { .. } => (ItemKind::Tip, None, None),
        };
        Self {
            id: order.id.to_string(),
            status: order.status,
            item: Item { kind, days, to },
            currency: order.currency,
            amount: order.amount,
            account_rent: order.account_rent,
            reductions: order.reductions,
            legs: order.legs,
            payer: order.payer,
            signature: order.signature.map(|signature| signature.to_string()),
            network: order.network,
            note: order.note,
            worth: order.worth,
            other: order.other,
        }
    }
}

/// What an order is for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Item {
    pub kind: ItemKind,
    pub days: Option<u32>,
    /// There is one if it is a gift.
    #[serde(default)]
    pub to: Option<Recipient>,
}

/// Whom something is given to, as much as is of interest while it is paid: that there is somebody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Recipient {}

/// A transaction to sign: `shared::payments::TransactionView`, as far as a wallet wants it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Given {
    /// base64.
    pub transaction: String,
}

/// The steps that a person sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Review,
    Sign,
    Send,
    Confirm,
}

impl Step {
    pub const ALL: [Self; 4] = [Self::Review, Self::Sign, Self::Send, Self::Confirm];
}

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    /// The person's turn.
    Now,
    /// Ours, the wallet's or the network's turn.
    Busy,
    /// It ended here.
    Stopped,
    Todo,
}

impl StepState {
    /// The class for the style.
    pub fn class(self) -> &'static str {
        match self {
            Self::Done => "is-done",
            Self::Now => "is-now",
            Self::Busy => "is-now is-busy",
            Self::Stopped => "is-stopped",
            Self::Todo => "is-todo",
        }
    }

    /// The same for those who hear it.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Done => lang.pay_state_done(),
            Self::Now => lang.pay_state_now(),
            Self::Busy => lang.pay_state_busy(),
            Self::Stopped => lang.pay_state_stopped(),
            Self::Todo => lang.pay_state_todo(),
        }
    }
}

/// What is going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The order is being made.
    Preparing,
    /// The order is on view.
    Review,
    /// No known wallet is here: the person chooses one.
    ChoosingWallet,
    /// The wallet is being connected and the transaction built.
    Asking,
    /// The transaction is before the person in their wallet.
    Signing(How),
    /// The server is being told.
    Sending(How),
    /// Waiting for the network.
    Sent,
    /// It may or may not have been paid; `checked` once the person has asked.
    Unsure {
        checked: bool,
    },
    /// The person asked how it stands.
    Checking,
    Paid,
    Stopped {
        at: Step,
        why: Stop,
    },
}

/// Why a payment does not go on by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The person said no in the wallet.
    Cancelled,
    /// The wallet offers another account than the one that has to pay.
    OtherWallet {
        connected: Address,
    },
    /// The wallet failed before it can have sent anything.
    Wallet(WalletError),
    Fault(Fault),
    /// The order itself ended.
    Order(OrderStatus),
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// An order is asked for.
    Began,
    /// The order is here, new or continued.
    Ordered(Order),
    /// A door refused or did not answer.
    Failed(Fault),
    /// There is no known wallet.
    NoWallet,
    /// The wallet is asked.
    Asked,
    /// The wallet offers another account.
    OtherWallet(Address),
    /// The transaction goes to the wallet.
    Offered(How),
    /// The wallet answered with an error.
    WalletFailed(WalletError),
    /// The wallet signed.
    Signed,
    /// The server has the signature.
    Reported(Order),
    /// News of the order.
    News(Order),
    /// The server was asked for news and did not tell.
    NoNews,
    /// No news for long.
    TimedOut,
    /// The person asks how it stands.
    CheckAgain,
    /// The person waits for the wallet no longer.
    GaveUp,
}

/// What a person may do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Pay,
    PayAgain,
    CheckAgain,
    /// Make a new order.
    StartAgain,
    SignIn,
    /// Fetch the page again: the thing is theirs.
    Show,
    /// Stop waiting for the wallet.
    Cancel,
    Close,
}

impl Action {
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Pay => lang.pay_in_wallet(),
            Self::PayAgain => lang.pay_try_again(),
            Self::CheckAgain => lang.pay_check_again(),
            Self::StartAgain => lang.pay_start_again(),
            Self::SignIn => lang.sign_in(),
            Self::Show => lang.pay_show(),
            Self::Cancel => lang.cancel(),
            Self::Close => lang.close_dialog(),
        }
    }
}

/// A payment on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    pub order: Option<Order>,
    pub stage: Stage,
    /// Counts the times a wallet was asked or given up: an answer to an earlier asking comes too late.
    pub attempt: u32,
}

impl Payment {
    /// Nothing was asked for yet.
    pub fn new() -> Self {
        Self {
            order: None,
            stage: Stage::Preparing,
            attempt: 0,
        }
    }

    /// Takes in what became of this attempt, unless it was given up meanwhile.
    pub fn apply_of(&mut self, attempt: u32, event: Event) {
        if attempt == self.attempt {
            self.apply(event);
        }
    }

    /// Takes in what happened.
    pub fn apply(&mut self, event: Event) {
        // Once paid nothing un-pays it here; a late answer of the wallet does not matter.
        if self.stage == Stage::Paid {
            return;
        }
        self.stage =
            match event {
                Event::Began => {
                    self.order = None;
                    Stage::Preparing
                }
                Event::Ordered(order) => {
                    let stage = match order.status {
                        OrderStatus::Created | OrderStatus::AwaitingSignature => Stage::Review,
                        _ => self.told(order.status),
                    };
                    self.order = Some(order);
                    stage
                }
                Event::NoWallet => Stage::ChoosingWallet,
                Event::Asked => {
                    self.attempt = self.attempt.wrapping_add(1);
                    Stage::Asking
                }
                Event::GaveUp => {
                    let stage = match &self.stage {
                        // A transaction that the server sends is not sent when it comes too late.
                        Stage::Asking | Stage::Signing(How::ServerSends) => Stage::Review,
                        Stage::Signing(How::WalletSends) => Stage::Unsure { checked: false },
                        _ => return,
                    };
                    self.attempt = self.attempt.wrapping_add(1);
                    stage
                }
                Event::Offered(how) => {
                    if let Some(order) = &mut self.order {
                        order.status = OrderStatus::AwaitingSignature;
                    }
                    Stage::Signing(how)
                }
                Event::Signed => match self.stage {
                    Stage::Signing(how) => Stage::Sending(how),
                    _ => return,
                },
                Event::OtherWallet(connected) => Stage::Stopped {
                    at: Step::Sign,
                    why: Stop::OtherWallet { connected },
                },
                Event::WalletFailed(WalletError::Refused) => Stage::Stopped {
                    at: Step::Sign,
                    why: Stop::Cancelled,
                },
                // A wallet that sends can have sent it and failed after that.
                Event::WalletFailed(
                    WalletError::Other(_) | WalletError::NoReason | WalletError::Unreadable,
                ) if self.stage == Stage::Signing(How::WalletSends) => Stage::Unsure { checked: false },
                Event::WalletFailed(error) => Stage::Stopped {
                    at: Step::Sign,
                    why: Stop::Wallet(error),
                },
                Event::Failed(fault) => self.failed(fault),
                Event::Reported(order) => {
                    let stage = match order.status {
                        OrderStatus::Created | OrderStatus::AwaitingSignature => Stage::Sent,
                        _ => self.told(order.status),
                    };
                    self.order = Some(order);
                    stage
                }
                // Of an order that was given up.
                Event::News(order) if self.order.as_ref().is_some_and(|mine| mine.id != order.id) => return,
                Event::NoNews => match &self.stage {
                    Stage::Checking => Stage::Unsure { checked: false },
                    stage => stage.clone(),
                },
                Event::News(order) => {
                    let stage = match (order.status, &self.stage) {
                        (OrderStatus::Created | OrderStatus::AwaitingSignature, Stage::Checking) => {
                            Stage::Unsure { checked: true }
                        }
                        (OrderStatus::Created | OrderStatus::AwaitingSignature, stage) => stage.clone(),
                        // The wallet is at work on it: only a payment that arrived may cut in.
                        (status, Stage::Asking | Stage::Signing(_) | Stage::Sending(_)) if !status.paid() => {
                            self.stage.clone()
                        }
                        // It was sent, and the person asked once more than the network answered.
                        (OrderStatus::Submitted, Stage::Checking) => Stage::Sent,
                        (status, _) => self.told(status),
                    };
                    self.order = Some(order);
                    stage
                }
                Event::TimedOut => match &self.stage {
                    Stage::Sending(_) | Stage::Sent | Stage::Checking => Stage::Unsure { checked: false },
                    stage => stage.clone(),
                },
                Event::CheckAgain => Stage::Checking,
            };
    }

    /// What an order's status means for the stage.
    fn told(&self, status: OrderStatus) -> Stage {
        match status {
            OrderStatus::Created | OrderStatus::AwaitingSignature => self.stage.clone(),
            OrderStatus::Submitted => Stage::Sent,
            OrderStatus::Confirmed | OrderStatus::Finalized => Stage::Paid,
            OrderStatus::Failed | OrderStatus::Expired | OrderStatus::Reversed | OrderStatus::Review => {
                Stage::Stopped {
                    at: Step::Confirm,
                    why: Stop::Order(status),
                }
            }
        }
    }

    fn failed(&self, fault: Fault) -> Stage {
        let at = match &self.stage {
            Stage::Preparing | Stage::Review => Step::Review,
            Stage::ChoosingWallet | Stage::Asking | Stage::Signing(_) => Step::Sign,
            // Unless the server has refused the transaction, the payment may be under way: the chain will tell.
            Stage::Sending(how) if !refuses(&fault, *how) => return Stage::Unsure { checked: false },
            Stage::Sending(_) => Step::Send,
            stage => return stage.clone(),
        };
        Stage::Stopped {
            at,
            why: Stop::Fault(fault),
        }
    }

    /// How each step stands.
    pub fn steps(&self) -> [(Step, StepState); 4] {
        let (at, state) = match &self.stage {
            Stage::Preparing => (Step::Review, StepState::Busy),
            Stage::Review => (Step::Review, StepState::Now),
            Stage::ChoosingWallet | Stage::Signing(_) => (Step::Sign, StepState::Now),
            Stage::Asking => (Step::Sign, StepState::Busy),
            Stage::Sending(_) => (Step::Send, StepState::Busy),
            Stage::Sent | Stage::Checking => (Step::Confirm, StepState::Busy),
            Stage::Unsure { .. } => (Step::Confirm, StepState::Now),
            Stage::Paid => (Step::Confirm, StepState::Done),
            Stage::Stopped { at, .. } => (*at, StepState::Stopped),
        };
        Step::ALL.map(|step| {
            let state = match step.cmp(&at) {
                std::cmp::Ordering::Less => StepState::Done,
                std::cmp::Ordering::Equal => state,
                std::cmp::Ordering::Greater => StepState::Todo,
            };
            (step, state)
        })
    }

    /// What may be done: first what is advised, then what else is possible.
    pub fn actions(&self) -> (Option<Action>, Option<Action>) {
        match &self.stage {
            Stage::Review => (Some(Action::Pay), None),
            Stage::Unsure { checked } => (
                Some(Action::CheckAgain),
                (*checked && !self.submitted()).then_some(Action::PayAgain),
            ),
            Stage::Paid => (Some(Action::Show), None),
            Stage::Stopped { why, .. } => (Some(self.after(why)), None),
            Stage::Asking | Stage::Signing(_) => (None, Some(Action::Cancel)),
            Stage::Preparing | Stage::ChoosingWallet | Stage::Sending(_) | Stage::Sent | Stage::Checking => {
                (None, None)
            }
        }
    }

    fn after(&self, why: &Stop) -> Action {
        match why {
            Stop::Cancelled | Stop::OtherWallet { .. } | Stop::Wallet(_) => Action::PayAgain,
            Stop::Order(OrderStatus::Failed) => Action::PayAgain,
            Stop::Order(OrderStatus::Review) => Action::Close,
            Stop::Order(_) => Action::StartAgain,
            Stop::Fault(fault) => match fault.code() {
                Some(Code::SignInRequired | Code::SessionEnded) => Action::SignIn,
                Some(Code::AlreadyOwned) => Action::Show,
                // It is another order's payment that may arrive.
                Some(Code::AttemptPending) if self.order.is_none() => Action::StartAgain,
                Some(
                    Code::AttemptPending
                    | Code::SignatureUsed
                    | Code::TransactionMismatch
                    | Code::OrderClosed,
                ) => Action::CheckAgain,
                Some(Code::OrderExpired | Code::CreditGone | Code::IdempotencyMismatch) => Action::StartAgain,
                Some(
                    Code::OwnItem
                    | Code::NotForSale
                    | Code::TierUnavailable
                    | Code::RecipientUnknown
                    | Code::RecipientUnfit
                    | Code::WrongCurrency
                    | Code::CodeUnknown
                    | Code::CodeForTrial
                    | Code::CodeUsedUp
                    | Code::NotFound
                    | Code::Forbidden,
                ) => Action::Close,
                _ if self.order.is_none() => Action::StartAgain,
                _ => Action::PayAgain,
            },
        }
    }

    fn submitted(&self) -> bool {
        self.order
            .as_ref()
            .is_some_and(|order| order.status == OrderStatus::Submitted)
    }

    /// Whether it waits for the person's wallet: nothing is signed yet.
    pub fn in_wallet(&self) -> bool {
        matches!(self.stage, Stage::Asking | Stage::Signing(_))
    }

    /// Whether the payment goes on without the person: it may be looked after in the background.
    pub fn under_way(&self) -> bool {
        matches!(
            self.stage,
            Stage::Asking | Stage::Signing(_) | Stage::Sending(_) | Stage::Sent | Stage::Checking
        )
    }

    /// Whether it is worth asking the server how the order stands: somebody waits for it, or a payment may
    /// arrive by itself.
    pub fn worth_a_look(&self) -> bool {
        self.stage != Stage::Paid
            && (matches!(self.stage, Stage::Sent | Stage::Checking) || self.may_arrive())
    }

    /// Whether it may as well be paid from elsewhere.
    pub fn can_be_paid(&self) -> bool {
        let waits = self.order.as_ref().is_some_and(|order| {
            matches!(
                order.status,
                OrderStatus::Created | OrderStatus::AwaitingSignature | OrderStatus::Failed
            )
        });
        waits
            && matches!(
                self.stage,
                Stage::Review | Stage::ChoosingWallet | Stage::Stopped { .. }
            )
    }

    /// Whether a payment may arrive by itself: a transaction was handed out, perhaps in another tab.
    pub fn may_arrive(&self) -> bool {
        self.order.as_ref().is_some_and(|order| {
            matches!(
                order.status,
                OrderStatus::AwaitingSignature | OrderStatus::Submitted
            )
        })
    }

    /// The local network's faucet helps against this.
    pub fn lacks_play_money(&self) -> bool {
        matches!(
            &self.stage,
            Stage::Stopped { why: Stop::Fault(fault), .. } if fault.code() == Some(Code::FundsMissing)
        ) && self.order.as_ref().is_some_and(|order| order.network == LOCALNET)
    }

    /// One sentence on where it stands; empty where the steps say it all.
    pub fn sentence(&self, lang: Lang) -> String {
        match &self.stage {
            Stage::Preparing => lang.pay_preparing().to_owned(),
            Stage::Review => String::new(),
            Stage::ChoosingWallet => lang.pay_choose_wallet().to_owned(),
            Stage::Asking => lang.pay_asking().to_owned(),
            Stage::Signing(_) => lang.pay_signing().to_owned(),
            Stage::Sending(_) => lang.pay_sending().to_owned(),
            Stage::Sent => lang.pay_sent().to_owned(),
            Stage::Checking => lang.pay_checking().to_owned(),
            Stage::Unsure { checked: false } => lang.pay_unsure().to_owned(),
            Stage::Unsure { checked: true } if self.submitted() => lang.pay_unsure().to_owned(),
            Stage::Unsure { checked: true } => lang.pay_not_seen().to_owned(),
            Stage::Paid => self.paid_words(lang).to_owned(),
            Stage::Stopped { why, .. } => match why {
                Stop::Cancelled => lang.pay_cancelled().to_owned(),
                Stop::OtherWallet { connected } => {
                    let payer = self.order.as_ref().map(|order| order.payer.short());
                    lang.pay_other_wallet(&connected.short(), &payer.unwrap_or_default())
                }
                Stop::Wallet(error) => wallet_sentence(lang, error),
                Stop::Fault(fault) => {
                    let sentence = fault.sentence(lang);
                    if self.lacks_play_money() {
                        format!("{sentence} {}", lang.pay_faucet_hint())
                    } else {
                        sentence
                    }
                }
                Stop::Order(OrderStatus::Failed) => lang.pay_failed().to_owned(),
                Stop::Order(OrderStatus::Expired) => lang.pay_expired().to_owned(),
                Stop::Order(OrderStatus::Reversed) => lang.pay_reversed().to_owned(),
                Stop::Order(_) => lang.pay_in_review().to_owned(),
            },
        }
    }

    fn is_gift(&self) -> bool {
        self.order.as_ref().is_some_and(|order| order.item.to.is_some())
    }

    /// What was got, in words.
    pub fn paid_words(&self, lang: Lang) -> &'static str {
        match self.order.as_ref().map(|order| order.item.kind) {
            Some(ItemKind::Subscription) if self.is_gift() => lang.gift_arrived(),
            Some(ItemKind::Subscription) => lang.pay_subscribed(),
            Some(ItemKind::Goods) => lang.goods_yours(),
            Some(ItemKind::Tip) => lang.tip_arrived(),
            _ => lang.pay_unlocked(),
        }
    }
}

impl Default for Payment {
    fn default() -> Self {
        Self::new()
    }
}

/// What a wallet's error means to a person who pays.
pub fn wallet_sentence(lang: Lang, error: &WalletError) -> String {
    match error {
        WalletError::Refused => lang.pay_cancelled().to_owned(),
        WalletError::NotAuthorized => lang.wallet_not_authorized().to_owned(),
        WalletError::Unsupported => lang.wallet_unsupported().to_owned(),
        WalletError::OtherAccount(address) => lang.wallet_other_account(&address.short()),
        WalletError::Unreadable => lang.wallet_unreadable().to_owned(),
        WalletError::NoReason => lang.wallet_no_reason().to_owned(),
        WalletError::Other(words) => lang.wallet_failed(words),
    }
}

/// Whether the server's answer to a signed transaction means that it will not be paid by it.
fn refuses(fault: &Fault, how: How) -> bool {
    match (how, fault) {
        (How::WalletSends, _) => matches!(
            fault.code(),
            Some(Code::TransactionMismatch | Code::SignatureUsed)
        ),
        // What the server has refused it has not sent; where it failed itself, it may have.
        (How::ServerSends, Fault::Refused { code, .. }) => code.status() < 500,
        (How::ServerSends, _) => false,
    }
}

/// The embedded network's name.
pub const LOCALNET: &str = "localnet";

/// The chain as Wallet Standard writes it.
pub fn chain(network: &str) -> String {
    let cluster = network.strip_suffix("-beta").unwrap_or(network);
    format!("solana:{cluster}")
}

/// Who sends: the wallet where it can, since wallets warn less of that; but a wallet that knows no such chain
/// would send to another one, so the server does on the embedded network.
pub fn how(network: &str, wallet: &WalletInfo) -> Option<How> {
    if wallet.signs && (network == LOCALNET || !wallet.sends) {
        Some(How::ServerSends)
    } else if wallet.sends && (network != LOCALNET || wallet.chains.contains(&chain(network))) {
        Some(How::WalletSends)
    } else {
        None
    }
}

/// Where the transaction can be looked at by anyone.
pub fn explorer(order: &Order) -> Option<String> {
    explorer_of(&order.network, order.signature.as_ref()?)
}

/// Milliseconds between two looks at an order. With [`A_GLANCE`], in which the page is fetched, the page
/// changes within two seconds of the confirmation, however long that took.
pub const LOOK: u32 = 700;

/// Milliseconds that "Confirmed" stands before the page changes.
pub const A_GLANCE: u32 = 600;

/// Milliseconds until the next look at an order, by how many looks there were; `None` when it is time to let
/// the person decide, after a minute and a half: by then a transaction is confirmed or can no longer be.
pub fn next_look(looks: u32) -> Option<u32> {
    (looks < 90_000 / LOOK).then_some(LOOK)
}

#[cfg(test)]
#[path = "view_model_tests.rs"]
mod tests;
