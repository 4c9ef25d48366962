//! What a person sees and may do at each turn of a payment.

use super::*;
use shared::{
    Timestamp,
    creators::{CreatorRef, TierLevel},
    payments::{ItemRequest, LegRole, OrderView},
    solana::Signature,
};

/// An order as the door writes it, as this page reads it.
fn order(status: OrderStatus) -> Order {
    let view = OrderView {
        id: "01890a5d-ac96-774b-bcce-b302099a8057".parse().expect("an id"),
        status,
        item: OrderItem::Subscription {
            creator: CreatorRef {
                handle: "alice".parse().expect("a handle"),
                name: "Alice".into(),
                avatar: None,
            },
            tier: TierLevel::Basic,
            days: 30,
            to: None,
        },
        currency: Currency::Sol,
        amount: Units(50_000_000),
        mint: None,
        account_rent: Lamports::ZERO,
        reductions: vec![],
        legs: vec![LegView {
            role: LegRole::Creator,
            address: Address([6; 32]),
            amount: Units(50_000_000),
        }],
        payer: Address([7; 32]),
        reference: Address([8; 32]),
        signature: None,
        network: LOCALNET.into(),
        created_at: Timestamp(0),
        expires_at: Timestamp(600_000),
        paid_at: None,
        note: None,
        note_code: None,
        handover: None,
        worth: None,
        quote: None,
        other: None,
        sent_back: vec![],
    };
    let json = serde_json::to_string(&view).expect("it can be written");
    serde_json::from_str(&json).expect("it can be read")
}

#[test]
fn a_wish_is_paid_in_the_other_currency_and_is_the_same_otherwise() {
    let wish = |currency| {
        Wish::from(shared::payments::OrderRequest {
            item: ItemRequest::Subscription {
                creator: "usdc".parse().expect("a handle"),
                tier: TierLevel::Basic,
                days: 30,
                to: None,
            },
            currency,
            code: Some("USDC".into()),
        })
    };
    let (sol, usdc) = (wish(Currency::Sol), wish(Currency::Usdc));
    assert_ne!(sol, usdc);
    assert_eq!(usdc.paid_in(Currency::Sol), sol);
    assert_eq!(sol.paid_in(Currency::Usdc), usdc);
    assert_eq!(sol.paid_in(Currency::Sol), sol);
}

/// An order that was left behind.
fn resume(order: Order) -> Payment {
    after([Event::Ordered(order)])
}

fn refused(code: Code) -> Fault {
    Fault::Refused {
        code,
        detail: Lang::En.refusal(code).into(),
    }
}

fn after(events: impl IntoIterator<Item = Event>) -> Payment {
    let mut payment = Payment::new();
    for event in events {
        payment.apply(event);
    }
    payment
}

fn signing(how: How) -> Payment {
    after([
        Event::Began,
        Event::Ordered(order(OrderStatus::Created)),
        Event::Asked,
        Event::Offered(how),
    ])
}

fn then(mut payment: Payment, events: impl IntoIterator<Item = Event>) -> Payment {
    for event in events {
        payment.apply(event);
    }
    payment
}

fn states(payment: &Payment) -> [StepState; 4] {
    payment.steps().map(|(_, state)| state)
}

#[test]
fn the_sunny_day_goes_step_by_step() {
    use StepState::{Busy, Done, Now, Todo};
    let payment = Payment::new();
    assert_eq!(states(&payment), [Busy, Todo, Todo, Todo]);
    let payment = then(payment, [Event::Ordered(order(OrderStatus::Created))]);
    assert_eq!(states(&payment), [Now, Todo, Todo, Todo]);
    assert_eq!(payment.actions(), (Some(Action::Pay), None));
    let payment = then(payment, [Event::Asked]);
    assert_eq!(states(&payment), [Done, Busy, Todo, Todo]);
    let payment = then(payment, [Event::Offered(How::WalletSends)]);
    assert_eq!(states(&payment), [Done, Now, Todo, Todo]);
    let payment = then(payment, [Event::Signed]);
    assert_eq!(states(&payment), [Done, Done, Busy, Todo]);
    let payment = then(payment, [Event::Reported(order(OrderStatus::Submitted))]);
    assert_eq!(states(&payment), [Done, Done, Done, Busy]);
    let payment = then(payment, [Event::News(order(OrderStatus::Confirmed))]);
    assert_eq!(states(&payment), [Done; 4]);
    assert_eq!(payment.sentence(Lang::En), Lang::En.pay_subscribed());
}

