//! Hand-made transactions, honest and hostile, on a ledger small enough to see through.

mod arrivals;
mod tokens;

use super::{
    build,
    facts::{Asset, Leg, OrderFacts},
    token::{TOKEN_PROGRAM, associated},
    verify::*,
    wire::{Unreadable, Wire},
};
use crate::ports::{ChainTransaction, TokenBalance};
use proptest::prelude::*;
use shared::{
    Timestamp,
    ids::OrderId,
    money::{Amount, Lamports, Units},
    payments::LegRole,
    solana::Address,
};
use solana_message::{
    AccountMeta, AddressLookupTableAccount, Hash, Instruction as Call, Message as LegacyMessage,
    VersionedMessage, v0, v1,
};
use solana_sdk::{pubkey::Pubkey, signature::Signature};
use solana_system_interface::instruction as system;
use solana_transaction::versioned::VersionedTransaction;
use std::collections::HashMap;

const PAYER: Address = Address([1; 32]);
const CREATOR: Address = Address([2; 32]);
const PLATFORM: Address = Address([3; 32]);
const STRANGER: Address = Address([4; 32]);
const REFERENCE: Address = Address([5; 32]);
const OTHER_REFERENCE: Address = Address([6; 32]);

const CREATED: i64 = 1_700_000_000;
const EXPIRES: i64 = CREATED + 1_800;
const PAID: i64 = CREATED + 30;
/// What everybody has before.
const PURSE: u64 = 100_000_000_000;

fn order() -> OrderFacts {
    OrderFacts {
        id: OrderId(uuid::Uuid::from_u128(7)),
        payer: PAYER,
        reference: REFERENCE,
        asset: Asset::Sol,
        account_rent: Lamports::ZERO,
        legs: vec![
            leg(LegRole::Platform, PLATFORM, 5_000_000),
            leg(LegRole::Creator, CREATOR, 45_000_000),
        ],
        created_at: Timestamp::from_seconds(CREATED),
        expires_at: Timestamp::from_seconds(EXPIRES),
    }
}

fn leg(role: LegRole, address: Address, amount: u64) -> Leg {
    Leg {
        role,
        address,
        amount: Units(amount),
    }
}

fn key(address: Address) -> Pubkey {
    Pubkey::new_from_array(address.0)
}

fn call(program: &str, accounts: Vec<AccountMeta>, data: &[u8]) -> Call {
    let program: Address = program.parse().expect("a program");
    Call {
        program_id: key(program),
        accounts,
        data: data.to_vec(),
    }
}

/// The instructions of an order.
fn built(order: &OrderFacts) -> Vec<Call> {
    build::instructions(order, &[]).expect("they build")
}

fn transfer(from: Address, to: Address, amount: u64) -> Call {
    system::transfer(&key(from), &key(to), amount)
}

/// With the reference, as the creator's transfer has it.
fn marked(mut call: Call, reference: Address) -> Call {
    call.accounts
        .push(AccountMeta::new_readonly(key(reference), false));
    call
}

/// A transaction about to land.
struct Draft {
    fee_payer: Address,
    calls: Vec<Call>,
    /// What programs move besides, in calls that the message does not show.
    inner: Vec<(Address, Address, u64)>,
    block_time: i64,
    tables: Vec<AddressLookupTableAccount>,
}

impl Draft {
    fn of(calls: Vec<Call>) -> Self {
        Self {
            fee_payer: PAYER,
            calls,
            inner: Vec::new(),
            block_time: PAID,
            tables: Vec::new(),
        }
    }

    fn honest() -> Self {
        Self::of(built(&order()))
    }

    fn paid_by(mut self, fee_payer: Address) -> Self {
        self.fee_payer = fee_payer;
        self
    }

    fn at(mut self, block_time: i64) -> Self {
        self.block_time = block_time;
        self
    }

    fn land(self) -> ChainTransaction {
        let message =
            v0::Message::try_compile(&key(self.fee_payer), &self.calls, &self.tables, Hash::default())
                .expect("it compiles");
        self.land_as(VersionedMessage::V0(message))
    }

