//! Storms: seeded runs of everything that can go wrong at once (double clicks, closed tabs, processes that die anywhere, nodes
//! that drop, delay, deny, forget and lag, a chain that changes its mind, two servers), and after each the books against the
//! chain to the last base unit. A run that fails prints its seed and what it did; `FONANA_STORMS=<seed>` replays it.

use super::*;
use domain::{
    Domain, Person, Viewer, identity,
    payments::{
        self, cases,
        entity::{refund, sighting},
        refunds,
    },
};
use futures::future;
use localnet::{FaultKind, Faults};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use shared::{
    creators::TierLevel,
    money::Currency,
    payments::{ItemRequest, OrderRequest, Signed},
    solana::Address,
    trials::TrialRequest,
};
use std::{collections::BTreeMap, ops::Range};
use testkit::{Db, Wallet, killed};

/// Runs that every test run does.
const FEW: Range<u64> = 0..12;
/// A promo code of the creator's, and how often it is good: in all, and for one person.
const CODE: &str = "STORM";
const USES: usize = 3;
const USES_EACH: usize = 2;
/// A code of the creator's for free days, good once.
const TRIAL: &str = "STORM-FREE";
/// How many there are of a thing.
const STOCK: i32 = 2;
/// So many runs share a server and its database, one after the other.
const A_SERVER: usize = 100;

/// Which seeds to run: `7`, or `0..5000`.
#[expect(
    clippy::disallowed_methods,
    reason = "a long run, and a replay, are asked for by hand"
)]
fn seeds() -> Vec<u64> {
    let number = |text: &str| {
        text.trim()
            .parse()
            .expect("FONANA_STORMS is a seed, or two with .. between")
    };
    match std::env::var("FONANA_STORMS") {
        Err(_) => FEW.collect(),
        Ok(asked) => match asked.split_once("..") {
            Some((from, to)) => (number(from)..number(to)).collect(),
            None => vec![number(&asked)],
        },
    }
}

