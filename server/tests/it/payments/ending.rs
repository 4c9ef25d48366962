//! How bought time ends: reminders, days of grace, cancelling; and what people are told of orders.

use super::*;
use domain::subscriptions::reminders;
use futures::join;
use shared::{
    notifications::{NotificationKind as Kind, NotificationView},
    paging::Page,
    payments::SubscriptionView,
};

const MILLISECOND: Duration = Duration::from_millis(1);
/// So long what was bought stays open after its end.
const GRACE: Duration = Duration::from_secs(3 * 24 * 60 * 60);

async fn again(caller: &mut Caller) {
    let wallet = caller.wallet().clone();
    caller.sign_in(wallet).await;
}

async fn held(fan: &Caller) -> Vec<SubscriptionView> {
    let page: Page<SubscriptionView> = fan.get("/api/subscriptions").await.parse();
    page.items
}

async fn told(caller: &Caller) -> Vec<NotificationView> {
    let page: Page<NotificationView> = caller.get("/api/notifications").await.parse();
    page.items
}

async fn kinds(caller: &Caller) -> Vec<Kind> {
    told(caller).await.iter().map(|one| one.kind).collect()
}

/// The worker does all that is due.
async fn remind(app: &TestApp) {
    reminders::round(app.domain()).await.expect("a round");
}

/// What a fan was told of the end of their time, the first first.
async fn reminded(fan: &mut Caller) -> Vec<Option<u16>> {
    again(fan).await;
    let ends = |one: &NotificationView| matches!(one.kind, Kind::Expiry | Kind::Ended);
    let mut days: Vec<_> = told(fan)
        .await
        .into_iter()
        .filter(ends)
        .map(|one| one.days)
        .collect();
    days.reverse();
    days
}

struct Fan {
    creator: Caller,
    handle: String,
    fan: Caller,
    post: String,
    end: shared::Timestamp,
}

impl Fan {
    /// Somebody with 30 days at a creator's basic tier.
    async fn subscribed(app: &TestApp) -> Self {
        let creator = app.creator("art").await;
        let draft = json!({ "title": "Tier", "body": SECRET, "access": "tier", "tier": "basic" });
        let post = creator.publish(draft).await;
        let (handle, fan) = (creator.handle().await, app.fan().await);
        let order = app.pay(&fan, subscription(&handle, "basic")).await;
        // Final, as what is a month old is.
        app.slots(40);
        look(app, &order).await;
        let end = order.paid_at.expect("it was paid").after(30 * DAY);
        Self {
            creator,
            handle,
            fan,
            post,
            end,
        }
    }

    /// Brings the clock to so long before the end, or after it.
    async fn until(&mut self, app: &TestApp, before: Duration, after: Duration) {
        let then = self.end.before(before).after(after).0 - app.domain().now().0;
        app.advance(Duration::from_millis(u64::try_from(then).expect("it is to come")));
        again(&mut self.fan).await;
    }

    async fn opens(&self) -> bool {
        self.fan
            .get(&format!("/api/posts/{}", self.post))
            .await
            .contains(SECRET)
    }

    async fn cancel(&self, cancel: bool) -> u16 {
        let method = if cancel {
            reqwest::Method::DELETE
        } else {
            reqwest::Method::PUT
        };
        self.fan
            .send(method, &format!("/api/subscriptions/{}", self.handle), &[], None)
            .await
            .status
    }
}

const NONE: Duration = Duration::ZERO;