    /// Lands any message: moves what its transfers and inner calls say, takes the fee.
    fn land_as(self, message: VersionedMessage) -> ChainTransaction {
        let addresses = |picked: &dyn Fn(&v0::MessageAddressTableLookup) -> Vec<u8>| -> Vec<Address> {
            message
                .address_table_lookups()
                .unwrap_or_default()
                .iter()
                .flat_map(|lookup| {
                    let table = self.tables.iter().find(|table| table.key == lookup.account_key);
                    let table = table.expect("the table is known");
                    picked(lookup)
                        .into_iter()
                        .map(|place| Address(table.addresses[usize::from(place)].to_bytes()))
                })
                .collect()
        };
        let loaded_writable = addresses(&|lookup| lookup.writable_indexes.clone());
        let loaded_readonly = addresses(&|lookup| lookup.readonly_indexes.clone());
        let mut keys: Vec<Address> = message
            .static_account_keys()
            .iter()
            .map(|key| Address(key.to_bytes()))
            .collect();
        keys.extend(&loaded_writable);
        keys.extend(&loaded_readonly);
        let mut purse: HashMap<Address, i128> = keys.iter().map(|key| (*key, i128::from(PURSE))).collect();
        let before: Vec<Lamports> = keys.iter().map(|_| Lamports(PURSE)).collect();
        let mut moved = self.inner.clone();
        for call in message.instructions() {
            let program = keys[usize::from(call.program_id_index)];
            if program == SYSTEM_PROGRAM && call.data.starts_with(&[2, 0, 0, 0]) {
                let amount = u64::from_le_bytes(call.data[4..12].try_into().expect("eight bytes"));
                let account = |place: usize| keys[usize::from(call.accounts[place])];
                moved.push((account(0), account(1), amount));
            }
        }
        for (from, to, amount) in moved {
            *purse.get_mut(&from).expect("known") -= i128::from(amount);
            *purse.get_mut(&to).expect("known") += i128::from(amount);
        }
        *purse.get_mut(&keys[0]).expect("known") -= i128::from(build::SIGNATURE_FEE);
        let transaction = VersionedTransaction {
            signatures: vec![Signature::from([9; 64]); usize::from(message.header().num_required_signatures)],
            message,
        };
        ChainTransaction {
            slot: 77,
            block_time: Some(self.block_time),
            bytes: wincode::serialize(&transaction).expect("it serialises"),
            err: None,
            loaded_writable,
            loaded_readonly,
            pre_balances: before,
            post_balances: keys
                .iter()
                .map(|key| Lamports(u64::try_from(purse[key]).expect("nobody is in debt")))
                .collect(),
            pre_tokens: vec![],
            post_tokens: vec![],
        }
    }
}

fn judge(transaction: &ChainTransaction) -> Result<Settlement, Mismatch> {
    verify(
        &order(),
        &[REFERENCE],
        transaction,
        Timestamp::from_seconds(PAID + 2),
    )
}

fn refused(draft: Draft) -> Mismatch {
    judge(&draft.land()).expect_err("it does not pay")
}

/// The order's instructions without the one at a place.
fn without(place: usize) -> Vec<Call> {
    let mut calls = built(&order());
    calls.remove(place);
    calls
}

#[test]
fn the_transaction_that_we_build_pays() {
    let settlement = judge(&Draft::honest().land()).expect("it pays");
    assert_eq!(settlement.surplus(), Units::ZERO);
    assert_eq!(settlement.received.len(), 2);
    assert!(!settlement.late && !settlement.foreign_memo && settlement.unusual.is_empty());
    assert_eq!(settlement.block_time, Timestamp::from_seconds(PAID));
}