async fn storms(db: Db) {
    let (mut paid, mut sent_back, mut faults) = (0, 0, vec![]);
    for some in seeds().chunks(A_SERVER) {
        let app = TestApp::start(db).await;
        for seed in some {
            match Storm::begin(&app, *seed).await.blow().await {
                Ok(orders) => paid += orders,
                Err(fault) => faults.push(fault),
            }
        }
        let final_ones = refund::Entity::find().filter(refund::Column::Status.eq("finalized"));
        sent_back += final_ones.count(&app.domain().db).await.expect("refunds");
        // Else its connections stay, and many sites use up all that PostgreSQL has.
        app.domain().db.close_by_ref().await.expect("its database");
    }
    assert!(
        faults.is_empty(),
        "{} storms did harm:\n{}",
        faults.len(),
        faults.join("\n\n")
    );
    // Storms in which nobody could ever pay would prove nothing.
    assert!(paid > 0);
    // A few may send nothing back.
    assert!(sent_back > 0 || seeds().len() < A_SERVER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_on_sqlite() {
    storms(Db::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_on_postgres() {
    storms(Db::Postgres).await;
}

/// Somebody who buys.
struct Fan {
    viewer: Viewer,
    wallet: Wallet,
}

/// An order that a fan knows of.
#[derive(Clone)]
struct Known {
    fan: usize,
    order: OrderView,
}

/// A transaction that a fan's wallet has signed.
#[derive(Clone)]
struct InHand {
    known: Known,
    bytes: Vec<u8>,
    signature: Signature,
}

/// A refund that the creator's wallet has signed.
#[derive(Clone)]
struct RefundInHand {
    order: shared::ids::OrderId,
    case: Signature,
    bytes: Vec<u8>,
}

struct Storm<'a> {
    app: &'a TestApp,
    seed: u64,
    rng: ChaCha8Rng,
    /// Who settles what needs a person.
    seller: Fan,
    refunds_in_hand: Vec<RefundInHand>,
    /// Two processes on one database.
    servers: [Domain; 2],
    fans: Vec<Fan>,
    items: Vec<OrderRequest>,
    /// Who is paid.
    recipients: Vec<Address>,
    known: Vec<Known>,
    /// Of whom the free days are.
    free_at: shared::identity::Handle,
    in_hand: Vec<InHand>,
    keys: u32,
    told: Vec<String>,
}

/// What reached all recipients, in each currency.
type Sums = BTreeMap<&'static str, i128>;

async fn person(app: &TestApp, caller: &Caller) -> Person {
    let handle = caller.handle().await.parse().expect("a handle");
    let found = identity::person_by_handle(app.domain(), &handle).await;
    found.expect("it reads").expect("they signed in")
}

impl<'a> Storm<'a> {
    /// A creator with something of every kind, perhaps invited by somebody, and two fans with money.
    async fn begin(app: &'a TestApp, seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let currency = *Currency::ALL.choose(&mut rng).expect("there are some");
        let referrer = app.fan().await;
        let creator = if rng.random() {
            referring::creator_by(app, &referrer).await
        } else {
            app.creator("art").await
        };
        usdc::price_in(&creator, currency.code()).await;
        let (seller, inviter) = (creator.wallet().address(), referrer.wallet().address());
        for who in [seller, inviter] {
            if rng.random() {
                app.give_usdc(who, 0).await;
            }
        }
        let draft = json!({
            "title": "For sale", "body": SECRET, "access": "price", "price": "100000000", "currency": currency.code(),
        });
        let sold: shared::ids::PostId = creator.publish(draft).await.parse().expect("an id");
        let draft = json!({
            "title": "A key", "body": "Look.", "access": "public",
            "goods": { "price": "80000000", "currency": currency.code(), "stock": STOCK, "handover": "a key" },
        });
        let things: shared::ids::PostId = creator.publish(draft).await.parse().expect("an id");
        // Sales for fewer than want them.
        if rng.random() {
            for on in [
                json!({ "post": sold }),
                json!({ "post": things }),
                json!({ "tier": "basic" }),
            ] {
                let mut draft = json!({ "percent": 40, "minutes": rng.random_range(5..240), "limit": 1 });
                draft
                    .as_object_mut()
                    .expect("an object")
                    .extend(on.as_object().expect("another").clone());
                assert_eq!(creator.post("/api/flash-sales", draft).await.status, 201);
            }
        }
        let handle: shared::identity::Handle = creator.handle().await.parse().expect("a handle");
        let mut fans = Vec::new();
        for _ in 0..2 {
            let fan = app.fan().await;
            app.give_usdc(fan.wallet().address(), 5_000_000_000).await;
            fans.push(Fan {
                viewer: Viewer::Person(Box::new(person(app, &fan).await)),
                wallet: fan.wallet().clone(),
            });
        }
        let first = fans[0]
            .viewer
            .person()
            .expect("they are signed in")
            .handle
            .clone();
        let given = |tier: &str, days, to| ItemRequest::Subscription {
            creator: handle.clone(),
            tier: tier.parse().expect("a tier"),
            days,
            to,
        };
        let subscription = |tier: &str, days| given(tier, days, None);
        let tip = ItemRequest::Tip {
            creator: Some(handle.clone()),
            post: None,
            amount: shared::money::Units(30_000_000),
            note: None,
        };
        let priced = [
            ItemRequest::Post { post: sold },
            ItemRequest::Goods {
                post: things,
                quantity: 1,
                note: None,
            },
            subscription("basic", 30),
            subscription("premium", 30),
            subscription("basic", 90),
            given("basic", 30, Some(first)),
        ];
        let priced = priced.into_iter().map(|item| OrderRequest {
            item,
            currency,
            code: None,
        });
        let code = json!({ "code": CODE, "percent": 50, "uses": USES, "uses_each": USES_EACH });
        assert_eq!(creator.post("/api/promotions", code).await.status, 201);
        let trial = json!({ "code": TRIAL, "days": 7, "tier": "premium", "uses": 1, "uses_each": 5 });
        assert_eq!(creator.post("/api/promotions", trial).await.status, 201);
        let reduced =
            [ItemRequest::Post { post: sold }, subscription("basic", 30)].map(|item| OrderRequest {
                item,
                currency,
                code: Some(CODE.to_owned()),
            });
        // What is priced in dollars is paid in SOL too, at a price that moves and now and then is none.
        let dollars = [
            ItemRequest::Post { post: sold },
            subscription("basic", 30),
            subscription("premium", 30),
        ];
        let dollars = dollars.into_iter().map(|item| OrderRequest {
            item,
            currency: Currency::Sol,
            code: rng.random_bool(0.3).then(|| CODE.to_owned()),
        });
        let dollars: Vec<_> = dollars.filter(|_| currency == Currency::Usdc).collect();
        let tips = Currency::ALL.map(|currency| OrderRequest {
            item: tip.clone(),
            currency,
            code: None,
        });
        let second = Domain {
            lists: Default::default(),
            payments_due: Default::default(),
            ..app.domain().clone()
        };
        let seller_of = Fan {
            viewer: Viewer::Person(Box::new(person(app, &creator).await)),
            wallet: creator.wallet().clone(),
        };
        Self {
            app,
            seed,
            rng,
            seller: seller_of,
            refunds_in_hand: vec![],
            servers: [app.domain().clone(), second],
            fans,
            items: priced.chain(reduced).chain(dollars).chain(tips).collect(),
            recipients: vec![seller, inviter, app.domain().rules.platform_address],
            known: vec![],
            free_at: handle,
            in_hand: vec![],
            keys: 0,
            told: vec![],
        }
    }

    /// The storm, the calm after it, and the reckoning; how many orders were paid.
    async fn blow(mut self) -> Result<usize, String> {
        // What was arranged before is not to be undone.
        self.app.slots(40);
        let before = self.held().await;
        for _ in 0..self.rng.random_range(6..40) {
            self.step().await;
        }
        self.go_through_cases().await;
        let calm = self.calm().await;
        let after = self.held().await;
        let reckoned = match calm {
            Ok(()) => self.reckon(&before, &after).await,
            Err(fault) => Err(fault),
        };
        reckoned.map_err(|fault| format!("seed {}: {fault}\n{}", self.seed, self.told.join("\n")))
    }

    fn tell(&mut self, what: String) {
        self.told.push(what);
    }

    /// Where the process dies in this act, if it does.
    fn death(&mut self) -> Option<u32> {
        self.rng.random_bool(0.2).then(|| self.rng.random_range(0..60))
    }

    fn server(&mut self) -> Domain {
        self.servers[self.rng.random_range(0..2)].clone()
    }

    async fn step(&mut self) {
        match self.rng.random_range(0..36) {
            0..4 => self.order().await,
            4..10 => self.ask().await,
            10..15 => self.hand_in().await,
            15..17 => self.send_past_us().await,
            17..18 => self.pay_by_hand().await,
            18..20 => self.report().await,
            20..22 => self.break_something().await,
            22..23 => self.reorganise().await,
            23..26 => self.wait().await,
            26..28 => self.settle_a_case().await,
            28..30 => self.send_back().await,
            30..32 => self.try_free().await,
            _ => self.scan().await,
        }
    }

    /// A case can be settled only once it is final, and most come late in a storm: so it lasts a little longer for the creator.
    async fn go_through_cases(&mut self) {
        self.app.advance(Duration::from_secs(40));
        self.scan().await;
        for _ in 0..self.rng.random_range(0..16) {
            match self.rng.random_range(0..6) {
                0..2 => self.settle_a_case().await,
                2..4 => self.send_back().await,
                4..5 => self.break_something().await,
                _ => self.scan().await,
            }
        }
    }

    /// Clicks on something: with a new key, or as the second click with the last one.
    async fn order(&mut self) {
        let (fan, server, death) = (self.rng.random_range(0..2), self.server(), self.death());
        let request = self.items.choose(&mut self.rng).expect("there are items").clone();
        self.keys += u32::from(self.rng.random_bool(0.7));
        if self.rng.random_bool(0.5) {
            let micros = self.rng.random_range(20_000_000..400_000_000);
            self.app.sol_costs(micros).await;
        }
        let key = format!("storm-{}-{}", self.seed, self.keys);
        let viewer = &self.fans[fan].viewer;
        let made = killed(death, payments::create(&server, viewer, &request, Some(&key))).await;
        self.tell(format!(
            "fan {fan} orders {request:?} with {key}, death {death:?}: {}",
            said(&made)
        ));
        if let Some(Ok(order)) = made {
            self.known.push(Known { fan, order });
        }
    }

    /// Somebody has the free days of a code, or is too late for them.
    async fn try_free(&mut self) {
        let (fan, server, death) = (self.rng.random_range(0..2), self.server(), self.death());
        let request = TrialRequest {
            code: TRIAL.to_owned(),
            tier: TierLevel::Premium,
        };
        let given = payments::trials::redeem(&server, &self.fans[fan].viewer, &self.free_at, &request);
        let given = killed(death, given).await;
        self.tell(format!(
            "fan {fan} wants the free days, death {death:?}: {}",
            said(&given)
        ));
        if let Some(Ok(order)) = given {
            self.known.push(Known { fan, order });
        }
    }

    /// The page asks for the transaction and the wallet signs it, or another's wallet has scanned the order's link.
    async fn ask(&mut self) {
        let Some(known) = self.known.choose(&mut self.rng).cloned() else {
            return self.order().await;
        };
        let (server, death) = (self.server(), self.death());
        let scanned = self.rng.random_bool(0.25);
        let fan = &self.fans[known.fan];
        let wallet = if scanned {
            &self.fans[1 - known.fan].wallet
        } else {
            &fan.wallet
        };
        let given = killed(death, async {
            if scanned {
                let (reference, account) = (&known.order.reference, wallet.address());
                let given = payments::solana_pay::transaction(&server, reference, account).await;
                given.map(|given| given.transaction)
            } else {
                let given = payments::transaction(&server, &fan.viewer, known.order.id).await;
                given.map(|given| given.transaction)
            }
        });
        let given = given.await;
        if let Some(Ok(transaction)) = &given {
            let signed = wallet.sign_base64(transaction);
            self.in_hand.push(InHand {
                bytes: from_base64(&signed),
                signature: signature_of(&signed),
                known: known.clone(),
            });
        }
        self.tell(format!(
            "asks for {}, scanned: {scanned}, death {death:?}: {}",
            known.order.id,
            said(&given)
        ));
    }

    fn any_in_hand(&mut self) -> Option<InHand> {
        // The last one most often, an old one now and then.
        let old = self.rng.random_bool(0.3);
        match old {
            true => self.in_hand.choose(&mut self.rng).cloned(),
            false => self.in_hand.last().cloned(),
        }
    }

    /// The page gives the signed transaction to the server.
    async fn hand_in(&mut self) {
        let Some(signed) = self.any_in_hand() else {
            return self.ask().await;
        };
        let (server, death) = (self.server(), self.death());
        let viewer = &self.fans[signed.known.fan].viewer;
        let id = signed.known.order.id;
        let report = payments::report(&server, viewer, id, Signed::ToSend(signed.bytes));
        let answer = killed(death, report).await;
        self.tell(format!(
            "hands in {} for {id}, death {death:?}: {}",
            signed.signature,
            said(&answer)
        ));
    }

    /// The wallet sends by itself, and the tab is closed.
    async fn send_past_us(&mut self) {
        let Some(signed) = self.any_in_hand() else {
            return self.ask().await;
        };
        let answer = self.send(&signed.bytes).await;
        self.tell(format!(
            "the wallet sends {} by itself: {answer}",
            signed.signature
        ));
    }

    /// A program pays what the order says, without having asked for a transaction.
    async fn pay_by_hand(&mut self) {
        let Some(known) = self.known.choose(&mut self.rng).cloned() else {
            return;
        };
        // There is nothing to pay for free days.
        if known.order.legs.is_empty() {
            return;
        }
        let wallet = self.fans[known.fan].wallet.clone();
        let Some(bytes) = craft::try_sign(self.app, &[&wallet], &payment(&known.order)).await else {
            return;
        };
        let answer = self.send(&bytes).await;
        self.tell(format!("a program pays {}: {answer}", known.order.id));
    }

    async fn send(&self, bytes: &[u8]) -> Value {
        let preflight = self.rng.clone().random_bool(0.5);
        let config = json!({ "encoding": "base64", "skipPreflight": preflight });
        let answer = self
            .app
            .rpc("sendTransaction", json!([craft::base64(bytes), config]))
            .await;
        match answer.get("error") {
            Some(error) => error["message"].clone(),
            None => answer["result"].clone(),
        }
    }

    /// The page names a signature, for its order or for a wrong one.
    async fn report(&mut self) {
        let Some(signed) = self.any_in_hand() else { return };
        let (server, death) = (self.server(), self.death());
        let known = match self.rng.random_bool(0.2) {
            true => self.known.choose(&mut self.rng).cloned().expect("one is known"),
            false => signed.known,
        };
        let viewer = &self.fans[known.fan].viewer;
        let report = payments::report(&server, viewer, known.order.id, Signed::Sent(signed.signature));
        let answer = killed(death, report).await;
        self.tell(format!(
            "reports {} for {}, death {death:?}: {}",
            signed.signature,
            known.order.id,
            said(&answer)
        ));
    }

    /// The creator opens what was ordered for some case, or asks for the transaction that sends it back and signs it.
    async fn settle_a_case(&mut self) {
        let (server, death) = (self.server(), self.death());
        let open = cases::list(&server, &self.seller.viewer, None, None).await;
        let Some(case) = open
            .ok()
            .and_then(|page| page.items.choose(&mut self.rng).cloned())
        else {
            return;
        };
        let (order, signature) = (case.order, case.signature);
        if self.rng.random_bool(0.3) {
            let granted = killed(
                death,
                cases::grant(&server, &self.seller.viewer, order, &signature),
            )
            .await;
            let said = said(&granted);
            return self.tell(format!(
                "the creator grants {signature} of {order}, death {death:?}: {said}"
            ));
        }
        let given = refunds::transaction(&server, &self.seller.viewer, order, &signature);
        let given = killed(death, given).await;
        if let Some(Ok(given)) = &given {
            let signed = self.seller.wallet.sign_base64(&given.transaction);
            self.refunds_in_hand.push(RefundInHand {
                order,
                case: signature,
                bytes: from_base64(&signed),
            });
        }
        let said = said(&given);
        self.tell(format!(
            "the creator would send {signature} of {order} back, death {death:?}: {said}"
        ));
    }

    /// The creator's page hands a refund in, their wallet sends it by itself, or the page names a signature.
    async fn send_back(&mut self) {
        let Some(refund) = self.refunds_in_hand.choose(&mut self.rng).cloned() else {
            return self.settle_a_case().await;
        };
        let (server, death) = (self.server(), self.death());
        let RefundInHand { order, case, bytes } = refund;
        let signed = match self.rng.random_range(0..3) {
            0 => {
                let answer = self.send(&bytes).await;
                return self.tell(format!(
                    "the creator's wallet sends {case} of {order} back: {answer}"
                ));
            }
            1 => Signed::Sent(signature_of(&craft::base64(&bytes))),
            _ => Signed::ToSend(bytes),
        };
        let report = refunds::report(&server, &self.seller.viewer, order, &case, signed);
        let answer = killed(death, report).await;
        let said = said(&answer);
        self.tell(format!(
            "hands in the refund of {case} of {order}, death {death:?}: {said}"
        ));
    }

    /// What sending back has taken from the creator for the network.
    async fn fees(&self, orders: &[uuid::Uuid]) -> i128 {
        let rows = refund::Entity::find().filter(refund::Column::OrderId.is_in(orders.to_vec()));
        let mut fees = 0;
        for row in rows.all(&self.app.domain().db).await.expect("refunds") {
            let reference: Address = row.reference.parse().expect("an address");
            let landed = self.app.domain().chain.signatures_for(&reference, None, 0).await;
            fees += 5_000 * i128::try_from(landed.expect("signatures").len()).expect("few");
        }
        fees
    }

    async fn break_something(&mut self) {
        let count = self.rng.random_range(1..12);
        let fault = match self.rng.random_range(0..7) {
            0 => Faults::new(FaultKind::Error429, count),
            1 => Faults::new(FaultKind::Drop, 1),
            2 => Faults::new(
                FaultKind::Delay(Duration::from_millis(self.rng.random_range(1..4))),
                count,
            ),
            3 => Faults::new(
                FaultKind::Lag {
                    slots: self.rng.random_range(1..60),
                },
                count,
            ),
            4 => Faults::new(
                FaultKind::Pruned {
                    keep: self.rng.random_range(1..200),
                },
                count,
            ),
            5 => Faults::new(FaultKind::Null, count).on("getTransaction"),
            _ => Faults::new(FaultKind::Null, count).on("getSignaturesForAddress"),
        };
        self.tell(format!("{fault:?}"));
        self.app.localnet.faults(fault).await.expect("a fault");
    }

    async fn reorganise(&mut self) {
        let slots = self.rng.random_range(1..33);
        let gone = self.app.localnet.reorg(slots).await.expect("a fork");
        self.tell(format!("the chain drops {slots} slots: {gone:?}"));
    }

    async fn wait(&mut self) {
        let seconds = *[1, 1, 2, 15, 60, 130, 2_000, 90_000]
            .choose(&mut self.rng)
            .expect("some");
        self.tell(format!("{seconds} seconds pass"));
        self.app.advance(Duration::from_secs(seconds));
    }

    /// A scanner's round, perhaps on both servers at once, perhaps dying in it.
    async fn scan(&mut self) {
        let both = self.rng.random_bool(0.3);
        let deaths = [self.death(), self.death()];
        self.tell(format!("a round, on both: {both}, deaths {deaths:?}"));
        self.app.slots(2);
        let [one, other] = &self.servers;
        let first = killed(deaths[0], scanner::round(one));
        if both {
            future::join(first, killed(deaths[1], scanner::round(other))).await;
        } else {
            first.await;
        }
    }

    /// The weather clears, and time passes until nothing can happen any more.
    async fn calm(&mut self) -> Result<(), String> {
        self.app
            .localnet
            .faults(Faults::new(FaultKind::Clear, 1))
            .await
            .expect("no fault");
        self.tell("calm".to_owned());
        // Until all is final, until all has ended, and then to the last look at what had ended.
        let pauses = [(10, 2), (6, 40), (4, 900), (5, 20_000), (5, 700_000)];
        for (times, seconds) in pauses {
            for _ in 0..times {
                self.app.advance(Duration::from_secs(seconds));
                let round = scanner::round(&self.servers[0]).await.expect("a round");
                if (round.faults, &round.outage) != (0, &None) {
                    return Err(format!("{round:?}"));
                }
            }
        }
        Ok(())
    }

    /// What the recipients hold.
    async fn held(&self) -> Sums {
        let chain = &*self.app.domain().chain;
        let mint = self.app.domain().rules.network.usdc_mint.expect("there is one");
        let lamports = chain.balances(&self.recipients).await.expect("balances");
        let sol = lamports.iter().map(|held| i128::from(held.0)).sum();
        let purses = payments::token::holdings(chain, mint, &self.recipients)
            .await
            .expect("accounts");
        let usdc = purses.iter().map(|purse| match purse {
            payments::token::Holding::Open(units) => i128::from(units.0),
            _ => 0,
        });
        Sums::from([("SOL", sol), ("USDC", usdc.sum())])
    }

    /// Whether books and chain agree, and every order has what it must have.
    async fn reckon(&mut self, before: &Sums, after: &Sums) -> Result<usize, String> {
        let db = &self.app.domain().db;
        let mut ids: Vec<uuid::Uuid> = Vec::new();
        for fan in &self.fans {
            let buyer = fan.viewer.id().expect("they are signed in");
            let rows = order::Entity::find()
                .filter(order::Column::BuyerId.eq(buyer.0))
                .all(db)
                .await;
            ids.extend(rows.expect("orders").iter().map(|row| row.id));
        }
        let rows = order::Entity::find()
            .filter(order::Column::Id.is_in(ids.clone()))
            .all(db)
            .await
            .expect("orders");
        let lines = ledger_entry::Entity::find()
            .filter(ledger_entry::Column::OrderId.is_in(ids.clone()))
            .all(db)
            .await
            .expect("the ledger");
        let grants = grant::Entity::find()
            .filter(grant::Column::OrderId.is_in(ids.clone()))
            .all(db)
            .await
            .expect("grants");
        let payments = payments::entity::payment::Entity::find()
            .filter(payments::entity::payment::Column::OrderId.is_in(ids.clone()))
            .all(db)
            .await
            .expect("payments");
        let cases = sighting::Entity::find()
            .filter(sighting::Column::OrderId.is_in(ids.clone()))
            .filter(sighting::Column::NeedsLook.eq(true))
            .all(db)
            .await
            .expect("cases");
        let mut at_sales: BTreeMap<uuid::Uuid, u32> = BTreeMap::new();
        for row in rows
            .iter()
            .filter(|row| matches!(row.status.as_str(), "confirmed" | "finalized"))
            .filter(|row| {
                !cases
                    .iter()
                    .any(|case| case.order_id == row.id && row.signature.as_ref() == Some(&case.signature))
            })
        {
            if let Some(sale) = row.flash_sale_id {
                *at_sales.entry(sale).or_default() += 1;
            }
        }
        if let Some((sale, times)) = at_sales.iter().find(|(_, times)| **times > 1) {
            return Err(format!("the sale {sale} for one was bought at {times} times"));
        }
        let sold = rows
            .iter()
            .filter(|row| matches!(row.status.as_str(), "confirmed" | "finalized"));
        let pieces: i32 = sold.filter_map(|row| row.quantity).sum();
        if pieces > STOCK {
            return Err(format!(
                "{pieces} were sold of a thing of which there are {STOCK}"
            ));
        }
        let mut booked = Sums::from([("SOL", 0), ("USDC", 0)]);
        let (mut paid, mut free_days) = (0, 0);
        let mut with_code: BTreeMap<uuid::Uuid, usize> = BTreeMap::new();
        for row in &rows {
            let status: OrderStatus = row.status.parse().expect("a status");
            let of = |what: &str| format!("{what} of order {} ({}, {})", row.id, row.kind, row.status);
            if !status.settled() {
                return Err(of("the end"));
            }
            let open = grants
                .iter()
                .filter(|grant| grant.order_id == row.id && grant.revoked_at.is_none())
                .count();
            let due = usize::from(status.paid() && row.kind != "tip");
            if open != due {
                return Err(of(&format!("{open} grants, {due} due,")));
            }
            let credited = payments
                .iter()
                .filter(|payment| payment.order_id == row.id)
                .count();
            let free = row.amount == 0;
            if free && status != OrderStatus::Finalized {
                return Err(of("the end"));
            }
            free_days += usize::from(free);
            if credited != usize::from(status.paid() && !free) {
                return Err(of(&format!("{credited} payments")));
            }
            let sum = |kinds: &[&str]| -> i128 {
                let mine = lines
                    .iter()
                    .filter(|line| line.order_id == row.id && kinds.contains(&line.kind.as_str()));
                mine.map(|line| i128::from(line.amount)).sum()
            };
            let (received, final_) = (sum(&["paid", "surplus", "reversed"]), sum(&["booked"]));
            // What the creator opened for something else stands in the books as it arrived.
            let mine = |case: &&sighting::Model| case.order_id == row.id;
            let credited_by =
                |case: &&sighting::Model| payments.iter().any(|payment| payment.signature == case.signature);
            let granted = cases.iter().filter(mine).find(credited_by);
            let expected = match granted {
                Some(case) => i128::from(case.amount),
                None if status.paid() => i128::from(row.amount),
                None => 0,
            };
            if sum(&["paid", "reversed"]) != expected || final_ != expected {
                return Err(of(&format!(
                    "the ledger has {received} and {final_}, {expected} due,"
                )));
            }
            if status.paid()
                && row.promotion_id.is_some()
                && !free
                && granted.is_none()
                && !was_ended(db, row.id).await
            {
                *with_code.entry(row.buyer_id).or_default() += 1;
            }
            let waiting: i128 = cases
                .iter()
                .filter(|case| case.order_id == row.id && !credited_by(case))
                .map(|case| i128::from(case.amount))
                .sum();
            let back = sum(&["refunded", "refund_reversed"]);
            let currency: Currency = row.currency.parse().expect("a currency");
            *booked.get_mut(currency.code()).expect("one of two") += received + waiting + back;
            paid += usize::from(status.paid() && !free);
        }
        if free_days > 1 {
            return Err(format!("the free days of one were given to {free_days}"));
        }
        let most = with_code.values().max().copied().unwrap_or_default();
        if with_code.values().sum::<usize>() > USES || most > USES_EACH {
            return Err(format!("the code was used {with_code:?} times"));
        }
        *booked.get_mut("SOL").expect("one of two") -= self.fees(&ids).await;
        for (currency, sum) in &booked {
            let came = after[currency] - before[currency];
            if came != *sum {
                return Err(format!(
                    "{came} {currency} came, the books and the cases have {sum}"
                ));
            }
        }
        Ok(paid)
    }
}

/// Whether an order had ended before it was paid after all: a node that denied what it had must not cost the buyer their access,
/// and by then its use of a code may be another's.
async fn was_ended(db: &sea_orm::DatabaseConnection, id: uuid::Uuid) -> bool {
    use payments::entity::event;
    let ended = event::Entity::find()
        .filter(event::Column::OrderId.eq(id))
        .filter(event::Column::ToStatus.eq("expired"));
    ended.count(db).await.expect("the history") > 0
}

fn said<T>(answer: &Option<domain::Result<T>>) -> String {
    match answer {
        None => "died".to_owned(),
        Some(Ok(_)) => "done".to_owned(),
        Some(Err(error)) => error.to_string(),
    }
}

/// The first signature of a transaction in base64: its name on the chain.
fn signature_of(transaction: &str) -> Signature {
    let bytes = from_base64(transaction);
    Signature(bytes[1..65].try_into().expect("a signature"))
}

fn from_base64(text: &str) -> Vec<u8> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.decode(text).expect("base64")
}