#[test]
fn a_refusal_in_the_wallet_is_neutral_and_the_order_stays() {
    let payment = then(
        signing(How::WalletSends),
        [Event::WalletFailed(WalletError::Refused)],
    );
    assert_eq!(payment.sentence(Lang::En), "Cancelled. Nothing was charged.");
    assert_eq!(payment.actions(), (Some(Action::PayAgain), None));
    assert!(payment.order.is_some());
}

#[test]
fn a_wallet_that_sends_and_then_fails_leaves_it_open_whether_it_paid() {
    let crash = || Event::WalletFailed(WalletError::Other("boom".into()));
    let payment = then(signing(How::WalletSends), [crash()]);
    assert_eq!(payment.stage, Stage::Unsure { checked: false });
    assert_eq!(payment.actions(), (Some(Action::CheckAgain), None));
    // One that only signs cannot have sent anything.
    let payment = then(signing(How::ServerSends), [crash()]);
    assert_eq!(payment.actions(), (Some(Action::PayAgain), None));
}

#[test]
fn check_again_comes_before_pay_again() {
    let waiting = then(
        signing(How::WalletSends),
        [
            Event::Signed,
            Event::Reported(order(OrderStatus::AwaitingSignature)),
        ],
    );
    let unsure = then(waiting, [Event::TimedOut]);
    assert_eq!(unsure.actions(), (Some(Action::CheckAgain), None));
    let checked = then(
        unsure.clone(),
        [
            Event::CheckAgain,
            Event::News(order(OrderStatus::AwaitingSignature)),
        ],
    );
    assert_eq!(
        checked.actions(),
        (Some(Action::CheckAgain), Some(Action::PayAgain))
    );
    // A signature that the server knows must be decided before another payment.
    let known = then(
        unsure,
        [
            Event::CheckAgain,
            Event::News(order(OrderStatus::Submitted)),
            Event::TimedOut,
        ],
    );
    assert_eq!(known.actions(), (Some(Action::CheckAgain), None));
}

#[test]
fn a_lost_answer_to_the_report_is_not_called_a_failure() {
    for how in [How::WalletSends, How::ServerSends] {
        for fault in [
            Fault::NoAnswer,
            Fault::Unreadable,
            refused(Code::Internal),
            refused(Code::NetworkUnavailable),
        ] {
            let payment = then(signing(how), [Event::Signed, Event::Failed(fault)]);
            assert_eq!(payment.stage, Stage::Unsure { checked: false }, "{how:?}");
        }
    }
    // A session that ends stops nothing that the wallet has sent.
    let payment = then(
        signing(How::WalletSends),
        [Event::Signed, Event::Failed(refused(Code::SessionEnded))],
    );
    assert_eq!(payment.stage, Stage::Unsure { checked: false });
    let payment = then(
        signing(How::ServerSends),
        [Event::Signed, Event::Failed(refused(Code::PaymentRefused))],
    );
    assert_eq!(payment.actions(), (Some(Action::PayAgain), None));
    assert_eq!(states(&payment)[2], StepState::Stopped);
}

#[test]
fn a_wallet_that_never_answers_can_be_given_up() {
    let asking = after([
        Event::Began,
        Event::Ordered(order(OrderStatus::Created)),
        Event::Asked,
    ]);
    for payment in [asking.clone(), signing(How::WalletSends)] {
        assert_eq!(payment.actions(), (None, Some(Action::Cancel)));
        assert!(payment.in_wallet());
    }
    let back = then(asking.clone(), [Event::GaveUp]);
    assert_eq!(back.stage, Stage::Review);
    assert_eq!(back.actions().0, Some(Action::Pay));
    // The server sends nothing that comes too late; a wallet may have sent it all the same.
    let back = then(signing(How::ServerSends), [Event::GaveUp]);
    assert_eq!(back.stage, Stage::Review);
    let unsure = then(signing(How::WalletSends), [Event::GaveUp]);
    assert_eq!(unsure.stage, Stage::Unsure { checked: false });
    assert!(unsure.worth_a_look());
    // Elsewhere there is nothing to give up.
    let sent = then(
        signing(How::ServerSends),
        [Event::Signed, Event::Reported(order(OrderStatus::Submitted))],
    );
    assert_eq!(then(sent.clone(), [Event::GaveUp]), sent);
}