#[test]
fn what_we_build_has_the_promised_shape() {
    let bytes = build::transaction(&order(), &[], [8; 32]).expect("it builds");
    assert!(bytes.len() < 500, "{} bytes", bytes.len());
    let wire = Wire::read(&bytes).expect("it reads");
    assert_eq!(wire.loaded_counts(), (0, 0));
    assert_eq!(wire.blockhash(), [8; 32]);
    assert!(wire.names_signer(&PAYER) && !wire.names_signer(&REFERENCE));
    assert!(!wire.is_signed_by(&PAYER), "it is unsigned");
    let programs: Vec<String> = wire.instructions().map(|call| call.program.to_string()).collect();
    assert_eq!(programs, [MEMOS[1], USUAL[5], USUAL[5]]);
    let memo = wire.instructions().next().expect("a memo");
    assert_eq!(memo.data, b"fan1:00000000-0000-0000-0000-000000000007");
    assert!(memo.accounts.is_empty());
    assert_eq!(promises(&order(), &wire), Ok(()));
}

#[test]
fn what_wallets_add_changes_nothing() {
    let [memo, platform, creator] = <[Call; 3]>::try_from(built(&order())).expect("three");
    let budget = || call(USUAL[0], vec![], &[3, 1, 0, 0, 0, 0, 0, 0, 0]);
    let assertion = || {
        call(
            USUAL[1],
            vec![AccountMeta::new_readonly(key(PAYER), false)],
            &[1, 2, 3],
        )
    };
    let calls = vec![
        budget(),
        assertion(),
        memo,
        transfer(PAYER, STRANGER, 1),
        platform,
        assertion(),
        creator,
        transfer(STRANGER, PAYER, 5),
        assertion(),
    ];
    let settlement = judge(&Draft::of(calls).land()).expect("it pays");
    assert!(settlement.unusual.is_empty());
}

#[test]
fn unknown_programs_and_memos_are_told_and_do_not_refuse() {
    let mut calls = without(0);
    calls.push(call(&STRANGER.to_string(), vec![], &[]));
    calls.push(call(MEMOS[0], vec![], b"fan1:another"));
    let settlement = judge(&Draft::of(calls).land()).expect("it pays");
    assert_eq!(settlement.unusual, [STRANGER]);
    assert!(settlement.foreign_memo);
    let settlement = judge(&Draft::of(without(0)).land()).expect("it pays without a memo");
    assert!(!settlement.foreign_memo);
}

#[test]
fn a_legacy_transaction_and_a_foreign_fee_payer_are_fine() {
    let draft = Draft::honest();
    let message = LegacyMessage::new(&draft.calls, Some(&key(PAYER)));
    assert!(judge(&draft.land_as(VersionedMessage::Legacy(message))).is_ok());
    assert!(judge(&Draft::honest().paid_by(STRANGER).land()).is_ok());
}

#[test]
fn recipients_may_come_from_a_lookup_table_and_the_reference_may_not() {
    let table = |addresses: Vec<Address>| AddressLookupTableAccount {
        key: key(STRANGER),
        addresses: addresses.into_iter().map(key).collect(),
    };
    let mut draft = Draft::honest();
    draft.tables = vec![table(vec![PLATFORM, CREATOR])];
    let landed = draft.land();
    assert_eq!(landed.loaded_writable.len(), 2);
    assert!(judge(&landed).is_ok());
    let mut draft = Draft::honest();
    draft.tables = vec![table(vec![REFERENCE])];
    assert_eq!(refused(draft), Mismatch::ReferenceAbsent);
}

#[test]
fn a_failed_transaction_does_not_pay() {
    let mut landed = Draft::honest().land();
    landed.err = Some("\"whatever\"".into());
    let mismatch = judge(&landed).expect_err("it failed");
    assert_eq!(mismatch.code().as_str(), "failed");
    assert_eq!(mismatch.consequence(), Consequence::Ignore);
}

#[test]
fn unreadable_bytes_are_put_before_a_person_and_close_nothing() {
    let mut landed = Draft::honest().land();
    landed.bytes.truncate(100);
    let mismatch = judge(&landed).expect_err("it is garbled");
    assert_eq!(mismatch, Mismatch::Unreadable(Unreadable::Garbled));
    assert_eq!(mismatch.consequence(), Consequence::Look);
}

#[test]
fn a_transaction_without_the_reference_is_not_ours() {
    let calls = vec![
        transfer(PAYER, PLATFORM, 5_000_000),
        transfer(PAYER, CREATOR, 45_000_000),
    ];
    assert_eq!(refused(Draft::of(calls)), Mismatch::ReferenceAbsent);
}

