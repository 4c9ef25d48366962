//! Judges whether a landed transaction paid for an order. Pure: no clock, no database, no network. The effect
//! decides the amount, the instructions decide whose payment it is; what uniqueness needs, the database does.

use crate::{
    chain::{ChainTransaction, TokenBalance},
    facts::{Asset, Leg, OrderFacts},
    token::{TOKEN_PROGRAM, associated},
    wire::{Instruction, Unreadable, Wire},
};
use shared::{
    Timestamp,
    money::{Amount, Lamports, Units},
    order_notes::OrderNote,
    payments::LegRole,
    solana::Address,
    text::Lang,
};
use std::{borrow::Cow, fmt, time::Duration};

/// How far the chain's time may lie before ours.
pub const CLOCK_SKEW: Duration = Duration::from_secs(120);
/// How long after its end an order is still honoured when the amount is exact.
pub const LATE_LIMIT: Duration = Duration::from_secs(24 * 60 * 60);

/// The program that moves SOL.
pub const SYSTEM_PROGRAM: Address = Address([0; 32]);
/// `SystemInstruction::Transfer` in bincode: a little-endian number, then the lamports.
const TRANSFER: [u8; 4] = [2, 0, 0, 0];
/// `TokenInstruction::TransferChecked`: one byte, then the base units and the decimals.
const TRANSFER_CHECKED: [u8; 1] = [12];

/// Programs that wallets are known to add, in base58, and the one that we use.
pub const USUAL: [&str; 7] = [
    "ComputeBudget111111111111111111111111111111",
    "L2TExMFKdjpN9kozasaurPirfHy9P8sbXoAN1qA3S95",
    "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL",
    "Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo",
    "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr",
    "11111111111111111111111111111111",
    "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA",
];
/// Of these, the memo programs.
pub const MEMOS: [&str; 2] = [USUAL[3], USUAL[4]];

/// What one recipient got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    pub role: LegRole,
    pub address: Address,
    pub expected: Units,
    /// Beyond the expected amount.
    pub surplus: Units,
}

/// A payment that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    pub slot: u64,
    pub block_time: Timestamp,
    pub received: Vec<Received>,
    /// It came after the order's end and within [`LATE_LIMIT`].
    pub late: bool,
    /// Programs called besides those that wallets are known to add; for the log.
    pub unusual: Vec<Address>,
    /// There is a memo and it is not the order's; for the log.
    pub foreign_memo: bool,
}

impl Settlement {
    /// What came beyond the price, at all recipients together.
    pub fn surplus(&self) -> Units {
        let sum = self
            .received
            .iter()
            .fold(0_u64, |sum, received| sum.saturating_add(received.surplus.0));
        Units(sum)
    }
}

/// Why a transaction does not pay for an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// It landed and did nothing but take its fee.
    Failed(String),
    Unreadable(Unreadable),
    ReferenceAbsent,
    NotThePayer,
    VersionOne,
    /// The node's own lists do not fit together.
    Incoherent,
    NoTime,
    /// `received` is all that reached the order's recipients.
    Underpaid {
        role: LegRole,
        expected: Amount,
        got: Amount,
        received: Units,
    },
    /// Nothing of the order's currency came, and something else did.
    AnotherAsset {
        expected: Amount,
    },
    /// The order's wallet paid the whole price, through a program that moved it.
    Indirect {
        received: Units,
    },
    /// The money came, and the reference stands somewhere else.
    ReferenceElsewhere {
        received: Units,
    },
    TooEarly {
        received: Units,
    },
    SeveralOrders {
        orders: usize,
        received: Units,
    },
    Late {
        received: Units,
    },
}

/// What to do about a transaction that does not pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Nothing: anybody can make such a transaction, so it must not touch the order.
    Ignore,
    /// Ask again: the answer may become better.
    AskAgain,
    /// The order stays open, and a person should look.
    Look,
    /// The buyer's money is where it should be, and only a person may say what it is for.
    Review,
}

impl From<Unreadable> for Mismatch {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable(unreadable)
    }
}

/// In English, as books and logs have it.
impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Lang::En))
    }
}

impl std::error::Error for Mismatch {}