#[test]
fn a_wallet_that_was_given_up_answers_too_late() {
    let asking = signing(How::ServerSends);
    let first = asking.attempt;
    let mut payment = then(asking, [Event::GaveUp]);
    payment.apply_of(first, Event::WalletFailed(WalletError::NoReason));
    assert_eq!(payment.stage, Stage::Review);
    payment.apply(Event::Asked);
    payment.apply_of(first, Event::WalletFailed(WalletError::Refused));
    assert_eq!(payment.stage, Stage::Asking);
    payment.apply_of(payment.attempt, Event::WalletFailed(WalletError::Refused));
    assert_eq!(payment.sentence(Lang::En), Lang::En.pay_cancelled());
}

#[test]
fn an_answer_without_sense_or_reason_leaves_open_whether_it_paid() {
    for error in [WalletError::Unreadable, WalletError::NoReason] {
        let payment = then(signing(How::WalletSends), [Event::WalletFailed(error.clone())]);
        assert_eq!(payment.stage, Stage::Unsure { checked: false });
        for lang in Lang::ALL {
            assert!(!wallet_sentence(*lang, &error).is_empty());
        }
    }
}

#[test]
fn a_payment_that_arrives_by_itself_wins_over_everything() {
    for payment in [
        resume(order(OrderStatus::AwaitingSignature)),
        signing(How::WalletSends),
        then(
            signing(How::ServerSends),
            [Event::WalletFailed(WalletError::Refused)],
        ),
    ] {
        let paid = then(
            payment,
            [
                Event::News(order(OrderStatus::Confirmed)),
                Event::WalletFailed(WalletError::Other("late".into())),
            ],
        );
        assert_eq!(paid.stage, Stage::Paid);
    }
    // What is not a payment does not disturb a person who is looking at their wallet.
    let payment = then(
        signing(How::WalletSends),
        [Event::News(order(OrderStatus::Failed))],
    );
    assert_eq!(payment.stage, Stage::Signing(How::WalletSends));
}

#[test]
fn news_that_does_not_come_or_is_of_another_order_changes_nothing() {
    let review = resume(order(OrderStatus::AwaitingSignature));
    assert_eq!(then(review.clone(), [Event::NoNews]), review);
    let mut other = order(OrderStatus::Confirmed);
    other.id = "01890a5d-ac96-774b-bcce-b302099a8058".into();
    assert_eq!(then(review.clone(), [Event::News(other)]), review);
    let asked = then(review, [Event::CheckAgain, Event::NoNews]);
    assert_eq!(asked.stage, Stage::Unsure { checked: false });
}

#[test]
fn an_order_left_behind_goes_on_where_it_stands() {
    let of = |status| resume(order(status));
    assert_eq!(of(OrderStatus::Created).stage, Stage::Review);
    assert_eq!(of(OrderStatus::AwaitingSignature).stage, Stage::Review);
    assert!(of(OrderStatus::AwaitingSignature).worth_a_look());
    assert!(!of(OrderStatus::Created).worth_a_look());
    assert_eq!(of(OrderStatus::Submitted).stage, Stage::Sent);
    assert_eq!(of(OrderStatus::Finalized).stage, Stage::Paid);
    assert_eq!(of(OrderStatus::Expired).actions().0, Some(Action::StartAgain));
    assert_eq!(of(OrderStatus::Failed).actions().0, Some(Action::PayAgain));
    assert_eq!(of(OrderStatus::Review).actions().0, Some(Action::Close));
}

#[test]
fn each_refusal_has_its_way_forward() {
    let ordered = |code| {
        then(
            Payment::new(),
            [
                Event::Ordered(order(OrderStatus::Created)),
                Event::Asked,
                Event::Failed(refused(code)),
            ],
        )
    };
    assert_eq!(
        ordered(Code::AttemptPending).actions().0,
        Some(Action::CheckAgain)
    );
    assert_eq!(ordered(Code::OrderExpired).actions().0, Some(Action::StartAgain));
    assert_eq!(ordered(Code::SessionEnded).actions().0, Some(Action::SignIn));
    let poor = ordered(Code::FundsMissing);
    assert!(poor.lacks_play_money());
    assert!(poor.sentence(Lang::En).ends_with(Lang::En.pay_faucet_hint()));
    let unmade = then(Payment::new(), [Event::Failed(refused(Code::AlreadyOwned))]);
    assert_eq!(unmade.actions().0, Some(Action::Show));
    let offline = then(Payment::new(), [Event::Failed(Fault::NoAnswer)]);
    assert_eq!(offline.actions().0, Some(Action::StartAgain));
}