#[test]
fn dust_with_the_reference_is_ignored() {
    let dust = marked(transfer(STRANGER, STRANGER, 1), REFERENCE);
    let mismatch = refused(Draft::of(vec![dust]).paid_by(STRANGER));
    assert_eq!(mismatch, Mismatch::NotThePayer);
    assert_eq!(mismatch.consequence(), Consequence::Ignore);
}

#[test]
fn somebody_else_cannot_pay() {
    let mut other = order();
    other.payer = STRANGER;
    let draft = Draft::of(built(&other)).paid_by(STRANGER);
    assert_eq!(refused(draft), Mismatch::NotThePayer);
}

#[test]
fn the_payers_signature_on_somebody_elses_transfers_is_not_a_payment() {
    let mut other = order();
    other.payer = STRANGER;
    let mismatch = refused(Draft::of(built(&other)));
    assert_eq!(mismatch.code().as_str(), "underpaid");
    assert_eq!(mismatch.consequence(), Consequence::Ignore);
}

#[test]
fn the_reference_must_stand_on_the_transfer_to_the_creator() {
    let platform = marked(transfer(PAYER, PLATFORM, 5_000_000), REFERENCE);
    let calls = vec![platform, transfer(PAYER, CREATOR, 45_000_000)];
    let mismatch = refused(Draft::of(calls));
    let received = Units(50_000_000);
    assert_eq!(mismatch, Mismatch::ReferenceElsewhere { received });
    assert_eq!(mismatch.consequence(), Consequence::Look);
    // On a small transfer beside the real one.
    let calls = vec![
        transfer(PAYER, PLATFORM, 5_000_000),
        marked(transfer(PAYER, CREATOR, 1), REFERENCE),
        transfer(PAYER, CREATOR, 45_000_000),
    ];
    assert_eq!(refused(Draft::of(calls)).code().as_str(), "reference_elsewhere");
    // As an account of a call to another program.
    let calls = vec![
        transfer(PAYER, PLATFORM, 5_000_000),
        transfer(PAYER, CREATOR, 45_000_000),
        call(
            USUAL[1],
            vec![AccountMeta::new_readonly(key(REFERENCE), false)],
            &[],
        ),
    ];
    assert_eq!(refused(Draft::of(calls)).code().as_str(), "reference_elsewhere");
}

#[test]
fn one_lamport_too_little_is_too_little() {
    for (short, role) in [(LegRole::Platform, 0), (LegRole::Creator, 1)] {
        let mut cheap = order();
        cheap.legs[role].amount.0 -= 1;
        let mismatch = refused(Draft::of(built(&cheap)));
        assert!(
            matches!(&mismatch, Mismatch::Underpaid { role, received, .. }
                if *role == short && *received == Units(49_999_999)),
            "{mismatch}"
        );
        assert_eq!(mismatch.consequence(), Consequence::Look);
    }
}

#[test]
fn a_missing_transfer_is_underpaid() {
    assert_eq!(refused(Draft::of(without(1))).code().as_str(), "underpaid");
    assert_eq!(refused(Draft::of(without(2))), Mismatch::ReferenceAbsent);
}

#[test]
fn two_halves_are_not_one_transfer() {
    let half = || marked(transfer(PAYER, CREATOR, 22_500_000), REFERENCE);
    let calls = vec![transfer(PAYER, PLATFORM, 5_000_000), half(), half()];
    assert_eq!(refused(Draft::of(calls)).code().as_str(), "underpaid");
}

#[test]
fn the_wrong_address_is_not_the_creator() {
    let calls = vec![
        transfer(PAYER, PLATFORM, 5_000_000),
        marked(transfer(PAYER, STRANGER, 45_000_000), REFERENCE),
    ];
    let mismatch = refused(Draft::of(calls));
    assert!(
        matches!(
            mismatch,
            Mismatch::Underpaid {
                got: Amount {
                    units: Units::ZERO,
                    ..
                },
                ..
            }
        ),
        "{mismatch}"
    );
}

