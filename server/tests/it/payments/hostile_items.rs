//! The attacks of `hostile.rs` against every kind of item in either currency: a post, a tip, a subscription, a longer one whose
//! creator was invited by somebody, so that three are paid, a gift, a thing, what an auction's winner pays, moving up with credit,
//! and a subscription that another's wallet pays which scanned its link. One order bears them all, opens nothing, and is then paid
//! honestly. The names of the attacks are the rows of the table in docs/money.md.

use super::*;
use shared::payments::ReductionKind;
use solana_message::Instruction;
use testkit::Wallet;

/// Something to buy, and what is to open for it.
struct Target {
    kind: &'static str,
    creator: Caller,
    fan: Caller,
    item: Value,
    currency: &'static str,
    /// Whose wallet scanned the order's link, where it is not the buyer's that pays.
    phone: Option<Caller>,
}

impl Target {
    async fn all(app: &TestApp, kinds: &[&'static str]) -> Vec<Self> {
        let mut targets = Vec::new();
        for kind in kinds {
            for currency in ["SOL", "USDC"] {
                targets.push(Self::prepare(app, kind, currency).await);
            }
        }
        if kinds.contains(&"auction") {
            // They are over, and these fans have won.
            app.advance(HOUR);
        }
        targets
    }

    async fn prepare(app: &TestApp, kind: &'static str, currency: &'static str) -> Self {
        let fan = app.fan().await;
        let creator = if kind == "referred" {
            let referrer = app.fan().await;
            app.give_usdc(referrer.wallet().address(), 0).await;
            let creator = referring::creator_by(app, &referrer).await;
            usdc::price_in(&creator, currency).await;
            creator
        } else {
            app.creator_in(currency, "art").await
        };
        let mut target = Self {
            kind,
            item: Value::Null,
            currency,
            phone: None,
            creator,
            fan,
        };
        if kind == "phone" {
            target.phone = Some(app.fan().await);
        }
        if currency == "USDC" {
            app.give_usdc(target.creator.wallet().address(), 0).await;
            app.give_usdc(target.payer().address(), 5_000_000_000).await;
        }
        let handle = target.creator.handle().await;
        target.item = match kind {
            "post" => {
                let draft = json!({ "title": "For sale", "body": SECRET, "access": "price", "price": "200000000", "currency": currency });
                post(&target.creator.publish(draft).await)
            }
            "tip" => target.tip().await,
            "referred" => json!({ "kind": "subscription", "creator": handle, "tier": "basic", "days": 90 }),
            "gift" => {
                let mut gift = subscription(&handle, "basic");
                gift["to"] = json!(app.fan().await.handle().await);
                gift
            }
            "thing" => {
                let post = target.sells(Value::Null).await;
                json!({ "kind": "goods", "post": post, "quantity": 3, "note": "Ann, 1 Long Lane" })
            }
            "auction" => {
                let post = target.sells(json!({ "step": "5000000", "hours": 1 })).await;
                let bid = target
                    .fan
                    .post(
                        &format!("/api/posts/{post}/bids"),
                        json!({ "amount": "90000000" }),
                    )
                    .await;
                assert_eq!(bid.status, 201, "{}", bid.json);
                json!({ "kind": "goods", "post": post, "note": "Ann, 1 Long Lane" })
            }
            "moving up" => {
                let lower = target
                    .fan
                    .order_in(currency, subscription(&handle, "basic"))
                    .await;
                app.settle(&target.fan, &lower).await;
                app.slots(40);
                look(app, &lower).await;
                subscription(&handle, "premium")
            }
            _ => subscription(&handle, "basic"),
        };
        target
    }

    /// A post of the creator's that sells something.
    async fn sells(&self, auction: Value) -> String {
        let mut goods = json!({ "price": "80000000", "currency": self.currency, "ships": true });
        if auction.is_object() {
            goods["auction"] = auction;
        }
        let draft = json!({ "title": "A print", "body": "Look.", "access": "public", "goods": goods });
        self.creator.publish(draft).await
    }

    async fn tip(&self) -> Value {
        json!({ "kind": "tip", "creator": self.creator.handle().await, "amount": "200000000" })
    }

    /// Whose money it is.
    fn payer(&self) -> &Wallet {
        self.phone.as_ref().unwrap_or(&self.fan).wallet()
    }

    async fn order(&self, app: &TestApp) -> OrderView {
        self.order_of(app, self.item.clone()).await
    }

    /// An order, given to the wallet that is to pay it.
    async fn order_of(&self, app: &TestApp, item: Value) -> OrderView {
        let mut order = self.fan.order_in(self.currency, item).await;
        if self.phone.is_some() {
            order.payer = self.payer().address();
            let account = json!({ "account": order.payer });
            let scanned = app
                .visitor()
                .post(&format!("/api/pay/{}", order.reference), account)
                .await;
            assert_eq!(scanned.status, 200, "{}", scanned.json);
        }
        order
    }

    /// How many grants a payment for it brings.
    fn grants(&self) -> usize {
        usize::from(self.kind != "tip")
    }

    /// What the same person can order twice at a time, once this is paid: the same, or else a tip.
    async fn again(&self) -> Value {
        match self.kind {
            "post" | "auction" | "thing" => self.tip().await,
            _ => self.item.clone(),
        }
    }
}

/// What the books hold in all.
async fn books(app: &TestApp) -> (usize, u64) {
    (grants(app).await.len(), payments_count(app).await)
}

/// Ways to pay less, elsewhere, or with what is not the buyer's: who signs, and what they send.
fn attacks<'a>(
    order: &OrderView,
    target: &'a Target,
    stranger: &'a Wallet,
) -> Vec<(&'static str, Vec<&'a Wallet>, Vec<Instruction>)> {
    let buyer = || vec![target.payer()];
    let mut found = Vec::new();
    for leg in 0..order.legs.len() {
        let mut cheap = order.clone();
        cheap.legs[leg].amount.0 -= 1;
        found.push(("a base unit too little", buyer(), payment(&cheap)));
        let mut elsewhere = order.clone();
        elsewhere.legs[leg].address = stranger.address();
        found.push(("to somebody else", buyer(), payment(&elsewhere)));
        if order.legs.len() > 1 {
            let mut without = order.clone();
            without.legs.remove(leg);
            found.push(("one recipient left out", buyer(), payment(&without)));
        }
    }
    let mut circle = payment(order);
    let last = order.legs.last().expect("a leg");
    circle.push(craft::pay(
        order,
        target.creator.wallet().address(),
        order.payer,
        last.amount.0,
    ));
    found.push((
        "and back again",
        vec![target.payer(), target.creator.wallet()],
        circle,
    ));
    let mut by_stranger = order.clone();
    by_stranger.payer = stranger.address();
    found.push(("somebody else's money", vec![stranger], payment(&by_stranger)));
    let mut unnamed = payment(order);
    unnamed.last_mut().expect("a transfer").accounts.pop();
    found.push(("without the order's reference", buyer(), unnamed));
    let mut own = payment(order);
    own.truncate(order.legs.len() - 1);
    own.push(marked(
        craft::pay(order, order.payer, order.payer, last.amount.0),
        order.reference,
    ));
    found.push(("to oneself", buyer(), own));
    found
}

