//! Paying in USDC: what only tokens have. Accounts that must be opened, that are closed or that are of a fake mint, and two
//! currencies beside each other.

use super::*;
use domain::{Domain, Rules, Viewer, identity};
use shared::{
    Code,
    money::Lamports,
    payments::{LegRole, OrderRequest},
    referrals::ReferralsView,
    solana::Address,
};
use solana_message::Instruction;
use solana_sdk::signer::{Signer, keypair::Keypair};
use std::sync::Arc;

/// What a token account costs, in lamports.
pub(super) const ACCOUNT_RENT: u64 = 2_039_280;

/// Prices a creator's tiers anew in a currency.
pub(super) async fn price_in(creator: &Caller, currency: &str) {
    let price = if currency == "SOL" { 50_000_000 } else { 5_000_000 };
    let tiers = json!({
        "tiers": [
            { "level": "basic", "price": price.to_string(), "active": true },
            { "level": "premium", "price": (3 * price).to_string(), "active": true },
        ],
        "currency": currency,
    });
    let answer = creator.put("/api/me/creator/tiers", tiers).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
}

fn mint(app: &TestApp) -> Address {
    app.domain()
        .rules
        .network
        .usdc_mint
        .expect("the embedded network has one")
}

/// A creator who prices in USDC, and a fan with so many base units of it.
async fn house(app: &TestApp, units: u64) -> (Caller, Caller, String) {
    let creator = app.creator_in("USDC", "art").await;
    let fan = app.fan().await;
    app.give_usdc(fan.wallet().address(), units).await;
    let handle = creator.handle().await;
    (creator, fan, handle)
}

/// Base units in a wallet's associated account.
pub(super) async fn tokens_of(app: &TestApp, wallet: Address) -> u64 {
    let account = craft::associated(wallet, mint(app)).to_string();
    let answer = app.rpc("getTokenAccountBalance", json!([account])).await;
    let amount = answer["result"]["value"]["amount"].as_str();
    amount
        .and_then(|amount| amount.parse().ok())
        .unwrap_or_else(|| panic!("{answer}"))
}

async fn refused(who: &Caller, currency: &str, item: Value) -> Answer {
    who.post("/api/orders", json!({ "item": item, "currency": currency }))
        .await
}

/// Closes a wallet's empty token account; its rent comes back.
pub(super) async fn close_account(app: &TestApp, who: &Caller) {
    let own = who.wallet().address();
    let account = craft::associated(own, mint(app));
    let program = spl_token_interface::ID;
    let close = spl_token_interface::instruction::close_account(
        &program,
        &account,
        &craft::key(own),
        &craft::key(own),
        &[],
    )
    .expect("it builds");
    craft::send(app, &[who.wallet()], &[close]).await;
}