impl Mismatch {
    /// In words, for whoever paid.
    pub fn said(&self, lang: Lang) -> Cow<'static, str> {
        match self {
            Self::Failed(error) => lang.mismatch_failed(error).into(),
            Self::Unreadable(Unreadable::TooLong) => lang.mismatch_long().into(),
            Self::Unreadable(Unreadable::Garbled) => lang.mismatch_garbled().into(),
            Self::ReferenceAbsent => lang.mismatch_no_reference().into(),
            Self::NotThePayer => lang.mismatch_payer().into(),
            Self::VersionOne => lang.mismatch_version().into(),
            Self::Incoherent => lang.mismatch_incoherent().into(),
            Self::NoTime => lang.mismatch_no_time().into(),
            Self::Underpaid {
                role, expected, got, ..
            } => match role {
                LegRole::Creator => lang.mismatch_creator(*got, *expected),
                LegRole::Platform => lang.mismatch_platform(*got, *expected),
                LegRole::Referrer => lang.mismatch_referrer(*got, *expected),
            }
            .into(),
            Self::AnotherAsset { expected } => lang.mismatch_asset(*expected).into(),
            Self::Indirect { .. } => lang.mismatch_indirect().into(),
            Self::ReferenceElsewhere { .. } => lang.mismatch_elsewhere().into(),
            Self::TooEarly { .. } => lang.mismatch_early().into(),
            Self::SeveralOrders { orders, .. } => lang.mismatch_several(*orders).into(),
            Self::Late { .. } => lang.mismatch_late().into(),
        }
    }

    pub fn consequence(&self) -> Consequence {
        match self {
            Self::Failed(_) | Self::ReferenceAbsent | Self::NotThePayer => Consequence::Ignore,
            Self::NoTime | Self::Incoherent => Consequence::AskAgain,
            // Who made it cannot be told, so it must not be able to close somebody's order.
            Self::Unreadable(_) | Self::AnotherAsset { .. } => Consequence::Look,
            Self::Underpaid { received, .. } | Self::ReferenceElsewhere { received } => {
                if *received > Units::ZERO {
                    Consequence::Look
                } else {
                    Consequence::Ignore
                }
            }
            // From here on a wallet that may pay has signed.
            Self::VersionOne
            | Self::Indirect { .. }
            | Self::TooEarly { .. }
            | Self::SeveralOrders { .. }
            | Self::Late { .. } => Consequence::Review,
        }
    }

    /// The stable name for rows and logs.
    pub fn code(&self) -> OrderNote {
        match self {
            Self::Failed(_) => OrderNote::Failed,
            Self::Unreadable(_) => OrderNote::Unreadable,
            Self::ReferenceAbsent => OrderNote::ReferenceAbsent,
            Self::NotThePayer => OrderNote::NotThePayer,
            Self::VersionOne => OrderNote::VersionOne,
            Self::Incoherent => OrderNote::Incoherent,
            Self::NoTime => OrderNote::NoTime,
            Self::Underpaid { .. } => OrderNote::Underpaid,
            Self::AnotherAsset { .. } => OrderNote::AnotherAsset,
            Self::Indirect { .. } => OrderNote::Indirect,
            Self::ReferenceElsewhere { .. } => OrderNote::ReferenceElsewhere,
            Self::TooEarly { .. } => OrderNote::TooEarly,
            Self::SeveralOrders { .. } => OrderNote::SeveralOrders,
            Self::Late { .. } => OrderNote::Late,
        }
    }

    /// For the buyer: what is wrong, and who can put it right.
    pub fn note(&self) -> String {
        match self.consequence() {
            Consequence::Look | Consequence::Review => {
                format!("{self} The creator can send the payment back.")
            }
            Consequence::Ignore | Consequence::AskAgain => self.to_string(),
        }
    }

    /// What reached the order's recipients all the same.
    pub fn received(&self) -> Units {
        match self {
            Self::Underpaid { received, .. }
            | Self::Indirect { received }
            | Self::ReferenceElsewhere { received }
            | Self::TooEarly { received }
            | Self::SeveralOrders { received, .. }
            | Self::Late { received } => *received,
            _ => Units::ZERO,
        }
    }
}

