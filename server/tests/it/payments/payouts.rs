//! Changing where a creator is paid: only the wallet that is paid until then can begin it, a day passes, and whoever has taken over
//! an account gains nothing by it.

use super::{usdc::tokens_of, *};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::creators::entity::{payout_challenge, payout_change};
use sea_orm::QueryOrder;
use shared::{
    Timestamp,
    payments::LegRole,
    payouts::{PayoutChallenge, PayoutChange},
    solana::Address,
};
use testkit::Wallet;

const DOOR: &str = "/api/me/creator/payout";

async fn ask(creator: &Caller, to: Address) -> Answer {
    creator.post(DOOR, json!({ "address": to.to_string() })).await
}

/// What is to be signed for this.
async fn text(creator: &Caller, to: Address) -> String {
    let answer = ask(creator, to).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.parse::<PayoutChallenge>().message
}

fn signed(text: &str, by: &Wallet) -> Value {
    json!({ "signed_message": STANDARD.encode(text), "signature": by.sign_bytes(text.as_bytes()) })
}

/// Begins a change with the signature of this wallet.
async fn begin(creator: &Caller, by: &Wallet, to: Address) -> PayoutChange {
    let answer = creator.put(DOOR, signed(&text(creator, to).await, by)).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.parse()
}

/// Who is paid now, and who next, as the creator sees it.
async fn told(creator: &Caller) -> (Value, Value) {
    let me = creator.get("/api/me").await.json;
    (
        me["creator"]["payout_address"].clone(),
        me["creator"]["payout_change"]["address"].clone(),
    )
}

fn advance_to(app: &TestApp, moment: Timestamp) {
    let left = moment.0 - app.domain().now().0;
    app.advance(Duration::from_millis(
        u64::try_from(left).expect("a moment to come"),
    ));
}

fn creators_leg(order: &OrderView) -> Address {
    let leg = order.legs.iter().find(|leg| leg.role == LegRole::Creator);
    leg.expect("creators are paid").address
}

async fn lamports(app: &TestApp, wallet: Address) -> u64 {
    let answer = app.rpc("getBalance", json!([wallet.to_string()])).await;
    answer["result"]["value"].as_u64().expect("a balance")
}

/// How each change ended, in the order in which they were asked for.
async fn ends(app: &TestApp) -> Vec<Option<String>> {
    let rows = payout_change::Entity::find()
        .order_by_asc(payout_change::Column::AskedAt)
        .all(&app.domain().db)
        .await
        .expect("changes");
    rows.into_iter().map(|row| row.ended_why).collect()
}