#[test]
fn what_goes_back_in_the_same_transaction_was_not_paid() {
    let mut calls = built(&order());
    calls.push(transfer(CREATOR, PAYER, 45_000_000));
    let mismatch = refused(Draft::of(calls));
    assert!(
        matches!(
            mismatch,
            Mismatch::Underpaid {
                role: LegRole::Creator,
                got: Amount {
                    units: Units::ZERO,
                    ..
                },
                ..
            }
        ),
        "{mismatch}"
    );
}

#[test]
fn a_transfer_to_oneself_pays_nobody() {
    let calls = vec![
        transfer(PAYER, PLATFORM, 5_000_000),
        marked(transfer(PAYER, PAYER, 45_000_000), REFERENCE),
    ];
    assert_eq!(refused(Draft::of(calls)).code().as_str(), "underpaid");
}

#[test]
fn only_transfers_that_the_message_shows_count() {
    // A program that pays by itself, with everything needed among its accounts.
    let accounts =
        [PAYER, CREATOR, REFERENCE].map(|account| AccountMeta::new(key(account), account == PAYER));
    let calls = vec![
        transfer(PAYER, PLATFORM, 5_000_000),
        call(&STRANGER.to_string(), accounts.to_vec(), &[1]),
    ];
    let mut draft = Draft::of(calls);
    draft.inner = vec![(PAYER, CREATOR, 45_000_000)];
    assert_eq!(refused(draft).code().as_str(), "indirect");
    // TransferWithSeed moves from another account than the wallet.
    let seeded = system::transfer_with_seed(
        &key(STRANGER),
        &key(PAYER),
        "seed".into(),
        &key(SYSTEM_PROGRAM),
        &key(CREATOR),
        45_000_000,
    );
    let mut draft = Draft::of(vec![
        transfer(PAYER, PLATFORM, 5_000_000),
        marked(seeded, REFERENCE),
    ]);
    draft.inner = vec![(STRANGER, CREATOR, 45_000_000)];
    assert_eq!(refused(draft).code().as_str(), "underpaid");
}

#[test]
fn what_a_program_moved_goes_to_a_person_whole_or_not() {
    let wallet = || {
        call(
            &STRANGER.to_string(),
            vec![AccountMeta::new_readonly(key(REFERENCE), false)],
            &[1],
        )
    };
    let through_program = |moved: Vec<(Address, Address, u64)>| {
        let mut calls = vec![wallet()];
        // So that the recipients and the payer are accounts of it.
        for recipient in [PLATFORM, CREATOR] {
            calls[0].accounts.push(AccountMeta::new(key(recipient), false));
        }
        let mut draft = Draft::of(calls);
        draft.inner = moved;
        refused(draft)
    };
    let whole = through_program(vec![(PAYER, PLATFORM, 5_000_000), (PAYER, CREATOR, 45_000_000)]);
    let received = Units(50_000_000);
    assert_eq!(whole, Mismatch::Indirect { received });
    assert_eq!(whole.consequence(), Consequence::Review);
    let part = through_program(vec![(PAYER, CREATOR, 45_000_000)]);
    assert_eq!(
        (part.code().as_str(), part.received()),
        ("underpaid", Units(45_000_000))
    );
    assert_eq!(part.consequence(), Consequence::Look);
    // The payer's own balance did not fall but by the fee.
    let foreign = through_program(vec![
        (STRANGER, PLATFORM, 5_000_000),
        (STRANGER, CREATOR, 45_000_000),
    ]);
    assert_eq!(foreign.consequence(), Consequence::Ignore);
}

#[test]
fn making_an_account_is_not_a_transfer() {
    let made = system::create_account(&key(PAYER), &key(CREATOR), 45_000_000, 0, &key(STRANGER));
    let mut draft = Draft::of(vec![
        transfer(PAYER, PLATFORM, 5_000_000),
        marked(made, REFERENCE),
    ]);
    draft.inner = vec![(PAYER, CREATOR, 45_000_000)];
    assert_eq!(refused(draft).code().as_str(), "indirect");
}