/// Judges a landed transaction. `references` are those of the transaction's static keys that are references
/// of orders of ours, whatever became of them; `now` is only there to mistrust a node whose clock runs ahead.
pub fn verify(
    order: &OrderFacts,
    references: &[Address],
    transaction: &ChainTransaction,
    now: Timestamp,
) -> Result<Settlement, Mismatch> {
    if let Some(error) = &transaction.err {
        return Err(Mismatch::Failed(error.clone()));
    }
    let wire = Wire::read(&transaction.bytes)?;
    binds(order, &wire)?;
    if wire.is_v1() {
        return Err(Mismatch::VersionOne);
    }
    let accounts = Accounts::of(&wire, transaction, order.asset)?;
    let block_time = Timestamp::from_seconds(transaction.block_time.ok_or(Mismatch::NoTime)?);
    let transfers = transfers(order, &wire, &accounts.keys);

    let arrived: Vec<Units> = order
        .legs
        .iter()
        .map(|leg| transfers.sum_to(leg.address).min(accounts.gain(leg.address)))
        .collect();
    let received = accounts.given(order);
    let currency = order.asset.currency();
    for (leg, arrived) in order.legs.iter().zip(&arrived) {
        // One transfer must carry the whole share, and the share must still be there at the end.
        let got = transfers.largest_to(leg.address).min(*arrived);
        if got < leg.amount {
            if *arrived < leg.amount && accounts.hold_the_price(order) {
                return Err(Mismatch::Indirect { received });
            }
            if received == Units::ZERO && accounts.brought_another_asset(order) {
                let expected = currency.of(order.total().unwrap_or_default());
                return Err(Mismatch::AnotherAsset { expected });
            }
            return Err(Mismatch::Underpaid {
                role: leg.role,
                expected: currency.of(leg.amount),
                got: currency.of(got),
                received,
            });
        }
    }
    if !transfers.carries_reference(order) {
        return Err(Mismatch::ReferenceElsewhere { received });
    }
    if block_time < order.created_at.before(CLOCK_SKEW) {
        return Err(Mismatch::TooEarly { received });
    }
    if references.iter().any(|reference| *reference != order.reference) {
        let orders = references.len();
        return Err(Mismatch::SeveralOrders { orders, received });
    }
    let surpluses = order.legs.iter().zip(&arrived).map(|(leg, arrived)| Received {
        role: leg.role,
        address: leg.address,
        expected: leg.amount,
        surplus: arrived.checked_sub(leg.amount).unwrap_or_default(),
    });
    let landed = block_time.min(now);
    let settlement = Settlement {
        slot: transaction.slot,
        block_time,
        received: surpluses.collect(),
        late: landed > order.expires_at,
        unusual: unusual(&wire),
        foreign_memo: foreign_memo(order, &wire),
    };
    let honoured = landed <= order.expires_at.after(LATE_LIMIT) && settlement.surplus() == Units::ZERO;
    if settlement.late && !honoured {
        return Err(Mismatch::Late { received });
    }
    Ok(settlement)
}

/// The same where any of these wallets may pay, and which of them did. Of mismatches that with the most money counts.
pub fn verify_any(
    order: &OrderFacts,
    payers: &[Address],
    references: &[Address],
    transaction: &ChainTransaction,
    now: Timestamp,
) -> Result<(Address, Settlement), Mismatch> {
    let mut first = Mismatch::NotThePayer;
    for payer in payers {
        match verify(&order.paid_by(*payer), references, transaction, now) {
            Ok(settlement) => return Ok((*payer, settlement)),
            Err(mismatch) if first == Mismatch::NotThePayer || mismatch.received() > first.received() => {
                first = mismatch;
            }
            Err(_) => {}
        }
    }
    Err(first)
}

/// Whether a signed transaction that has not been sent yet would pay: the part of [`verify`] that needs no
/// chain. A transaction with lookup tables is refused, since what they hold is not known here.
pub fn promises(order: &OrderFacts, wire: &Wire) -> Result<(), Mismatch> {
    binds(order, wire)?;
    if wire.is_v1() {
        return Err(Mismatch::VersionOne);
    }
    let keys: Vec<Address> = wire.static_keys().collect();
    let transfers = transfers(order, wire, &keys);
    let currency = order.asset.currency();
    for leg in &order.legs {
        let got = transfers.largest_to(leg.address);
        if got < leg.amount {
            return Err(Mismatch::Underpaid {
                role: leg.role,
                expected: currency.of(leg.amount),
                got: currency.of(got),
                received: Units::ZERO,
            });
        }
    }
    if !transfers.carries_reference(order) {
        let received = Units::ZERO;
        return Err(Mismatch::ReferenceElsewhere { received });
    }
    Ok(())
}

/// Whose transaction it is: the reference is a static key, and the order's wallet signs.
fn binds(order: &OrderFacts, wire: &Wire) -> Result<(), Mismatch> {
    if !wire.static_keys().any(|key| key == order.reference) {
        return Err(Mismatch::ReferenceAbsent);
    }
    if !wire.names_signer(&order.payer) {
        return Err(Mismatch::NotThePayer);
    }
    Ok(())
}