#[test]
fn what_is_read_of_an_order_is_what_was_written() {
    let order = order(OrderStatus::Created);
    assert_eq!(order.item.days, Some(30));
    assert_eq!(order.legs.first().map(|leg| leg.amount), Some(Units(50_000_000)));
    let post = OrderRequest {
        item: ItemRequest::Post {
            post: "01890a5d-ac96-774b-bcce-b302099a8057".parse().expect("an id"),
        },
        currency: Currency::Usdc,
        code: None,
    };
    assert_eq!(
        Wish::from(post).0,
        r#"{"item":{"kind":"post","post":"01890a5d-ac96-774b-bcce-b302099a8057"},"currency":"USDC"}"#
    );
}

#[test]
fn another_account_is_named_in_short() {
    let payment = then(
        resume(order(OrderStatus::Created)),
        [Event::Asked, Event::OtherWallet(Address([9; 32]))],
    );
    let sentence = payment.sentence(Lang::En);
    assert!(sentence.contains(&Address([9; 32]).short()), "{sentence}");
    assert!(sentence.contains(&Address([7; 32]).short()), "{sentence}");
}

#[test]
fn every_stage_has_words_in_every_language() {
    let mut payments = vec![
        Payment::new(),
        signing(How::WalletSends),
        then(Payment::new(), [Event::NoWallet]),
        then(Payment::new(), [Event::Asked]),
        then(signing(How::ServerSends), [Event::Signed]),
        then(Payment::new(), [Event::CheckAgain]),
    ];
    payments.extend(OrderStatus::ALL.iter().map(|status| resume(order(*status))));
    payments.extend(
        Code::ALL
            .iter()
            .map(|code| then(Payment::new(), [Event::Failed(refused(*code))])),
    );
    for payment in payments {
        for lang in Lang::ALL {
            assert_eq!(
                payment.sentence(*lang).is_empty(),
                payment.stage == Stage::Review,
                "{payment:?}"
            );
        }
    }
}

#[test]
fn who_sends_depends_on_network_and_wallet() {
    let wallet = |signs, sends, chains: &[&str]| WalletInfo {
        id: "0".into(),
        name: "W".into(),
        icon: None,
        chains: chains.iter().map(|chain| (*chain).to_owned()).collect(),
        signs,
        sends,
    };
    let phantom = wallet(true, true, &["solana:mainnet", "solana:devnet"]);
    assert_eq!(how("mainnet-beta", &phantom), Some(How::WalletSends));
    assert_eq!(how(LOCALNET, &phantom), Some(How::ServerSends));
    assert_eq!(
        how("devnet", &wallet(true, false, &["solana:devnet"])),
        Some(How::ServerSends)
    );
    assert_eq!(how(LOCALNET, &wallet(false, true, &["solana:mainnet"])), None);
    assert_eq!(
        how(LOCALNET, &wallet(false, true, &["solana:localnet"])),
        Some(How::WalletSends)
    );
    assert_eq!(chain("mainnet-beta"), "solana:mainnet");
}

#[test]
fn only_public_networks_have_an_explorer() {
    let mut paid = order(OrderStatus::Confirmed);
    paid.signature = Some(Signature([1; 64]).to_string());
    assert_eq!(explorer(&paid), None);
    paid.network = "devnet".into();
    assert!(explorer(&paid).is_some_and(|link| link.ends_with("?cluster=devnet")));
    paid.network = "mainnet-beta".into();
    assert!(explorer(&paid).is_some_and(|link| !link.contains('?')));
    paid.signature = None;
    assert_eq!(explorer(&paid), None);
}

#[test]
fn the_page_changes_within_two_seconds_however_late_the_confirmation_and_looks_end() {
    let pauses: Vec<u32> = (0..).map_while(next_look).collect();
    // What is left of the two seconds is for the answer that says so.
    assert!(pauses.iter().all(|pause| pause + A_GLANCE <= 1_500), "{pauses:?}");
    let total: u32 = pauses.iter().sum();
    assert!((80_000..120_000).contains(&total), "{total}");
}