both! {
    async fn the_new_wallet_is_paid_a_day_later_to_the_millisecond(app: TestApp) {
        let creator = app.creator("art").await;
        let handle = creator.handle().await;
        let (old, new) = (creator.wallet().address(), app.wallet().address());
        let (first, second) = (app.fan().await, app.fan().await);
        let asked: PayoutChallenge = ask(&creator, new).await.parse();
        assert_eq!((asked.from, asked.to), (old, new));
        for part in [format!("From: {old}\n"), format!("To: {new}\n"), format!("URI: {}\n", app.domain().rules.origin)] {
            assert!(asked.message.contains(&part), "{}", asked.message);
        }
        assert_eq!(told(&creator).await, (json!(old), Value::Null), "asking changes nothing");
        let change = begin(&creator, creator.wallet(), new).await;
        assert_eq!(change, PayoutChange { address: new, takes_effect_at: app.domain().now().after(DAY) });
        assert_eq!(told(&creator).await, (json!(old), json!(new)));
        for page in ["/settings", "/dashboard"] {
            let page = creator.get(page).await;
            assert!(page.contains(&new.to_string()) && page.contains("Cancel the change"), "{}", page.text());
        }
        // The millisecond before, and the one.
        advance_to(&app, Timestamp(change.takes_effect_at.0 - 1));
        let before = first.order(subscription(&handle, "premium")).await;
        assert_eq!(creators_leg(&before), old);
        assert_eq!(told(&creator).await, (json!(old), json!(new)));
        app.advance(Duration::from_millis(1));
        let after = second.order(subscription(&handle, "premium")).await;
        assert_eq!(creators_leg(&after), new);
        assert_eq!(told(&creator).await, (json!(new), Value::Null));
        assert!(!creator.get("/settings").await.contains("Cancel the change"));
        // What was ordered before is paid to whom it was made for, and what is asked for again is another order.
        let again = first.order(subscription(&handle, "premium")).await;
        assert_ne!(again.id, before.id);
        assert_eq!(creators_leg(&again), new);
        let held = lamports(&app, old).await;
        app.settle(&first, &before).await;
        assert_eq!((lamports(&app, old).await - held, lamports(&app, new).await), (135_000_000, 0));
        app.settle(&second, &after).await;
        assert_eq!((lamports(&app, old).await - held, lamports(&app, new).await), (135_000_000, 135_000_000));
        assert_eq!(ledger(&app, after.id).await, [("paid".to_owned(), 15_000_000), ("paid".to_owned(), 135_000_000)]);
    }

    async fn usdc_goes_to_the_new_wallet_too_and_opens_its_account(app: TestApp) {
        let creator = app.creator_in("USDC", "art").await;
        let handle = creator.handle().await;
        let (old, new) = (creator.wallet().address(), app.wallet().address());
        let (first, second) = (app.fan().await, app.fan().await);
        for fan in [&first, &second] {
            app.give_usdc(fan.wallet().address(), 20_000_000).await;
        }
        let change = begin(&creator, creator.wallet(), new).await;
        advance_to(&app, Timestamp(change.takes_effect_at.0 - 1));
        let before = first.order_in("USDC", subscription(&handle, "premium")).await;
        app.advance(Duration::from_millis(1));
        let after = second.order_in("USDC", subscription(&handle, "premium")).await;
        assert_eq!((creators_leg(&before), creators_leg(&after)), (old, new));
        app.settle(&first, &before).await;
        app.settle(&second, &after).await;
        assert_eq!((tokens_of(&app, old).await, tokens_of(&app, new).await), (13_500_000, 13_500_000));
    }

    async fn nothing_but_the_old_wallets_signature_of_that_very_text_begins_it(app: TestApp) {
        let creator = app.creator("art").await;
        let (new, stranger) = (app.wallet(), app.wallet());
        let to = new.address();
        let own = creator.wallet();
        let domain = app.domain().rules.domain.clone();
        type Forge<'a> = Box<dyn Fn(&str) -> Value + 'a>;
        let altered = |from: String, into: String| -> Forge<'_> {
            Box::new(move |text| {
                assert!(text.contains(&from), "{text}");
                signed(&text.replace(&from, &into), own)
            })
        };
        let with = |member: &'static str, value: Value| -> Forge<'_> {
            Box::new(move |text| {
                let mut answer = signed(text, own);
                answer[member] = value.clone();
                answer
            })
        };
        let forged: Vec<(&str, Forge<'_>, (u16, &str))> = vec![
            ("another wallet", Box::new(|text| signed(text, &stranger)), (401, "signature_invalid")),
            ("the new wallet", Box::new(|text| signed(text, &new)), (401, "signature_invalid")),
            ("a signature of other words", with("signature", json!(own.sign_bytes(b"other words"))), (401, "signature_invalid")),
            ("a signature cut short", with("signature", json!("AAAA")), (400, "malformed")),
            ("another site", altered(domain, "evil.example".into()), (401, "message_mismatch")),
            ("another address", altered(format!("To: {to}"), format!("To: {}", stranger.address())), (401, "message_mismatch")),
            ("another payer", altered(format!("From: {}", own.address()), format!("From: {to}")), (401, "message_mismatch")),
            ("a longer life", altered("Expiration Time: 20".into(), "Expiration Time: 21".into()), (401, "message_mismatch")),
            ("no nonce", altered("Nonce: ".into(), "Once: ".into()), (401, "message_mismatch")),
            ("a line more", altered("in 24 hours".into(), "at once".into()), (401, "message_mismatch")),
        ];
        for (name, forge, expected) in &forged {
            let text = text(&creator, to).await;
            let answer = creator.put(DOOR, forge(&text)).await;
            assert_eq!((answer.status, answer.code()), *expected, "{name}");
            // Whatever named the text has used it up.
            if !matches!(*name, "no nonce") {
                let late = creator.put(DOOR, signed(&text, own)).await;
                assert_eq!((late.status, late.code()), (401, "challenge_unknown"), "{name}");
            }
        }
        let good = text(&creator, to).await;
        for (member, value) in [("signed_message", json!("not base64!")), ("signature", json!("!")), ("signed_message", json!("A".repeat(5_000)))] {
            let mut answer = signed(&good, own);
            answer[member] = value;
            let answer = creator.put(DOOR, answer).await;
            assert_eq!((answer.status, answer.code(), answer.field()), (400, "malformed", member));
        }
        let more = json!({ "signed_message": "", "signature": "", "address": to.to_string() });
        assert_eq!(creator.put(DOOR, more).await.status, 422);
        // A text for signing in changes nothing, and this one signs nobody in.
        let sign_in = creator.post("/api/auth/challenge", json!({ "address": own.address().to_string() })).await;
        let sign_in = sign_in.json["message"].as_str().expect("a text").to_owned();
        let answer = creator.put(DOOR, signed(&sign_in, own)).await;
        assert_eq!((answer.status, answer.code()), (401, "challenge_unknown"));
        let mut session = signed(&good, own);
        session["address"] = json!(own.address().to_string());
        let answer = creator.post("/api/auth/session", session).await;
        assert_eq!((answer.status, answer.code()), (401, "message_mismatch"));
        // Nobody else can answer it, neither another session of the same person, and it is not used up by that.
        let other = app.creator("art").await;
        let mut elsewhere = app.visitor();
        elsewhere.sign_in(own.clone()).await;
        for caller in [&other, &elsewhere] {
            let answer = caller.put(DOOR, signed(&good, own)).await;
            assert_eq!((answer.status, answer.code()), (401, "challenge_unknown"));
        }
        assert_eq!(told(&creator).await, (json!(own.address()), Value::Null));
        assert_eq!(ends(&app).await, Vec::<Option<String>>::new());
        // Five minutes, and not a millisecond more.
        let late = text(&creator, to).await;
        app.advance(5 * MINUTE - Duration::from_millis(1));
        assert_eq!(creator.put(DOOR, signed(&text(&creator, to).await, own)).await.status, 200);
        assert_eq!(creator.put(DOOR, signed(&late, own)).await.status, 200);
        let late = text(&creator, to).await;
        app.advance(5 * MINUTE);
        let answer = creator.put(DOOR, signed(&late, own)).await;
        assert_eq!((answer.status, answer.code()), (401, "challenge_unknown"));
    }

    async fn a_signature_counts_once(app: TestApp) {
        let creator = app.creator("art").await;
        let answer = signed(&text(&creator, app.wallet().address()).await, creator.wallet());
        let (one, two) = tokio::join!(creator.put(DOOR, answer.clone()), creator.put(DOOR, answer.clone()));
        let mut statuses = [one.status, two.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401]);
        let begun = creator.get("/api/me").await.json["creator"]["payout_change"].clone();
        app.advance(MINUTE);
        let again = creator.put(DOOR, answer).await;
        assert_eq!((again.status, again.code()), (401, "challenge_unknown"));
        assert_eq!(creator.get("/api/me").await.json["creator"]["payout_change"], begun, "its day goes on");
        assert_eq!(ends(&app).await, [None]);
    }

    async fn only_a_wallet_can_be_paid(app: TestApp) {
        let creator = app.creator("art").await;
        let rules = &app.domain().rules;
        let mint = rules.network.usdc_mint.expect("the embedded network has one");
        let account = craft::associated(app.wallet().address(), mint);
        for (address, code) in [
            (creator.wallet().address().to_string(), "payout_same"),
            (format!(" {} ", creator.wallet().address()), "payout_same"),
            (rules.platform_address.to_string(), "invalid"),
            (mint.to_string(), "invalid"),
            // No key can sign for these.
            (account.to_string(), "invalid"),
            ("11111111111111111111111111111111".to_owned(), "invalid"),
            (String::new(), "invalid"),
            ("nobody".to_owned(), "invalid"),
            (app.wallet().address().to_string().to_lowercase(), "invalid"),
            ("1".repeat(500), "invalid"),
        ] {
            let answer = creator.post(DOOR, json!({ "address": address })).await;
            assert_eq!((answer.code(), answer.field()), (code, "address"), "{address}");
        }
        let count = payout_challenge::Entity::find().count(&app.domain().db).await.expect("a count");
        assert_eq!(count, 0, "nothing is given out for these");
        let to = app.wallet().address();
        assert_eq!(ask(&app.visitor(), to).await.code(), "sign_in_required");
        assert_eq!(ask(&app.fan().await, to).await.code(), "not_a_creator");
    }

    async fn a_change_is_cancelled_or_replaced_until_it_takes_effect(app: TestApp) {
        let creator = app.creator("art").await;
        let own = creator.wallet();
        let [a, b, c, d] = [app.wallet(), app.wallet(), app.wallet(), app.wallet()];
        assert_eq!(creator.delete(DOOR).await.code(), "payout_unknown");
        // Whoever is signed in on the account cancels it.
        begin(&creator, own, a.address()).await;
        let mut elsewhere = app.visitor();
        elsewhere.sign_in(own.clone()).await;
        app.advance(MINUTE);
        assert_eq!(elsewhere.delete(DOOR).await.status, 204);
        let again = creator.delete(DOOR).await;
        assert_eq!((again.status, again.code()), (404, "payout_unknown"));
        app.advance(2 * DAY);
        assert_eq!(told(&creator).await, (json!(own.address()), Value::Null));
        // The form on the pages does the same.
        begin(&creator, own, a.address()).await;
        app.advance(MINUTE);
        let form = creator.form("/settings/payout", "").await;
        assert_eq!((form.status, form.headers["location"].to_str().ok()), (303, Some("/settings?saved=payout#payout")));
        assert!(creator.get("/settings?saved=payout").await.contains("The change is cancelled."));
        let form = creator.form("/settings/payout", "").await;
        assert!(form.status == 404 && form.contains("No change of where you are paid is waiting."), "{}", form.status);
        // A newer one takes its place and has a day of its own.
        let replaced = begin(&creator, own, b.address()).await;
        app.advance(HOUR);
        let change = begin(&creator, own, c.address()).await;
        assert!(!creator.get("/settings?saved=payout").await.contains("The change is cancelled."));
        advance_to(&app, replaced.takes_effect_at);
        assert_eq!(told(&creator).await, (json!(own.address()), json!(c.address())));
        advance_to(&app, change.takes_effect_at);
        assert_eq!(creator.delete(DOOR).await.code(), "payout_unknown", "it is in force");
        assert_eq!(told(&creator).await, (json!(c.address()), Value::Null));
        assert_eq!(ends(&app).await, [Some("cancelled".to_owned()), Some("cancelled".to_owned()), Some("replaced".to_owned()), None]);
        // From now on the wallet signs that is paid now, and not the one from before.
        let answer = creator.put(DOOR, signed(&text(&creator, a.address()).await, own)).await;
        assert_eq!((answer.status, answer.code()), (401, "signature_invalid"));
        let back = begin(&creator, &c, own.address()).await;
        // What was asked for while another was paid is worth nothing any more.
        advance_to(&app, Timestamp(back.takes_effect_at.0 - 1));
        let stale = text(&creator, d.address()).await;
        app.advance(Duration::from_millis(1));
        let answer = creator.put(DOOR, signed(&stale, &c)).await;
        assert_eq!((answer.status, answer.code()), (401, "challenge_unknown"));
        assert_eq!(told(&creator).await, (json!(own.address()), Value::Null));
    }

    async fn a_referrer_who_creates_is_paid_at_the_new_wallet_too(app: TestApp) {
        let referrer = app.creator("art").await;
        let creator = referring::creator_by(&app, &referrer).await;
        let handle = creator.handle().await;
        let new = app.wallet();
        app.rpc("requestAirdrop", json!([new.address().to_string(), 1_000_000_000_u64])).await;
        app.slots(2);
        let change = begin(&referrer, referrer.wallet(), new.address()).await;
        let share = |order: &OrderView| {
            let leg = order.legs.iter().find(|leg| leg.role == LegRole::Referrer);
            leg.expect("the referrer has a part").address
        };
        let (first, second) = (app.fan().await, app.fan().await);
        advance_to(&app, Timestamp(change.takes_effect_at.0 - 1));
        let before = first.order(subscription(&handle, "basic")).await;
        assert_eq!(share(&before), referrer.wallet().address());
        app.advance(Duration::from_millis(1));
        let order = app.pay(&second, subscription(&handle, "basic")).await;
        assert_eq!(share(&order), new.address());
        app.settle(&first, &before).await;
    }

    async fn every_change_is_in_the_export_and_goes_with_the_person(app: TestApp) {
        let creator = app.creator("art").await;
        let new = app.wallet().address();
        begin(&creator, creator.wallet(), new).await;
        app.advance(MINUTE);
        creator.delete(DOOR).await;
        creator.post("/api/me/export", json!({})).await;
        domain::personal_data::make_exports(app.domain()).await.expect("made");
        let file = creator.get("/api/me/export/file").await;
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file.bytes)).expect("a ZIP");
        let rows: Value = serde_json::from_reader(zip.by_name("payout_changes.json").expect("the file")).expect("JSON");
        assert_eq!((&rows[0]["new_address"], &rows[0]["ended_why"]), (&json!(new), &json!("cancelled")));
        let handle = creator.handle().await;
        assert_eq!(creator.post("/api/me/erasure", json!({ "handle": handle })).await.status, 202);
        app.advance(15 * DAY);
        assert_eq!(domain::personal_data::erase_due(app.domain()).await.expect("erased"), 1);
        let db = &app.domain().db;
        let left = (
            payout_change::Entity::find().count(db).await.expect("a count"),
            payout_challenge::Entity::find().count(db).await.expect("a count"),
        );
        assert_eq!(left, (0, 0));
    }
}
