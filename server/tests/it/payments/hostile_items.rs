//! The attacks of `hostile.rs` against every kind of item in either currency: a post, a tip, a subscription, and a longer one
//! whose creator was invited by somebody, so that three are paid. One order bears them all, opens nothing, and is then paid
//! honestly. The names of the attacks are the rows of the table in docs/money.md.

use super::*;
use solana_message::Instruction;
use testkit::Wallet;

/// Something to buy, and what is to open for it.
struct Target {
    creator: Caller,
    fan: Caller,
    item: Value,
    currency: &'static str,
    grants: usize,
}

impl Target {
    async fn all(app: &TestApp) -> Vec<Self> {
        let mut targets = Vec::new();
        let kinds = ["post", "tip", "subscription", "referred"];
        for (kind, currency) in kinds
            .iter()
            .flat_map(|kind| ["SOL", "USDC"].map(|one| (*kind, one)))
        {
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
            if currency == "USDC" {
                app.give_usdc(creator.wallet().address(), 0).await;
                app.give_usdc(fan.wallet().address(), 5_000_000_000).await;
            }
            let handle = creator.handle().await;
            let item = match kind {
                "post" => {
                    let draft = json!({ "title": "For sale", "body": SECRET, "access": "price", "price": "200000000", "currency": currency });
                    post(&creator.publish(draft).await)
                }
                "tip" => json!({ "kind": "tip", "creator": handle, "amount": "200000000" }),
                "subscription" => subscription(&handle, "basic"),
                _ => json!({ "kind": "subscription", "creator": handle, "tier": "basic", "days": 90 }),
            };
            targets.push(Self {
                creator,
                fan,
                item,
                currency,
                grants: usize::from(kind != "tip"),
            });
        }
        targets
    }

    async fn order(&self) -> OrderView {
        self.fan.order_in(self.currency, self.item.clone()).await
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
    let buyer = || vec![target.fan.wallet()];
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
        vec![target.fan.wallet(), target.creator.wallet()],
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

both! {
    async fn no_kind_of_item_opens_for_less_than_its_price(app: TestApp) {
        let stranger = app.fan().await;
        app.give_usdc(stranger.wallet().address(), 5_000_000_000).await;
        let mut so_far = books(&app).await;
        for target in Target::all(&app).await {
            let order = target.order().await;
            for (attack, signers, instructions) in attacks(&order, &target, stranger.wallet()) {
                let signature = craft::send(&app, &signers, &instructions).await;
                // Found by the scanner, and named by the buyer too.
                look(&app, &order).await;
                assert_eq!(report_sent(&target.fan, &order, signature).await.status, 202, "{attack}");
                let round = look(&app, &order).await;
                assert_eq!((round.faults, &round.outage), (0, &None), "{attack}");
                let seen = now(&target.fan, &order).await;
                assert!(!seen.status.paid() && !seen.status.settled(), "{attack}: {seen:?}");
                assert_eq!(books(&app).await, so_far, "{attack}: {}", target.item);
                assert_eq!(ledger(&app, order.id).await, [], "{attack}");
            }
            let signature = craft::send(&app, &[target.fan.wallet()], &payment(&order)).await;
            assert_eq!(report_sent(&target.fan, &order, signature).await.status, 202);
            look(&app, &order).await;
            assert_eq!(now(&target.fan, &order).await.status, OrderStatus::Confirmed, "{}", target.item);
            so_far = (so_far.0 + target.grants, so_far.1 + 1);
            assert_eq!(books(&app).await, so_far);
            let paid: i64 = ledger(&app, order.id).await.iter().map(|line| line.1).sum();
            assert_eq!(paid, i64::try_from(order.amount.0).expect("it fits"));

            if target.item["kind"] == "post" {
                // It cannot be bought twice.
                continue;
            }
            // The same transaction for another order, and one transaction for two.
            let second = target.order().await;
            assert_eq!(report_sent(&target.fan, &second, signature).await.code(), "signature_used");
            let third = target.order().await;
            let mut two = payment(&second);
            let last = two.pop().expect("a transfer");
            two.push(marked(last, third.reference));
            craft::send(&app, &[target.fan.wallet()], &two).await;
            for order in [&second, &third] {
                look(&app, order).await;
                assert_eq!(now(&target.fan, order).await.status, OrderStatus::Review);
            }
            assert_eq!(books(&app).await, so_far, "{}", target.item);
        }
    }
}