/// All accounts of a transaction, static ones and then those of lookup tables, with what wallets held in one asset.
struct Accounts<'a> {
    keys: Vec<Address>,
    transaction: &'a ChainTransaction,
    asset: Asset,
}

impl<'a> Accounts<'a> {
    fn of(wire: &Wire, transaction: &'a ChainTransaction, asset: Asset) -> Result<Self, Mismatch> {
        let loaded = (
            transaction.loaded_writable.len(),
            transaction.loaded_readonly.len(),
        );
        let mut keys: Vec<Address> = wire.static_keys().collect();
        keys.extend(&transaction.loaded_writable);
        keys.extend(&transaction.loaded_readonly);
        let mut tokens = transaction.pre_tokens.iter().chain(&transaction.post_tokens);
        let coherent = loaded == wire.loaded_counts()
            && transaction.pre_balances.len() == keys.len()
            && transaction.post_balances.len() == keys.len()
            && tokens.all(|balance| balance.account < keys.len());
        if !coherent {
            return Err(Mismatch::Incoherent);
        }
        Ok(Self {
            keys,
            transaction,
            asset,
        })
    }

    /// What a recipient has more at the end than at the beginning; nothing if it has less. Of tokens only the wallet's
    /// associated account counts, and only if it is still the wallet's.
    fn gain(&self, wallet: Address) -> Units {
        let (before, after) = match self.asset {
            Asset::Sol => self.lamports(wallet),
            Asset::Usdc { mint } => {
                let place = associated(wallet, mint);
                let here = |balance: &&TokenBalance| self.keys.get(balance.account) == Some(&place);
                (
                    sum(tokens_of(&self.transaction.pre_tokens, mint).filter(here)),
                    sum(tokens_of(&self.transaction.post_tokens, mint)
                        .filter(here)
                        .filter(|balance| balance.owner == wallet)),
                )
            }
        };
        after.checked_sub(before).unwrap_or_default()
    }

    /// What the payer has less, the network's fee not counted.
    fn loss(&self, payer: Address) -> Units {
        let (before, after) = match self.asset {
            Asset::Sol => {
                let (before, after) = self.lamports(payer);
                let fee = match self.keys.first() == Some(&payer) {
                    true => self.fee(),
                    false => 0,
                };
                (before, Units(after.0.saturating_add(fee)))
            }
            Asset::Usdc { mint } => {
                let theirs =
                    |balances| sum(tokens_of(balances, mint).filter(move |balance| balance.owner == payer));
                (
                    theirs(&self.transaction.pre_tokens),
                    theirs(&self.transaction.post_tokens),
                )
            }
        };
        before.checked_sub(after).unwrap_or_default()
    }

    /// What reached the recipients out of the order's wallet, by whatever way.
    fn given(&self, order: &OrderFacts) -> Units {
        let gains = order.legs.iter().map(|leg| self.gain(leg.address));
        Units(gains.fold(0, |sum: u64, gain| sum.saturating_add(gain.0))).min(self.loss(order.payer))
    }

    /// What the network took: the only lamports that are in no account afterwards.
    fn fee(&self) -> u64 {
        let sum = |balances: &[Lamports]| balances.iter().map(|held| u128::from(held.0)).sum::<u128>();
        let (before, after) = (
            sum(&self.transaction.pre_balances),
            sum(&self.transaction.post_balances),
        );
        u64::try_from(before.saturating_sub(after)).unwrap_or(u64::MAX)
    }

    /// Whether the order's wallet paid the price and every recipient has their share at the end.
    fn hold_the_price(&self, order: &OrderFacts) -> bool {
        let all_have = order.legs.iter().all(|leg| self.gain(leg.address) >= leg.amount);
        all_have && order.total().is_some_and(|total| self.given(order) >= total)
    }

    /// Whether a recipient got something else of worth: SOL for an order in USDC, or any token for one in SOL.
    fn brought_another_asset(&self, order: &OrderFacts) -> bool {
        order.legs.iter().any(|leg| match self.asset {
            Asset::Sol => {
                let held = |balances: &[TokenBalance]| -> u128 {
                    let theirs = balances.iter().filter(|balance| balance.owner == leg.address);
                    theirs.map(|balance| u128::from(balance.amount.0)).sum()
                };
                held(&self.transaction.post_tokens) > held(&self.transaction.pre_tokens)
            }
            Asset::Usdc { .. } => {
                let (before, after) = self.lamports(leg.address);
                after > before
            }
        })
    }