#[test]
fn a_token_programs_transfer_is_not_the_systems() {
    let mut fake = marked(transfer(PAYER, CREATOR, 45_000_000), REFERENCE);
    fake.program_id = key(STRANGER);
    let mut draft = Draft::of(vec![transfer(PAYER, PLATFORM, 5_000_000), fake]);
    draft.inner = vec![(PAYER, CREATOR, 45_000_000)];
    assert_eq!(refused(draft).code().as_str(), "indirect");
}

#[test]
fn data_behind_the_amount_is_ignored_as_the_program_does() {
    let mut calls = built(&order());
    calls[2].data.push(0);
    assert!(judge(&Draft::of(calls).land()).is_ok());
    let mut calls = built(&order());
    calls[1].data.truncate(11);
    calls[1].data[0] = 7;
    assert_eq!(refused(Draft::of(calls)).code().as_str(), "underpaid");
}

#[test]
fn two_orders_in_one_transaction_are_credited_to_neither() {
    let mut calls = built(&order());
    calls[2] = marked(calls[2].clone(), OTHER_REFERENCE);
    let landed = Draft::of(calls).land();
    let both = [REFERENCE, OTHER_REFERENCE];
    let now = Timestamp::from_seconds(PAID);
    let mismatch = verify(&order(), &both, &landed, now).expect_err("two orders");
    assert!(
        matches!(mismatch, Mismatch::SeveralOrders { orders: 2, .. }),
        "{mismatch}"
    );
    assert_eq!(mismatch.consequence(), Consequence::Review);
    let mut other = order();
    other.reference = OTHER_REFERENCE;
    assert_eq!(
        verify(&other, &both, &landed, now)
            .expect_err("two orders")
            .code()
            .as_str(),
        "several_orders"
    );
    // A key that is no order's reference is nobody's business.
    assert!(judge(&landed).is_ok());
}

#[test]
fn a_strangers_mix_of_references_does_not_stop_anybodys_order() {
    let dust = marked(marked(transfer(STRANGER, CREATOR, 1), REFERENCE), OTHER_REFERENCE);
    let landed = Draft::of(vec![dust]).paid_by(STRANGER).land();
    let mismatch = verify(
        &order(),
        &[REFERENCE, OTHER_REFERENCE],
        &landed,
        Timestamp::from_seconds(PAID),
    )
    .expect_err("dust");
    assert_eq!(mismatch.consequence(), Consequence::Ignore);
}

#[test]
fn time_decides_between_paid_late_and_too_early() {
    let at = |time: i64, now: i64| {
        verify(
            &order(),
            &[REFERENCE],
            &Draft::honest().at(time).land(),
            Timestamp::from_seconds(now),
        )
    };
    assert!(at(CREATED - 120, PAID).is_ok());
    assert_eq!(
        at(CREATED - 121, PAID).expect_err("old").code().as_str(),
        "too_early"
    );
    assert!(!at(EXPIRES, EXPIRES).expect("in time").late);
    assert!(at(EXPIRES + 1, EXPIRES + 5).expect("honoured").late);
    assert!(at(EXPIRES + 86_400, EXPIRES + 86_400).expect("honoured").late);
    let mismatch = at(EXPIRES + 86_401, EXPIRES + 90_000).expect_err("too late");
    assert_eq!(mismatch.code().as_str(), "late");
    assert_eq!(mismatch.consequence(), Consequence::Review);
    // The node's clock runs ahead of ours.
    assert!(!at(EXPIRES + 86_401, EXPIRES - 5).expect("in time").late);
}

#[test]
fn too_much_is_taken_and_told_but_not_when_it_is_late() {
    let mut generous = order();
    generous.legs[1].amount.0 += 7;
    let calls = built(&generous);
    let settlement = judge(&Draft::of(calls.clone()).land()).expect("it pays");
    assert_eq!(settlement.surplus(), Units(7));
    assert_eq!(settlement.received[1].surplus, Units(7));
    let late = verify(
        &order(),
        &[REFERENCE],
        &Draft::of(calls).at(EXPIRES + 1).land(),
        Timestamp::from_seconds(EXPIRES + 2),
    );
    assert_eq!(late.expect_err("not the quoted amount").code().as_str(), "late");
}

