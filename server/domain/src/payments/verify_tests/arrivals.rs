//! What a person decides about: what reached whom of a transaction that does not pay, and whether money went back.

use super::*;

fn arrived(transaction: &ChainTransaction) -> Option<Arrival> {
    arrival(&order(), &[PAYER, STRANGER], &[REFERENCE], transaction)
}

fn parts(transaction: &ChainTransaction) -> Vec<(Address, u64)> {
    let received = arrived(transaction).map(|arrival| arrival.received);
    let legs = received.unwrap_or_default().into_iter();
    legs.map(|leg| (leg.address, leg.amount.0)).collect()
}

/// What a creator sends back: the whole of a payment, by itself, without an end.
fn refund() -> OrderFacts {
    OrderFacts {
        payer: CREATOR,
        reference: OTHER_REFERENCE,
        legs: vec![leg(LegRole::Creator, PAYER, 50_000_000)],
        expires_at: Timestamp(i64::MAX),
        ..order()
    }
}

fn sent_back(draft: Draft, references: &[Address]) -> Result<Settlement, Mismatch> {
    let now = Timestamp::from_seconds(PAID + 2);
    verify(&refund(), references, &draft.paid_by(CREATOR).land(), now)
}

#[test]
fn what_was_ordered_arrives_as_it_was_ordered() {
    let arrival = arrived(&Draft::honest().land()).expect("it arrives");
    assert_eq!(
        (arrival.payer, arrival.total(), arrival.slot),
        (PAYER, Units(50_000_000), 77)
    );
    assert_eq!(arrival.received, order().legs);
}

#[test]
fn what_is_less_or_more_or_for_one_alone_is_told_as_it_is() {
    let pay = |to, amount| transfer(PAYER, to, amount);
    let some = Draft::of(vec![marked(pay(CREATOR, 7), REFERENCE)]);
    assert_eq!(parts(&some.land()), [(CREATOR, 7)]);
    let both = Draft::of(vec![
        pay(PLATFORM, 90_000_000),
        marked(pay(CREATOR, 1), REFERENCE),
    ]);
    assert_eq!(parts(&both.land()), [(PLATFORM, 90_000_000), (CREATOR, 1)]);
    // However late.
    assert_eq!(parts(&Draft::honest().at(i64::from(i32::MAX)).land()).len(), 2);
}

#[test]
fn what_a_program_moved_counts_by_its_effect() {
    let mut draft = Draft::of(vec![marked(transfer(PAYER, STRANGER, 1), REFERENCE)]);
    draft.calls.push(transfer(PAYER, CREATOR, 1));
    draft.inner.push((PAYER, CREATOR, 41));
    assert_eq!(parts(&draft.land()), [(CREATOR, 42)]);
}

#[test]
fn what_comes_back_in_the_same_transaction_never_arrived() {
    let mut draft = Draft::of(vec![
        marked(transfer(PAYER, CREATOR, 50), REFERENCE),
        transfer(PAYER, STRANGER, 1),
    ]);
    draft.inner.push((STRANGER, PAYER, 30));
    // No more than the wallet has less, whoever's money it was else.
    assert_eq!(parts(&draft.land()), [(CREATOR, 21)]);
    let mut draft = Draft::of(vec![marked(transfer(PAYER, CREATOR, 50), REFERENCE)]);
    draft.inner.push((CREATOR, PAYER, 50));
    assert_eq!(arrived(&draft.land()), None);
}

#[test]
fn of_two_wallets_it_is_the_one_that_gave_more() {
    let mut draft = Draft::of(vec![
        marked(transfer(PAYER, CREATOR, 5), REFERENCE),
        transfer(STRANGER, CREATOR, 9),
    ]);
    draft.fee_payer = STRANGER;
    let arrival = arrived(&draft.land()).expect("it arrives");
    assert_eq!((arrival.payer, arrival.total()), (STRANGER, Units(9)));
}

#[test]
fn what_failed_names_others_or_nobody_tells_nothing() {
    let mut failed = Draft::honest().land();
    failed.err = Some("\"AccountNotFound\"".into());
    assert_eq!(arrived(&failed), None);
    let two = [REFERENCE, OTHER_REFERENCE];
    assert_eq!(arrival(&order(), &[PAYER], &two, &Draft::honest().land()), None);
    let unnamed = Draft::of(vec![transfer(PAYER, CREATOR, 50_000_000)]);
    assert_eq!(arrived(&unnamed.land()), None);
    assert_eq!(
        arrival(&order(), &[CREATOR], &[REFERENCE], &Draft::honest().land()),
        None
    );
}

#[test]
fn what_we_build_sends_the_money_back_whenever_it_lands() {
    for moment in [PAID, i64::from(i32::MAX)] {
        let draft = Draft::of(built(&refund())).at(moment);
        let settlement = sent_back(draft, &[OTHER_REFERENCE]).expect("it is sent back");
        assert!(!settlement.late);
    }
}

#[test]
fn what_is_no_refund_is_none() {
    let back = |from, to, amount| Draft::of(vec![marked(transfer(from, to, amount), OTHER_REFERENCE)]);
    let own = [OTHER_REFERENCE];
    assert!(sent_back(back(CREATOR, PAYER, 50_000_000), &own).is_ok());
    for wrong in [
        back(CREATOR, PAYER, 49_999_999),
        back(CREATOR, STRANGER, 50_000_000),
        Draft::of(vec![transfer(CREATOR, PAYER, 50_000_000)]),
        Draft::of(vec![marked(transfer(CREATOR, PAYER, 50_000_000), REFERENCE)]),
    ] {
        assert!(sent_back(wrong, &own).is_err());
    }
    // Somebody else's money is not the creator's to send.
    let strangers = back(STRANGER, PAYER, 50_000_000).paid_by(STRANGER).land();
    let judged = verify(&refund(), &own, &strangers, Timestamp::from_seconds(PAID + 2));
    assert_eq!(judged, Err(Mismatch::NotThePayer));
    // One transfer is one refund, or one payment.
    let both = sent_back(back(CREATOR, PAYER, 50_000_000), &[OTHER_REFERENCE, REFERENCE]);
    assert!(matches!(both, Err(Mismatch::SeveralOrders { .. })));
}