both! {
    async fn a_subscription_in_usdc_pays_both_and_opens(app: TestApp) {
        let (creator, fan, handle) = house(&app, 20_000_000).await;
        let page = fan.get(&format!("/api/creators/{handle}")).await;
        assert_eq!((&page.json["currency"], &page.json["from_price"]), (&json!("USDC"), &json!("5000000")));
        let order = fan.order_in("USDC", subscription(&handle, "premium")).await;
        assert_eq!((order.amount.0, order.mint), (15_000_000, Some(mint(&app))));
        // The platform has an account from the start, the creator has none yet.
        assert_eq!(order.account_rent, Lamports(ACCOUNT_RENT));
        let order = app.settle(&fan, &order).await;
        assert_eq!(tokens_of(&app, creator.wallet().address()).await, 13_500_000);
        assert_eq!(tokens_of(&app, app.domain().rules.platform_address).await, 1_500_000);
        assert_eq!(tokens_of(&app, fan.wallet().address()).await, 5_000_000);
        let paid = |amount| ("paid".to_owned(), amount);
        assert_eq!(ledger(&app, order.id).await, [paid(1_500_000), paid(13_500_000)]);
        let me = fan.get(&format!("/api/creators/{handle}")).await;
        assert_eq!(me.json["subscription"]["tier"], "premium");
        let held = fan.get("/api/subscriptions").await;
        assert_eq!(held.json["items"][0]["renewal"], json!({ "price": "15000000", "currency": "USDC" }));
        // By now there is nothing to open.
        let next = fan.order_in("USDC", subscription(&handle, "premium")).await;
        assert_eq!(next.account_rent, Lamports::ZERO);

        app.slots(40);
        look(&app, &order).await;
        let revenue = creator.get("/api/sales/revenue").await;
        assert_eq!(
            revenue.json,
            json!([{ "kind": "subscription", "currency": "USDC", "sales": 1, "received": "13500000", "booked": "13500000" }])
        );
        let receipt = fan.get(&format!("/api/receipts/{}", order.id)).await;
        assert_eq!((&receipt.json["currency"], &receipt.json["mint"]), (&json!("USDC"), &json!(mint(&app).to_string())));
        assert!(receipt.json["signed"].is_string());
        let csv = fan.get("/api/orders/csv").await.text();
        assert!(csv.contains("USDC") && csv.contains(",15,"), "{csv}");
    }

    async fn a_thing_is_sold_in_its_own_currency_and_a_tip_is_given_in_any(app: TestApp) {
        let (creator, fan, handle) = house(&app, 20_000_000).await;
        let draft = json!({ "title": "For sale", "body": SECRET, "access": "price", "price": "2000000", "currency": "USDC" });
        let sold = creator.publish(draft).await;
        let view = fan.get(&format!("/api/posts/{sold}")).await;
        assert_eq!((&view.json["price"], &view.json["currency"]), (&json!("2000000"), &json!("USDC")));
        let solely = post_for_sale(&creator).await;
        for (currency, item, why) in [
            // At a price of SOL, of which there is none here.
            ("SOL", post(&sold), (503, "rate_unavailable")),
            ("SOL", subscription(&handle, "basic"), (503, "rate_unavailable")),
            ("USDC", post(&solely), (409, "wrong_currency")),
        ] {
            let answer = refused(&fan, currency, item).await;
            assert_eq!((answer.status, answer.code()), why, "{}", answer.json);
        }
        assert_eq!(refused(&fan, "EUR", post(&sold)).await.status, 422);
        assert_eq!(order::Entity::find().count(&app.domain().db).await.expect("orders"), 0);
        for (currency, amount) in [("SOL", "1000000"), ("USDC", "100000")] {
            let tip = json!({ "kind": "tip", "creator": handle, "amount": amount });
            let order = fan.order_in(currency, tip).await;
            app.settle(&fan, &order).await;
        }
        let little = json!({ "kind": "tip", "creator": handle, "amount": "99999" });
        assert_eq!(refused(&fan, "USDC", little).await.field(), "item.amount");
        let order = fan.order_in("USDC", post(&sold)).await;
        app.settle(&fan, &order).await;
        assert!(fan.get(&format!("/api/posts/{sold}")).await.contains(SECRET));
        let revenue = creator.get("/api/sales/revenue").await;
        let kinds: Vec<_> = revenue.json.as_array().expect("a list").iter().map(|line| (line["kind"].clone(), line["currency"].clone())).collect();
        assert_eq!(kinds, [("post", "USDC"), ("tip", "SOL"), ("tip", "USDC")].map(|(kind, one)| (json!(kind), json!(one))));
    }

    async fn prices_are_within_their_currencys_range(app: TestApp) {
        let creator = app.creator("art").await;
        for (price, currency, status) in [("999999", "USDC", 422), ("1000000", "USDC", 201), ("1000000", "SOL", 422), ("1000000000001", "USDC", 422)] {
            let draft = json!({ "title": "For sale", "body": SECRET, "access": "price", "price": price, "currency": currency });
            let answer = creator.post("/api/posts", draft).await;
            assert_eq!(answer.status, status, "{price} {currency}: {}", answer.json);
        }
        let draft = json!({ "title": "Free", "body": SECRET, "access": "public", "currency": "USDC" });
        assert_eq!(creator.post("/api/posts", draft).await.field(), "currency");
    }

    async fn what_the_wallet_lacks_is_said_before_it_opens(app: TestApp) {
        let (_, fan, handle) = house(&app, 4_999_999).await;
        let order = fan.order_in("USDC", subscription(&handle, "basic")).await;
        let answer = ask_transaction(&fan, &order).await;
        assert_eq!(answer.code(), "funds_missing");
        assert!(answer.contains("lacks 0.000001 USDC"), "{}", answer.json);
        // Enough tokens, and too little SOL to open the creator's account.
        let mut poor = app.visitor();
        poor.sign_in(app.wallet()).await;
        let wallet = poor.wallet().address();
        app.give_usdc(wallet, 5_000_000).await;
        app.rpc("requestAirdrop", json!([wallet.to_string(), 1_000_000])).await;
        app.slots(2);
        let order = poor.order_in("USDC", subscription(&handle, "basic")).await;
        let answer = ask_transaction(&poor, &order).await;
        assert_eq!(answer.code(), "funds_missing");
        assert!(answer.contains("0.00203928 SOL to open token accounts"), "{}", answer.json);
        app.rpc("requestAirdrop", json!([wallet.to_string(), ACCOUNT_RENT])).await;
        app.slots(2);
        app.settle(&poor, &order).await;
    }

    async fn an_account_that_is_closed_after_the_order_costs_nobody_more_than_was_said(app: TestApp) {
        let (creator, fan, handle) = house(&app, 20_000_000).await;
        app.give_usdc(creator.wallet().address(), 0).await;
        let order = fan.order_in("USDC", subscription(&handle, "basic")).await;
        assert_eq!(order.account_rent, Lamports::ZERO);
        close_account(&app, &creator).await;
        let answer = ask_transaction(&fan, &order).await;
        assert_eq!(answer.code(), "order_expired", "{}", answer.json);
        // Without a key, as a page that begins anew: the old order is not good enough any more.
        let answer = refused(&fan, "USDC", subscription(&handle, "basic")).await;
        let again: OrderView = answer.parse();
        assert_ne!(again.id, order.id);
        assert_eq!(again.account_rent, Lamports(ACCOUNT_RENT));
        app.settle(&fan, &again).await;
    }

    async fn a_referrer_without_an_account_forfeits_their_part(app: TestApp) {
        let referrer = app.fan().await;
        let creator = referring::creator_by(&app, &referrer).await;
        price_in(&creator, "USDC").await;
        let (fan, handle) = (app.fan().await, creator.handle().await);
        app.give_usdc(fan.wallet().address(), 50_000_000).await;
        let roles = |order: &OrderView| -> Vec<LegRole> { order.legs.iter().map(|leg| leg.role).collect() };
        let order = fan.order_in("USDC", subscription(&handle, "basic")).await;
        assert_eq!(roles(&order), [LegRole::Platform, LegRole::Creator]);
        app.settle(&fan, &order).await;
        let seen: ReferralsView = referrer.get("/api/referrals").await.parse();
        assert_eq!((seen.received, seen.missed), (vec![], vec![shared::money::Amount::usdc(250_000)]));
        app.give_usdc(referrer.wallet().address(), 0).await;
        let order = fan.order_in("USDC", subscription(&handle, "basic")).await;
        assert_eq!(roles(&order), [LegRole::Platform, LegRole::Referrer, LegRole::Creator]);
        app.settle(&fan, &order).await;
        assert_eq!(tokens_of(&app, referrer.wallet().address()).await, 250_000);
        // In SOL besides: each currency is a sum of its own.
        price_in(&creator, "SOL").await;
        app.pay(&fan, subscription(&handle, "basic")).await;
        let seen: ReferralsView = referrer.get("/api/referrals").await.parse();
        assert_eq!(seen.received, [shared::money::Amount::sol(2_500_000), shared::money::Amount::usdc(250_000)]);
    }

    async fn time_that_was_paid_in_another_currency_waits_instead_of_counting(app: TestApp) {
        let creator = app.creator("art").await;
        let (fan, handle) = (app.fan().await, creator.handle().await);
        app.give_usdc(fan.wallet().address(), 50_000_000).await;
        let basic = app.pay(&fan, subscription(&handle, "basic")).await;
        app.slots(40);
        look(&app, &basic).await;
        price_in(&creator, "USDC").await;
        let order = fan.order_in("USDC", subscription(&handle, "premium")).await;
        assert_eq!((order.amount.0, &order.reductions), (15_000_000, &vec![]));
        app.settle(&fan, &order).await;
        // The month of Basic comes behind the month of Premium.
        let ends: Vec<i64> = grants(&app).await.iter().filter_map(|grant| grant.ends_at).collect();
        let month = i64::try_from(30 * DAY.as_millis()).expect("it fits");
        let last = ends.iter().max().expect("two grants");
        assert!(last - app.domain().now().0 > 2 * month - 60_000, "{ends:?}");
    }

    async fn tokens_of_a_fake_mint_and_sol_pay_nothing(app: TestApp) {
        let (creator, fan, handle) = house(&app, 20_000_000).await;
        app.give_usdc(creator.wallet().address(), 0).await;
        let order = fan.order_in("USDC", subscription(&handle, "basic")).await;
        let wallets: Vec<Address> = order.legs.iter().map(|leg| leg.address).chain([order.payer]).collect();
        let fake = counterfeit(&app, &fan, &wallets).await;
        let mut of_fake = order.clone();
        of_fake.mint = Some(fake);
        let mut in_sol = order.clone();
        in_sol.mint = None;
        for (attack, instructions, expected) in [
            ("a fake mint", payment(&of_fake), vec![]),
            ("SOL instead", payment(&in_sol), vec!["another_asset"]),
        ] {
            let signature = craft::send(&app, &[fan.wallet()], &instructions).await;
            assert_eq!(report_sent(&fan, &order, signature).await.status, 202, "{attack}");
            look(&app, &order).await;
            let seen = now(&fan, &order).await;
            assert!(!seen.status.paid() && !seen.status.settled(), "{attack}: {seen:?}");
            assert_eq!((grants(&app).await.len(), ledger(&app, order.id).await), (0, vec![]), "{attack}");
            assert_eq!(cases(&app, order.id).await, expected, "{attack}");
        }
        app.settle(&fan, &order).await;
        // Nor do tokens pay for what is sold in SOL.
        let plain = post_for_sale(&creator).await;
        let mut order = fan.order(post(&plain)).await;
        order.mint = Some(mint(&app));
        for leg in &mut order.legs {
            leg.amount.0 = 1_000_000;
        }
        craft::send(&app, &[fan.wallet()], &payment(&order)).await;
        look(&app, &order).await;
        assert!(!now(&fan, &order).await.status.paid());
        assert_eq!(cases(&app, order.id).await, ["another_asset"]);
    }

    async fn a_transfer_that_does_not_name_the_mint_is_looked_at_by_a_person(app: TestApp) {
        let (creator, fan, handle) = house(&app, 20_000_000).await;
        app.give_usdc(creator.wallet().address(), 0).await;
        let order = fan.order_in("USDC", subscription(&handle, "basic")).await;
        let mut transfers = payment(&order);
        let (own, last) = (order.payer, order.legs.last().expect("a leg"));
        let accounts = (craft::associated(own, mint(&app)), craft::associated(last.address, mint(&app)));
        let plain = spl_token_interface::instruction::transfer(
            &spl_token_interface::ID, &accounts.0, &accounts.1, &craft::key(own), &[], last.amount.0,
        );
        *transfers.last_mut().expect("a transfer") = marked(plain.expect("it builds"), order.reference);
        craft::send(&app, &[fan.wallet()], &transfers).await;
        look(&app, &order).await;
        assert_eq!(now(&fan, &order).await.status, OrderStatus::Review);
        assert_eq!(cases(&app, order.id).await, ["indirect"]);
        let seen = creator.get("/api/cases").await;
        assert_eq!((&seen.json["items"][0]["currency"], &seen.json["items"][0]["arrived"]), (&json!("USDC"), &json!("5000000")));
    }

    async fn a_server_without_a_mint_takes_no_usdc(app: TestApp) {
        let (_, fan, handle) = house(&app, 20_000_000).await;
        let mut rules = Rules::clone(&app.domain().rules);
        rules.network.usdc_mint = None;
        let domain = Domain { rules: Arc::new(rules), ..app.domain().clone() };
        let name = fan.handle().await.parse().expect("a handle");
        let person = identity::person_by_handle(&domain, &name).await.expect("it reads").expect("a person");
        let request: OrderRequest = serde_json::from_value(json!({ "item": subscription(&handle, "basic"), "currency": "USDC" })).expect("a request");
        let answer = domain::payments::create(&domain, &Viewer::Person(Box::new(person)), &request, None).await;
        match answer {
            Err(domain::Error::Refused(refusal)) => assert_eq!(refusal.code, Code::WrongCurrency),
            other => panic!("{other:?}"),
        }
        // Nor can anything be priced in it.
        let creator = app.creator("art").await;
        let name = creator.handle().await.parse().expect("a handle");
        let person = identity::person_by_handle(&domain, &name).await.expect("it reads").expect("a person");
        let viewer = Viewer::Person(Box::new(person));
        let draft = json!({ "title": "For sale", "body": SECRET, "access": "price", "price": "2000000", "currency": "USDC" });
        let draft = serde_json::from_value(draft).expect("a draft");
        match domain::posts::publish(&domain, &viewer, &draft).await {
            Err(domain::Error::Refused(refusal)) => assert_eq!(refusal.code, Code::WrongCurrency),
            other => panic!("{other:?}"),
        }
        let change = json!({ "tiers": [{ "level": "basic", "price": "5000000", "active": true }], "currency": "USDC" });
        let change = serde_json::from_value(change).expect("a change");
        match domain::creators::change_tiers(&domain, &viewer, &change).await {
            Err(domain::Error::Refused(refusal)) => assert_eq!(refusal.code, Code::WrongCurrency),
            other => panic!("{other:?}"),
        }
    }
}