#[test]
fn without_a_time_or_with_lists_that_do_not_fit_the_node_is_asked_again() {
    let mut landed = Draft::honest().land();
    landed.block_time = None;
    assert_eq!(
        judge(&landed).expect_err("no time").consequence(),
        Consequence::AskAgain
    );
    let mut landed = Draft::honest().land();
    landed.post_balances.pop();
    assert_eq!(judge(&landed), Err(Mismatch::Incoherent));
    let mut landed = Draft::honest().land();
    landed.loaded_writable.push(CREATOR);
    landed.pre_balances.push(Lamports(0));
    landed.post_balances.push(Lamports(45_000_000));
    assert_eq!(
        judge(&landed),
        Err(Mismatch::Incoherent),
        "accounts out of nowhere"
    );
}

#[test]
fn version_one_by_the_payer_goes_to_a_person_and_by_a_stranger_nowhere() {
    let draft = Draft::honest();
    let message = v1::Message::try_compile(&key(PAYER), &draft.calls, Hash::default()).expect("it compiles");
    let landed = draft.land_as(VersionedMessage::V1(message));
    let mismatch = judge(&landed).expect_err("version 1");
    assert_eq!(mismatch, Mismatch::VersionOne);
    assert_eq!(mismatch.consequence(), Consequence::Review);
    let draft = Draft::of(vec![marked(transfer(STRANGER, CREATOR, 1), REFERENCE)]).paid_by(STRANGER);
    let message =
        v1::Message::try_compile(&key(STRANGER), &draft.calls, Hash::default()).expect("it compiles");
    assert_eq!(
        judge(&draft.land_as(VersionedMessage::V1(message))),
        Err(Mismatch::NotThePayer)
    );
}

#[test]
fn an_order_with_one_recipient_or_three_is_paid_alike() {
    for legs in [
        vec![leg(LegRole::Creator, CREATOR, 50)],
        vec![
            leg(LegRole::Platform, PLATFORM, 3),
            leg(LegRole::Referrer, STRANGER, 2),
            leg(LegRole::Creator, CREATOR, 45),
        ],
    ] {
        let mut facts = order();
        facts.legs = legs;
        let landed = Draft::of(built(&facts)).land();
        assert!(verify(&facts, &[REFERENCE], &landed, Timestamp::from_seconds(PAID)).is_ok());
    }
}

#[test]
fn a_real_signature_is_told_from_a_false_one() {
    use ed25519_dalek::{Signer, SigningKey};
    let signer = SigningKey::from_bytes(&[42; 32]);
    let mut facts = order();
    facts.payer = Address(signer.verifying_key().to_bytes());
    let mut bytes = build::transaction(&facts, &[], [8; 32]).expect("it builds");
    let message = bytes[65..].to_vec();
    bytes[1..65].copy_from_slice(&signer.sign(&message).to_bytes());
    let wire = Wire::read(&bytes).expect("it reads");
    assert!(wire.is_signed_by(&facts.payer));
    assert!(!wire.is_signed_by(&CREATOR));
    assert_eq!(wire.signature().0, bytes[1..65]);
    bytes[70] ^= 1;
    assert!(!Wire::read(&bytes).is_ok_and(|wire| wire.is_signed_by(&facts.payer)));
}

/// One thing about a payment that a thief would change.
#[derive(Clone, Copy, Debug)]
enum Tamper {
    Less { leg: usize, by: u64 },
    Elsewhere { leg: usize, to: [u8; 32] },
    FromAnother { leg: usize },
    OtherReference([u8; 32]),
    Dropped { leg: usize },
    Returned { leg: usize, part: u64 },
    NeverArrived { leg: usize },
}

fn tampers() -> impl Strategy<Value = Tamper> {
    let leg = 0_usize..3;
    prop_oneof![
        (leg.clone(), 1_u64..1_000_000).prop_map(|(leg, by)| Tamper::Less { leg, by }),
        (leg.clone(), any::<[u8; 32]>()).prop_map(|(leg, to)| Tamper::Elsewhere { leg, to }),
        leg.clone().prop_map(|leg| Tamper::FromAnother { leg }),
        any::<[u8; 32]>().prop_map(Tamper::OtherReference),
        leg.clone().prop_map(|leg| Tamper::Dropped { leg }),
        (leg.clone(), 1_u64..1_000_000).prop_map(|(leg, part)| Tamper::Returned { leg, part }),
        leg.prop_map(|leg| Tamper::NeverArrived { leg }),
    ]
}