    /// An account's lamports before and after.
    fn lamports(&self, address: Address) -> (Units, Units) {
        let balances = self
            .transaction
            .pre_balances
            .iter()
            .zip(&self.transaction.post_balances);
        self.keys
            .iter()
            .zip(balances)
            .find(|(key, _)| **key == address)
            .map(|(_, (before, after))| (Units(before.0), Units(after.0)))
            .unwrap_or_default()
    }
}

/// The balances that are of this mint, and of the program that its tokens are of.
fn tokens_of(balances: &[TokenBalance], mint: Address) -> impl Iterator<Item = &TokenBalance> {
    balances
        .iter()
        .filter(move |balance| balance.mint == mint && balance.program == TOKEN_PROGRAM)
}

fn sum<'a>(balances: impl Iterator<Item = &'a TokenBalance>) -> Units {
    Units(balances.fold(0, |sum, balance| sum.saturating_add(balance.amount.0)))
}

/// A top-level transfer from the order's wallet to one of its recipients, in the order's asset.
struct Transfer {
    /// The recipient's wallet.
    to: Address,
    amount: Units,
    has_reference: bool,
}

struct Transfers(Vec<Transfer>);

fn transfers(order: &OrderFacts, wire: &Wire, keys: &[Address]) -> Transfers {
    let statics = wire.static_keys().len();
    // Where each recipient is paid.
    let places: Vec<(Address, Address)> = order
        .legs
        .iter()
        .map(|leg| match order.asset {
            Asset::Sol => (leg.address, leg.address),
            Asset::Usdc { mint } => (associated(leg.address, mint), leg.address),
        })
        .collect();
    let read = |instruction: Instruction<'_>| {
        let key = |place: &u8| keys.get(usize::from(*place)).copied();
        // The programs ignore what follows the amount, and accounts behind those that they use.
        let (from, to, amount, extra) = match (order.asset, instruction.accounts) {
            (Asset::Sol, [from, to, extra @ ..]) if instruction.program == SYSTEM_PROGRAM => {
                (from, to, instruction.data.strip_prefix(&TRANSFER)?, extra)
            }
            (Asset::Usdc { mint }, [_, of, to, authority, extra @ ..])
                if instruction.program == TOKEN_PROGRAM && key(of) == Some(mint) =>
            {
                (
                    authority,
                    to,
                    instruction.data.strip_prefix(&TRANSFER_CHECKED)?,
                    extra,
                )
            }
            _ => return None,
        };
        let amount = Units(u64::from_le_bytes(*amount.first_chunk()?));
        let (place, from) = (key(to)?, key(from)?);
        let (_, to) = *places.iter().find(|(known, _)| *known == place)?;
        let is_reference = |place: &u8| usize::from(*place) < statics && key(place) == Some(order.reference);
        (from == order.payer).then(|| Transfer {
            to,
            amount,
            has_reference: extra.iter().any(is_reference),
        })
    };
    Transfers(wire.instructions().filter_map(read).collect())
}

impl Transfers {
    fn to(&self, address: Address) -> impl Iterator<Item = &Transfer> {
        self.0.iter().filter(move |transfer| transfer.to == address)
    }

    fn largest_to(&self, address: Address) -> Units {
        self.to(address)
            .map(|transfer| transfer.amount)
            .max()
            .unwrap_or_default()
    }

    fn sum_to(&self, address: Address) -> Units {
        Units(
            self.to(address)
                .fold(0, |sum, transfer| sum.saturating_add(transfer.amount.0)),
        )
    }

    /// The reference stands on a transfer that carries the whole share of the order's last leg.
    fn carries_reference(&self, order: &OrderFacts) -> bool {
        order.legs.last().is_some_and(|Leg { address, amount, .. }| {
            self.to(*address)
                .any(|transfer| transfer.has_reference && transfer.amount >= *amount)
        })
    }
}

fn unusual(wire: &Wire) -> Vec<Address> {
    let mut programs: Vec<Address> = wire
        .instructions()
        .map(|instruction| instruction.program)
        .filter(|program| !USUAL.contains(&program.to_string().as_str()))
        .collect();
    programs.sort();
    programs.dedup();
    programs
}

/// Informational: the reference binds, the memo is for people.
fn foreign_memo(order: &OrderFacts, wire: &Wire) -> bool {
    let mut memos = wire
        .instructions()
        .filter(|instruction| MEMOS.contains(&instruction.program.to_string().as_str()))
        .peekable();
    let expected = order.memo();
    memos.peek().is_some() && !memos.any(|memo| memo.data == expected.as_bytes())
}

mod arrival;
pub use arrival::{Arrival, arrival};