/// A mint of one's own with the name and the decimals of USDC, and 1,000 of its tokens; these wallets get accounts of it.
async fn counterfeit(app: &TestApp, forger: &Caller, wallets: &[Address]) -> Address {
    let fake = Keypair::new();
    let own = craft::key(forger.wallet().address());
    let program = spl_token_interface::ID;
    let open = |wallet: &Address| {
        spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent(
            &own,
            &craft::key(*wallet),
            &fake.pubkey(),
            &program,
        )
    };
    let account =
        spl_associated_token_account_interface::address::get_associated_token_address(&own, &fake.pubkey());
    let mut instructions: Vec<Instruction> = vec![
        solana_system_interface::instruction::create_account(&own, &fake.pubkey(), 1_461_600, 82, &program),
        spl_token_interface::instruction::initialize_mint2(&program, &fake.pubkey(), &own, None, 6)
            .expect("it builds"),
    ];
    instructions.extend(wallets.iter().map(open));
    instructions.push(
        spl_token_interface::instruction::mint_to(
            &program,
            &fake.pubkey(),
            &account,
            &own,
            &[],
            1_000_000_000,
        )
        .expect("it builds"),
    );
    craft::send_signed(app, &[forger.wallet().keypair(), &fake], &instructions).await;
    Address(fake.pubkey().to_bytes())
}