both! {
    async fn each_step_before_the_end_is_told_once(app: TestApp) {
        let mut it = Fan::subscribed(&app).await;
        it.until(&app, 7 * DAY + MILLISECOND, NONE).await;
        remind(&app).await;
        assert_eq!(reminded(&mut it.fan).await, []);
        let steps = [(7 * DAY, Some(7)), (3 * DAY, Some(3)), (DAY, Some(1)), (12 * HOUR, Some(0)), (NONE, None)];
        let mut so_far = vec![];
        for (before, days) in steps {
            it.until(&app, before, NONE).await;
            // Two servers look at the same time, and each looks again.
            join!(remind(&app), remind(&app));
            remind(&app).await;
            so_far.push(days);
            assert_eq!(reminded(&mut it.fan).await, so_far);
        }
        it.until(&app, NONE, 20 * DAY).await;
        remind(&app).await;
        assert_eq!(reminded(&mut it.fan).await, so_far);
        let ended = &told(&it.fan).await[0];
        assert_eq!((ended.kind, ended.moment, ended.open_until), (Kind::Ended, Some(it.end), None));
        assert_eq!(ended.renewal.map(|renewal| renewal.price.0), Some(50_000_000));
    }

    async fn a_server_that_was_down_tells_the_last_step_alone(app: TestApp) {
        let mut it = Fan::subscribed(&app).await;
        it.until(&app, HOUR, NONE).await;
        remind(&app).await;
        assert_eq!(reminded(&mut it.fan).await, [Some(0)]);
        let mut other = Fan::subscribed(&app).await;
        other.until(&app, NONE, 6 * DAY).await;
        remind(&app).await;
        assert_eq!(reminded(&mut other.fan).await, [None]);
        let mut late = Fan::subscribed(&app).await;
        late.until(&app, NONE, 8 * DAY).await;
        remind(&app).await;
        assert_eq!(reminded(&mut late.fan).await, [], "that is no news");
    }

    async fn what_goes_on_does_not_end(app: TestApp) {
        let mut it = Fan::subscribed(&app).await;
        it.until(&app, 7 * DAY, NONE).await;
        remind(&app).await;
        assert!(told(&it.fan).await[0].renewal.is_some());
        // The renewal is in it, also for a browser without scripts.
        let form = "action=\"/order\"";
        assert!(it.fan.get("/notifications").await.contains(form));
        app.pay(&it.fan, subscription(&it.handle, "basic")).await;
        assert_eq!(told(&it.fan).await[0].renewal, None, "it was renewed");
        assert!(!it.fan.get("/notifications").await.contains(form));
        it.until(&app, DAY, NONE).await;
        remind(&app).await;
        assert_eq!(reminded(&mut it.fan).await, [Some(7)]);
        // It is the new end that is told.
        it.end = it.end.after(30 * DAY);
        it.until(&app, 7 * DAY, NONE).await;
        remind(&app).await;
        assert_eq!(reminded(&mut it.fan).await, [Some(7), Some(7)]);
        assert_eq!(told(&it.fan).await[0].moment, Some(it.end));
    }

    async fn a_reminder_of_a_gift_says_who_gave_it(app: TestApp) {
        let creator = app.creator("art").await;
        let (giver, mut fan) = (app.fan().await, app.fan().await);
        let mut gift = subscription(&creator.handle().await, "premium");
        gift["to"] = json!(fan.handle().await);
        app.pay(&giver, gift).await;
        let [given] = told(&fan).await.try_into().expect("told");
        let by = giver.handle().await;
        assert_eq!((given.kind, given.amount, given.order), (Kind::Gift, None, None));
        assert_eq!(given.actor.map(|actor| actor.handle.to_string()), Some(by.clone()));
        assert_eq!((kinds(&giver).await, kinds(&creator).await), (vec![], vec![Kind::Subscriber]));
        app.advance(29 * DAY);
        remind(&app).await;
        again(&mut fan).await;
        let reminder = &told(&fan).await[0];
        assert_eq!((reminder.kind, reminder.days), (Kind::Expiry, Some(1)));
        assert_eq!(reminder.actor.as_ref().map(|actor| actor.handle.to_string()), Some(by));
    }

    async fn days_of_grace_are_open_to_the_millisecond(app: TestApp) {
        let mut it = Fan::subscribed(&app).await;
        it.until(&app, MILLISECOND, NONE).await;
        assert!(it.opens().await && held(&it.fan).await[0].open_until.is_none());
        it.until(&app, NONE, NONE).await;
        remind(&app).await;
        assert!(it.opens().await);
        let closes = it.end.after(GRACE);
        let now = &held(&it.fan).await[0];
        assert_eq!((now.running, now.valid_until, now.open_until), (true, it.end, Some(closes)));
        let page = it.fan.get(&format!("/api/creators/{}", it.handle)).await.json;
        assert_eq!(page["subscription"]["open_until"], json!(closes));
        assert_eq!(told(&it.fan).await[0].open_until, Some(closes));
        for page in ["/subscriptions", "/notifications", &format!("/{}", it.handle)] {
            assert!(it.fan.get(page).await.contains("till open until"), "{page}");
        }
        it.until(&app, NONE, GRACE - MILLISECOND).await;
        assert!(it.opens().await);
        app.advance(MILLISECOND);
        assert!(!it.opens().await);
        let now = &held(&it.fan).await[0];
        assert_eq!((now.running, now.open_until), (false, None));
        // Whoever pays now has it from now on.
        let order = app.pay(&it.fan, subscription(&it.handle, "basic")).await;
        assert_eq!(held(&it.fan).await[0].started_at, order.paid_at.expect("it was paid"));
    }

    async fn whoever_pays_within_them_goes_on_from_the_end(app: TestApp) {
        let mut it = Fan::subscribed(&app).await;
        it.until(&app, NONE, 2 * DAY).await;
        app.pay(&it.fan, subscription(&it.handle, "basic")).await;
        let [now] = held(&it.fan).await.try_into().expect("one");
        assert_eq!((now.valid_until, now.open_until), (it.end.after(30 * DAY), None));
        assert!(it.opens().await);
        // A higher tier begins when it is paid, and what is open for nothing pays nothing of it.
        let mut other = Fan::subscribed(&app).await;
        other.until(&app, NONE, DAY).await;
        let order = app.pay(&other.fan, subscription(&other.handle, "vip")).await;
        assert_eq!((order.amount.0, order.reductions.len()), (350_000_000, 0));
        let vip = held(&other.fan).await.into_iter().find(|held| held.tier.as_str() == "vip").expect("vip");
        assert_eq!(vip.valid_until, order.paid_at.expect("it was paid").after(30 * DAY));
    }

    async fn whoever_cancels_keeps_what_they_paid_for_and_no_more(app: TestApp) {
        let mut it = Fan::subscribed(&app).await;
        assert_eq!(it.creator.delete(&format!("/api/subscriptions/{}", it.handle)).await.status, 404);
        assert_eq!((it.cancel(true).await, it.cancel(true).await), (204, 204));
        assert!(held(&it.fan).await[0].cancelled);
        it.until(&app, DAY, NONE).await;
        remind(&app).await;
        assert!(it.opens().await);
        assert_eq!(reminded(&mut it.fan).await, [], "nobody reminds them");
        // Whoever takes it back is reminded of what is still to come.
        assert_eq!((it.cancel(false).await, it.cancel(false).await), (204, 204));
        assert!(!held(&it.fan).await[0].cancelled);
        it.until(&app, HOUR, NONE).await;
        remind(&app).await;
        assert_eq!(reminded(&mut it.fan).await, [Some(0)]);
        let form = format!("creator={}&act=cancel", it.handle);
        assert_eq!(it.fan.form("/subscriptions/cancel", &form).await.status, 303);
        it.until(&app, NONE, NONE).await;
        remind(&app).await;
        assert!(!it.opens().await, "without a day of grace");
        assert_eq!(reminded(&mut it.fan).await, [Some(0)]);
        // Buying more of it ends that.
        app.pay(&it.fan, subscription(&it.handle, "basic")).await;
        let [now] = held(&it.fan).await.try_into().expect("one");
        assert!(!now.cancelled && now.running);
        it.end = now.valid_until;
        it.until(&app, NONE, DAY).await;
        assert!(it.opens().await);
        assert_eq!(it.cancel(true).await, 204);
        assert!(!it.opens().await, "it closes at once where only grace was left");
        assert_eq!(it.cancel(false).await, 204);
        assert!(it.opens().await);
        it.until(&app, NONE, 10 * DAY).await;
        assert_eq!(it.cancel(true).await, 404, "there is nothing to cancel");
    }

    async fn each_sale_is_told_to_who_sold_it(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        let [sold] = told(&sale.creator).await.try_into().expect("told once");
        assert_eq!((sold.kind, sold.order, sold.amount), (Kind::Sale, Some(order.id), Some(order.amount)));
        assert_eq!(sold.actor.map(|actor| actor.handle.to_string()), Some(sale.fan.handle().await));
        assert_eq!(sold.post.map(|post| post.title), Some("For sale".to_owned()));
        assert_eq!(told(&sale.fan).await, []);
        app.slots(40);
        look(&app, &order).await;
        assert_eq!(kinds(&sale.creator).await, [Kind::Sale], "final is no news");
        app.advance(MINUTE);
        let handle = sale.creator.handle().await;
        app.pay(&sale.fan, json!({ "kind": "tip", "creator": handle, "amount": "20000000", "note": SECRET })).await;
        assert_eq!(kinds(&sale.creator).await, [Kind::Tip, Kind::Sale]);
        assert!(!sale.creator.get("/api/notifications").await.contains(SECRET));
    }

    async fn what_goes_wrong_is_told_to_both(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        for _ in 0..2 {
            craft::send(&app, &[sale.fan.wallet()], &payment(&order)).await;
        }
        look(&app, &order).await;
        look(&app, &order).await;
        let count = |kinds: Vec<Kind>, kind| kinds.into_iter().filter(|one| *one == kind).count();
        for caller in [&sale.fan, &sale.creator] {
            assert_eq!(count(kinds(caller).await, Kind::Trouble), 1);
            assert_eq!(caller.get("/notifications").await.status, 200);
        }
        let trouble = told(&sale.fan).await;
        assert_eq!(trouble[0].creator.as_ref().map(|creator| creator.handle.to_string()), Some(sale.creator.handle().await));
        assert!(trouble[0].actor.is_none());
    }

    async fn what_the_network_takes_back_is_told_and_told_again_when_it_returns(app: TestApp) {
        let sale = Sale::open(&app).await;
        app.slots(40);
        let order = app.pay(&sale.fan, post(&sale.post)).await;
        app.localnet.reorg(10).await.expect("a reorg");
        app.slots(300);
        look(&app, &order).await;
        assert_eq!(now(&sale.fan, &order).await.status, OrderStatus::Reversed);
        assert_eq!((kinds(&sale.fan).await, kinds(&sale.creator).await), (vec![Kind::Reversed], vec![Kind::Reversed, Kind::Sale]));
    }

    async fn a_gift_that_vanishes_is_told_to_all_three(app: TestApp) {
        let creator = app.creator("art").await;
        let (giver, fan) = (app.fan().await, app.fan().await);
        app.slots(40);
        let mut gift = subscription(&creator.handle().await, "premium");
        gift["to"] = json!(fan.handle().await);
        let order = app.pay(&giver, gift).await;
        app.localnet.reorg(10).await.expect("a reorg");
        app.slots(300);
        look(&app, &order).await;
        assert_eq!(kinds(&giver).await, [Kind::Reversed]);
        assert_eq!(kinds(&creator).await, [Kind::Reversed, Kind::Subscriber]);
        assert_eq!(kinds(&fan).await, [Kind::Reversed, Kind::Gift]);
        let gone = &told(&fan).await[0];
        assert_eq!((gone.order, gone.amount), (None, None), "what was paid is the giver's to tell");
        assert!(fan.get("/notifications").await.contains("What it opened is closed."));
    }

    async fn another_wallet_is_told_to_whoever_is_paid(app: TestApp) {
        let creator = app.creator("art").await;
        let wallet = app.wallet().address().to_string();
        let asked = creator.post("/api/me/creator/payout", json!({ "address": wallet })).await;
        assert_eq!(asked.status, 200, "{}", asked.json);
        let message = asked.json["message"].as_str().expect("a text");
        use base64::{Engine, engine::general_purpose::STANDARD};
        let signed = json!({
            "signed_message": STANDARD.encode(message),
            "signature": creator.wallet().sign_bytes(message.as_bytes()),
        });
        let begun = creator.put("/api/me/creator/payout", signed).await;
        assert_eq!(begun.status, 200, "{}", begun.json);
        app.advance(MINUTE);
        assert_eq!(creator.delete("/api/me/creator/payout").await.status, 204);
        assert_eq!(kinds(&creator).await, [Kind::PayoutCancelled, Kind::PayoutBegun]);
        assert_eq!(told(&creator).await[1].moment.map(|moment| json!(moment)), Some(begun.json["takes_effect_at"].clone()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_days_of_grace_an_end_is_an_end() {
    let none = |settings: &mut server::Settings| settings.grace_days = Some("0".into());
    let app = TestApp::start_with(testkit::Db::Sqlite, server::serve::Scanner::ByHand, none).await;
    let mut it = Fan::subscribed(&app).await;
    it.until(&app, MILLISECOND, NONE).await;
    assert!(it.opens().await);
    app.advance(MILLISECOND);
    assert!(!it.opens().await);
    let order = app.pay(&it.fan, subscription(&it.handle, "basic")).await;
    assert_eq!(
        held(&it.fan).await[0].started_at,
        order.paid_at.expect("it was paid")
    );
}
