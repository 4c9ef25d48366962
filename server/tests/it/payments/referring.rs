//! Referrals: the first invitation counts, half of the platform's part is the referrer's, and what cannot be paid out is the
//! platform's and told.

use super::*;
use shared::{money::Amount, payments::LegRole, referrals::ReferralsView};

/// A creator who came by this person's link.
pub(super) async fn creator_by(app: &TestApp, referrer: &Caller) -> Caller {
    let mut creator = app.visitor();
    let answer = creator.get(&format!("/r/{}", referrer.handle().await)).await;
    assert_eq!(answer.status, 303);
    creator.sign_in(app.wallet()).await;
    let answer = creator
        .post("/api/me/creator", json!({ "category": "art" }))
        .await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    app.rpc(
        "requestAirdrop",
        json!([creator.wallet().address().to_string(), 1_000_000_000_u64]),
    )
    .await;
    app.slots(2);
    creator
}

async fn referrals(who: &Caller) -> ReferralsView {
    who.get("/api/referrals").await.parse()
}

fn shares(order: &OrderView) -> Vec<(LegRole, u64)> {
    order.legs.iter().map(|leg| (leg.role, leg.amount.0)).collect()
}

both! {
    async fn half_of_the_platforms_part_is_the_referrers(app: TestApp) {
        let (referrer, fan) = (app.fan().await, app.fan().await);
        let creator = creator_by(&app, &referrer).await;
        let handle = creator.handle().await;
        let before = referrals(&referrer).await;
        assert_eq!((before.invited, before.received, before.creators.total), (1, vec![], 1));
        assert!(before.link.ends_with(&format!("/r/{}", referrer.handle().await)));

        let order = app.pay(&fan, subscription(&handle, "basic")).await;
        assert_eq!(
            shares(&order),
            [(LegRole::Platform, 2_500_000), (LegRole::Referrer, 2_500_000), (LegRole::Creator, 45_000_000)]
        );
        assert_eq!(order.legs[1].address, referrer.wallet().address());
        let now_ = referrals(&referrer).await;
        assert_eq!((now_.received, now_.booked), (vec![Amount::sol(2_500_000)], vec![]));
        assert_eq!(now_.creators.items[0].received, [Amount::sol(2_500_000)]);
        assert_eq!(now_.creators.items[0].creator.handle.as_str(), handle);
        app.slots(40);
        look(&app, &order).await;
        assert_eq!(referrals(&referrer).await.booked, [Amount::sol(2_500_000)]);
        // A tip is all the creator's.
        let tip = app.pay(&fan, json!({ "kind": "tip", "creator": handle, "amount": "5000000" })).await;
        assert_eq!(shares(&tip), [(LegRole::Creator, 5_000_000)]);
        // What the network takes back is taken off.
        app.slots(40);
        let second = app.pay(&fan, subscription(&handle, "basic")).await;
        assert_eq!(referrals(&referrer).await.received, [Amount::sol(5_000_000)]);
        app.localnet.reorg(10).await.expect("a reorg");
        app.slots(300);
        look(&app, &second).await;
        assert_eq!(referrals(&referrer).await.received, [Amount::sol(2_500_000)]);
        // Others have nothing of it.
        assert_eq!(referrals(&fan).await.invited, 0);
    }

    async fn the_first_invitation_counts_and_only_for_new_people(app: TestApp) {
        let (first, second) = (app.fan().await, app.fan().await);
        let mut newcomer = app.visitor();
        for referrer in [&first, &second] {
            assert_eq!(newcomer.get(&format!("/r/{}", referrer.handle().await)).await.status, 303);
        }
        newcomer.sign_in(app.wallet()).await;
        assert_eq!((referrals(&first).await.invited, referrals(&second).await.invited), (1, 0));
        // Whoever is somebody already is invited by nobody, signed in or not.
        newcomer.get(&format!("/r/{}", second.handle().await)).await;
        let wallet = newcomer.wallet().clone();
        newcomer.sign_in(wallet.clone()).await;
        let mut elsewhere = app.visitor();
        elsewhere.get(&format!("/r/{}", second.handle().await)).await;
        elsewhere.sign_in(wallet).await;
        assert_eq!((referrals(&first).await.invited, referrals(&second).await.invited), (1, 0));
    }

    async fn an_invitation_leads_to_the_page_and_nobodys_is_not_found(app: TestApp) {
        let creator = app.creator("art").await;
        let fan = app.fan().await;
        let place = |answer: &Answer| answer.headers["location"].to_str().expect("a path").to_owned();
        let handle = creator.handle().await;
        let visitor = app.visitor();
        assert_eq!(place(&visitor.get(&format!("/r/{handle}")).await), format!("/{handle}"));
        assert_eq!(place(&visitor.get(&format!("/r/{}", fan.handle().await)).await), "/");
        for nobody in ["nobody_at_all", "x", "%00", "admin"] {
            assert_eq!(visitor.get(&format!("/r/{nobody}")).await.status, 404, "{nobody}");
        }
        // Under a handle of before it is the same person's.
        assert_eq!(creator.patch("/api/me", json!({ "handle": "renamed_one" })).await.status, 200);
        let mut newcomer = app.visitor();
        assert_eq!(place(&newcomer.get(&format!("/r/{handle}")).await), "/renamed_one");
        newcomer.sign_in(app.wallet()).await;
        assert_eq!(referrals(&creator).await.invited, 1);
    }

    async fn an_empty_wallet_and_ones_own_purchase_leave_the_part_to_the_platform(app: TestApp) {
        // Signed in, and without any money.
        let mut poor = app.visitor();
        poor.sign_in(app.wallet()).await;
        let creator = creator_by(&app, &poor).await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        // 0.01 SOL: half of the tenth is 0.0005, less than an empty account must hold.
        let cheap = json!({ "tiers": [{ "level": "basic", "price": "10000000", "active": true }, { "level": "vip", "price": "350000000", "active": true }] });
        assert_eq!(creator.put("/api/me/creator/tiers", cheap).await.status, 200);
        let order = app.pay(&fan, subscription(&handle, "basic")).await;
        assert_eq!(shares(&order), [(LegRole::Platform, 1_000_000), (LegRole::Creator, 9_000_000)]);
        let seen = referrals(&poor).await;
        assert_eq!((seen.received, seen.missed), (vec![], vec![Amount::sol(500_000)]));
        // Enough to stand by itself comes through, and from then on all does.
        let order = app.pay(&fan, subscription(&handle, "vip")).await;
        assert_eq!(shares(&order)[1], (LegRole::Referrer, 17_500_000));
        let order = app.pay(&app.fan().await, subscription(&handle, "basic")).await;
        assert_eq!(shares(&order)[1], (LegRole::Referrer, 500_000));
        // Nobody is paid for what they buy themself, and they can buy it.
        let own = app.pay(&poor_with_money(&app, poor).await, subscription(&handle, "basic")).await;
        assert_eq!(shares(&own), [(LegRole::Platform, 1_000_000), (LegRole::Creator, 9_000_000)]);
    }

    async fn a_referrers_wallet_that_runs_empty_stops_no_sale(app: TestApp) {
        let (referrer, fan) = (app.fan().await, app.fan().await);
        let creator = creator_by(&app, &referrer).await;
        let cheap = json!({ "tiers": [{ "level": "basic", "price": "10000000", "active": true }] });
        assert_eq!(creator.put("/api/me/creator/tiers", cheap).await.status, 200);
        let item = subscription(&creator.handle().await, "basic");
        let order = fan.order(item.clone()).await;
        assert_eq!(shares(&order)[1], (LegRole::Referrer, 500_000));
        let address = referrer.wallet().address();
        let held = app.rpc("getBalance", json!([address.to_string()])).await["result"]["value"].as_u64().expect("a balance");
        let away = transfer(address, app.wallet().address(), held - 5_000);
        craft::send(&app, &[referrer.wallet()], &[away]).await;
        let answer = ask_transaction(&fan, &order).await;
        assert_eq!((answer.status, answer.code()), (409, "order_expired"));
        assert!(answer.json["detail"].as_str().is_some_and(|words| words.contains("start again")));
        let order = app.pay(&fan, item).await;
        assert_eq!(shares(&order), [(LegRole::Platform, 1_000_000), (LegRole::Creator, 9_000_000)]);
    }

    async fn a_referrer_who_creates_is_paid_where_their_sales_are(app: TestApp) {
        let mut referrer = app.fan().await;
        let vault = app.wallet();
        let wish = json!({ "category": "art", "payout_address": vault.address().to_string() });
        assert_eq!(referrer.post("/api/me/creator", wish).await.status, 201);
        let wallet = referrer.wallet().clone();
        referrer.sign_in(wallet).await;
        let creator = creator_by(&app, &referrer).await;
        let order = app.pay(&app.fan().await, subscription(&creator.handle().await, "premium")).await;
        assert_eq!((order.legs[1].role, order.legs[1].address), (LegRole::Referrer, vault.address()));
        // Whoever is leaving is paid no more.
        let handle = referrer.handle().await;
        assert_eq!(referrer.post("/api/me/erasure", json!({ "handle": handle })).await.status, 202);
        let order = app.pay(&app.fan().await, subscription(&creator.handle().await, "premium")).await;
        assert_eq!(order.legs.len(), 2);
    }
}

/// The same person, with 1 SOL.
async fn poor_with_money(app: &TestApp, poor: Caller) -> Caller {
    app.rpc(
        "requestAirdrop",
        json!([poor.wallet().address().to_string(), 1_000_000_000_u64]),
    )
    .await;
    app.slots(2);
    poor
}