/// Orders of one to three legs with amounts that anything can be taken from.
fn orders() -> impl Strategy<Value = OrderFacts> {
    let amount = || 1_000_000_u64..10_000_000_000;
    (amount(), amount(), amount(), any::<[u8; 32]>(), 1_usize..=3).prop_map(
        |(platform, referrer, creator, reference, legs)| {
            let mut facts = order();
            facts.reference = Address(reference);
            let all = [
                leg(LegRole::Platform, PLATFORM, platform),
                leg(LegRole::Referrer, STRANGER, referrer),
                leg(LegRole::Creator, CREATOR, creator),
            ];
            facts.legs = all[3 - legs..].to_vec();
            facts
        },
    )
}

proptest! {
    #[test]
    fn an_honest_payment_holds_and_any_tampering_breaks_it(facts in orders(), tamper in tampers(), surplus in 0_u64..1_000) {
        let now = Timestamp::from_seconds(PAID);
        let references = [facts.reference];
        let mut paying = facts.clone();
        paying.legs[0].amount.0 += surplus;
        let calls = built(&paying);
        let settlement = verify(&facts, &references, &Draft::of(calls.clone()).land(), now);
        prop_assert_eq!(settlement.map(|settlement| settlement.surplus()), Ok(Units(surplus)));

        let mut draft = Draft::of(built(&facts));
        // The memo is the first call, so a leg's call comes one place later.
        let place = |leg: usize| 1 + leg % facts.legs.len();
        let mut landed = match tamper {
            Tamper::Less { leg, by } => {
                let amount = facts.legs[place(leg) - 1].amount.0 - by;
                draft.calls[place(leg)].data[4..].copy_from_slice(&amount.to_le_bytes());
                draft.land()
            }
            Tamper::Elsewhere { leg, to } => {
                draft.calls[place(leg)].accounts[1] = AccountMeta::new(key(Address(to)), false);
                draft.land()
            }
            Tamper::FromAnother { leg } => {
                draft.calls[place(leg)].accounts[0] = AccountMeta::new(key(Address([200; 32])), true);
                draft.land()
            }
            Tamper::OtherReference(reference) => {
                let last = draft.calls.len() - 1;
                draft.calls[last].accounts[2] = AccountMeta::new_readonly(key(Address(reference)), false);
                draft.land()
            }
            Tamper::Dropped { leg } => {
                draft.calls.remove(place(leg));
                draft.land()
            }
            Tamper::Returned { leg, part } => {
                let from = facts.legs[place(leg) - 1].address;
                draft.calls.push(transfer(from, PAYER, part));
                draft.land()
            }
            Tamper::NeverArrived { .. } => draft.land(),
        };
        if let Tamper::NeverArrived { leg } = tamper {
            let address = facts.legs[place(leg) - 1].address;
            let wire = Wire::read(&landed.bytes).expect("it reads");
            let at = wire.static_keys().position(|key| key == address).expect("it is there");
            landed.post_balances[at] = landed.pre_balances[at];
        }
        prop_assert!(verify(&facts, &references, &landed, now).is_err());
        // Whoever else's order it may be.
        let mut robbed = facts.clone();
        robbed.payer = Address([201; 32]);
        prop_assert!(verify(&robbed, &references, &landed, now).is_err());
    }

    #[test]
    fn no_flipped_bit_makes_a_payment_larger_or_panics(place in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let mut landed = Draft::honest().land();
        let place = place.index(landed.bytes.len());
        landed.bytes[place] ^= 1 << bit;
        if let Ok(settlement) = judge(&landed) {
            // The chain's balances did not change, so neither can what was received.
            prop_assert_eq!(settlement.surplus(), Units::ZERO);
        }
    }
}
