//! Time at a tier: bought, extended, raised, ended.

use super::*;
use shared::{Timestamp, paging::Page, payments::SubscriptionView};

async fn subscriptions(fan: &Caller) -> Vec<SubscriptionView> {
    let page: Page<SubscriptionView> = fan.get("/api/subscriptions").await.parse();
    page.items
}

async fn tier_post(creator: &Caller, tier: &str) -> String {
    creator
        .publish(json!({ "title": "Tier", "body": SECRET, "access": "tier", "tier": tier }))
        .await
}

async fn opens(fan: &Caller, post: &str) -> bool {
    fan.get(&format!("/api/posts/{post}")).await.contains(SECRET)
}

/// Signs in anew: sessions do not last for months.
async fn again(fan: &mut Caller) {
    let wallet = fan.wallet().clone();
    fan.sign_in(wallet).await;
}

both! {
    async fn a_tier_opens_what_it_should_until_it_ends(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, mut fan) = (creator.handle().await, app.fan().await);
        let (basic, vip) = (tier_post(&creator, "basic").await, tier_post(&creator, "vip").await);
        assert!(!opens(&fan, &basic).await);
        let order = app.pay(&fan, subscription(&handle, "premium")).await;
        assert_eq!(order.amount.0, 150_000_000);
        assert!(opens(&fan, &basic).await && !opens(&fan, &vip).await);
        let held = subscriptions(&fan).await;
        let end = order.paid_at.expect("it was paid").after(30 * DAY);
        assert_eq!((held.len(), held[0].running, held[0].valid_until), (1, true, end));
        let page = fan.get(&format!("/api/creators/{handle}")).await;
        assert_eq!(page.json["subscribers"], 1);
        assert_eq!(page.json["subscription"]["tier"], "premium");
        app.advance(30 * DAY - MINUTE);
        again(&mut fan).await;
        assert!(opens(&fan, &basic).await);
        // And its days of grace.
        app.advance(MINUTE + 3 * DAY);
        assert!(!opens(&fan, &basic).await);
        let held = subscriptions(&fan).await;
        assert_eq!((held.len(), held[0].running, held[0].valid_until), (1, false, end));
        let page = fan.get(&format!("/api/creators/{handle}")).await;
        assert_eq!((page.json["subscribers"].as_u64(), page.json["subscription"].is_null()), (Some(0), true));
    }

    async fn paying_again_extends_from_the_end(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, mut fan) = (creator.handle().await, app.fan().await);
        let first = app.pay(&fan, subscription(&handle, "basic")).await;
        app.advance(10 * DAY);
        again(&mut fan).await;
        app.pay(&fan, subscription(&handle, "basic")).await;
        let held = subscriptions(&fan).await;
        let paid_at = first.paid_at.expect("it was paid");
        assert_eq!(held.len(), 1);
        assert_eq!((held[0].started_at, held[0].valid_until), (paid_at, paid_at.after(60 * DAY)));
    }

    async fn a_higher_tier_starts_now_and_the_lower_one_waits_behind_it(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, mut fan) = (creator.handle().await, app.fan().await);
        let vip = tier_post(&creator, "vip").await;
        let basic = app.pay(&fan, subscription(&handle, "basic")).await;
        app.advance(10 * DAY);
        again(&mut fan).await;
        let raised = app.pay(&fan, subscription(&handle, "vip")).await;
        assert!(opens(&fan, &vip).await);
        let start = raised.paid_at.expect("it was paid");
        let used = start.0 - basic.paid_at.expect("it was paid").0;
        let held = subscriptions(&fan).await;
        assert_eq!((held[0].running, held[0].valid_until), (true, start.after(30 * DAY)));
        let left = Timestamp(start.after(60 * DAY).0 - used);
        assert_eq!((held[1].running, held[1].started_at, held[1].valid_until), (false, start.after(30 * DAY), left));
        // What runs is unbroken time at the tier or above it.
        let page = fan.get(&format!("/api/creators/{handle}")).await;
        assert_eq!(page.json["subscription"]["tier"], "vip");
        // A lower one is put at the end, and nothing is lost.
        app.pay(&fan, subscription(&handle, "premium")).await;
        let held = subscriptions(&fan).await;
        assert_eq!(held.iter().map(|held| held.valid_until).max(), Some(left.after(30 * DAY)));
    }

    async fn a_reversed_payment_leaves_no_gap(app: TestApp) {
        let creator = app.creator("art").await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        let basic = tier_post(&creator, "basic").await;
        app.pay(&fan, subscription(&handle, "basic")).await;
        app.slots(40);
        let order = app.pay(&fan, subscription(&handle, "vip")).await;
        app.localnet.reorg(10).await.expect("a reorg");
        app.slots(300);
        look(&app, &order).await;
        assert_eq!(now(&fan, &order).await.status, OrderStatus::Reversed);
        // The lower tier that waited behind it runs again at once.
        let held = subscriptions(&fan).await;
        assert_eq!((held.len(), held[0].running), (1, true));
        assert!(opens(&fan, &basic).await);
    }
}