async fn withstand(app: &TestApp, kinds: &[&'static str]) {
    let stranger = app.fan().await;
    app.give_usdc(stranger.wallet().address(), 5_000_000_000).await;
    let targets = Target::all(app, kinds).await;
    let mut so_far = books(app).await;
    for target in targets {
        let what = format!("{} in {}", target.kind, target.currency);
        let order = target.order(app).await;
        let credit = order
            .reductions
            .iter()
            .any(|one| one.kind == ReductionKind::Credit);
        assert_eq!(credit, target.kind == "moving up", "{order:?}");
        for (attack, signers, instructions) in attacks(&order, &target, stranger.wallet()) {
            let signature = craft::send(app, &signers, &instructions).await;
            // Found by the scanner, and named by the buyer too.
            look(app, &order).await;
            let named = report_sent(&target.fan, &order, signature).await;
            assert_eq!(named.status, 202, "{attack}: {what}");
            let round = look(app, &order).await;
            assert_eq!((round.faults, &round.outage), (0, &None), "{attack}: {what}");
            let seen = now(&target.fan, &order).await;
            assert!(
                !seen.status.paid() && !seen.status.settled(),
                "{attack}: {what}: {seen:?}"
            );
            assert_eq!(books(app).await, so_far, "{attack}: {what}");
            assert_eq!(ledger(app, order.id).await, [], "{attack}: {what}");
        }
        let signature = craft::send(app, &[target.payer()], &payment(&order)).await;
        assert_eq!(report_sent(&target.fan, &order, signature).await.status, 202);
        look(app, &order).await;
        let paid = now(&target.fan, &order).await;
        assert_eq!(paid.status, OrderStatus::Confirmed, "{what}");
        so_far = (so_far.0 + target.grants(), so_far.1 + 1);
        assert_eq!(books(app).await, so_far, "{what}");
        let paid: i64 = ledger(app, order.id).await.iter().map(|line| line.1).sum();
        assert_eq!(paid, i64::try_from(order.amount.0).expect("it fits"));

        // The same transaction for another order, and one transaction for two.
        let again = target.again().await;
        let second = target.order_of(app, again.clone()).await;
        let used = report_sent(&target.fan, &second, signature).await;
        assert_eq!(used.code(), "signature_used", "{what}");
        if target.kind == "thing" {
            let more = target.order(app).await;
            let used = report_sent(&target.fan, &more, signature).await;
            assert_eq!(used.code(), "signature_used", "{what}");
        }
        let third = target.order_of(app, again).await;
        let mut two = payment(&second);
        let last = two.pop().expect("a transfer");
        two.push(marked(last, third.reference));
        craft::send(app, &[target.payer()], &two).await;
        for order in [&second, &third] {
            look(app, order).await;
            let seen = now(&target.fan, order).await;
            assert_eq!(seen.status, OrderStatus::Review, "{what}: {seen:?}");
        }
        assert_eq!(books(app).await, so_far, "{what}");
    }
}

both! {
    async fn no_post_tip_or_subscription_opens_for_less_than_its_price(app: TestApp) {
        withstand(&app, &["post", "tip", "subscription", "referred"]).await;
    }

    async fn no_gift_thing_or_auction_opens_for_less_than_its_price(app: TestApp) {
        withstand(&app, &["gift", "thing", "auction"]).await;
    }

    async fn no_moving_up_and_no_payment_by_phone_opens_for_less_than_its_price(app: TestApp) {
        withstand(&app, &["moving up", "phone"]).await;
    }
}
