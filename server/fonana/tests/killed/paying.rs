//! Whoever paid has it: afterwards each payment that the network has opened what it was for, nobody else has it, and what the books
//! say is what the wallets hold.

use super::{FUNDS, Place, Process, balance, person, rpc, until, wanted};
use futures::future::join_all;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use reqwest::Method;
use serde_json::{Value, json};
use shared::{
    money::Units,
    paging::Page,
    payments::{OrderStatus, OrderView, SaleView},
};
use std::time::Duration;
use testkit::{Caller, Db};

/// What the post costs.
const PRICE: u64 = 50_000_000;
/// What a signature costs.
const FEE: u64 = 5_000;
/// Who pay in each round.
const CROWD: u64 = 6;

/// Somebody who wants to have a post, and what they know.
struct Buyer {
    caller: Caller,
    post: String,
    order: Option<OrderView>,
    /// What their wallet signed.
    signed: Option<String>,
    /// Whether the server said that it has that.
    acknowledged: bool,
    /// Whether they come back after a fault.
    patient: bool,
}

impl Buyer {
    /// Goes on from what they know, until they have it; an error when the server dies.
    async fn buy(&mut self) -> reqwest::Result<()> {
        let order = match &self.order {
            Some(order) => order.clone(),
            None => {
                let item = json!({"kind": "post", "post": self.post});
                let key = [("idempotency-key", "the-one-intent")];
                let body = json!({"item": item, "currency": "SOL"});
                let answer = self.send(Method::POST, "/api/orders", &key, Some(body)).await?;
                let order: OrderView = answer.parse();
                self.order = Some(order.clone());
                order
            }
        };
        let path = format!("/api/orders/{}", order.id);
        if self.now(&path).await?.status.paid() {
            return Ok(());
        }
        if self.signed.is_none() {
            let given = self
                .send(Method::POST, &format!("{path}/transaction"), &[], Some(json!({})))
                .await?;
            let given = given.json["transaction"].as_str().map(str::to_owned);
            let given = given.expect("a transaction to sign");
            self.signed = Some(self.caller.wallet().sign_base64(&given));
        }
        if !self.acknowledged {
            let body = json!({"signed_transaction": self.signed});
            let answer = self
                .send(Method::POST, &format!("{path}/signature"), &[], Some(body))
                .await?;
            // What was sent before the fault may have been settled meanwhile.
            assert!(
                answer.status == 202 || answer.code() == "order_closed",
                "{} {}",
                answer.status,
                answer.json
            );
            self.acknowledged = true;
        }
        while !self.now(&path).await?.status.paid() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> reqwest::Result<testkit::Answer> {
        let answer = self.caller.try_send(method, path, headers, body).await?;
        assert!(answer.status < 500, "{path}: {} {}", answer.status, answer.json);
        Ok(answer)
    }

    async fn now(&self, path: &str) -> reqwest::Result<OrderView> {
        Ok(self.send(Method::GET, path, &[], None).await?.parse())
    }

    async fn has_it(&self) -> bool {
        let post = self.caller.get(&format!("/api/posts/{}", self.post)).await;
        !post.json["locked"].as_bool().expect("a post")
    }

    /// Once nothing more happens: who paid has it, and who did not has neither it nor less money. What was paid.
    async fn settled(&self) -> u64 {
        let wallet = self.caller.wallet().address().to_string();
        let on_chain = match &self.order {
            Some(order) => {
                let params = json!([order.reference.to_string(), {"commitment": "confirmed"}]);
                let found = rpc(&self.caller, "getSignaturesForAddress", params).await;
                let found = found.as_array().expect("a list").len();
                assert!(found <= 1, "nobody pays twice");
                found == 1
            }
            None => false,
        };
        assert!(on_chain || !self.acknowledged, "what was acknowledged has landed");
        if on_chain {
            until(async || self.has_it().await).await;
            assert_eq!(balance(&self.caller, &wallet).await, FUNDS - PRICE - FEE);
            return PRICE;
        }
        assert!(!self.has_it().await, "nobody has what they did not pay for");
        assert_eq!(balance(&self.caller, &wallet).await, FUNDS);
        0
    }
}

/// Everything that the creator sold.
async fn sales(creator: &Caller) -> Vec<SaleView> {
    let mut all = vec![];
    let mut cursor = String::new();
    loop {
        let page: Page<SaleView> = creator.get(&format!("/api/sales?limit=50{cursor}")).await.parse();
        all.extend(page.items);
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return all,
        }
    }
}

/// A server that is killed so often, each time while a crowd pays.
async fn storm(db: Db, seed: u64, kills: u64) {
    println!("{db:?}: seed {seed}, {kills} kills; FONANA_KILLS={seed}:{kills} replays it");
    let mut dice = ChaCha8Rng::seed_from_u64(seed);
    let place = Place::new(db).await;
    let base = place.address();
    let mut server = Process::start(&place).await;
    let creator = person(&base, 1).await;
    let answer = creator
        .post("/api/me/creator", json!({"category": "art", "currency": "SOL"}))
        .await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    let draft =
        json!({"title": "For sale", "body": "Here it is.", "access": "price", "price": PRICE.to_string()});
    let post = creator.publish(draft).await;

    let mut paid = 0;
    let mut lost = 0;
    for round in 0..kills {
        let numbers = (0..CROWD).map(|number| 2 + round * CROWD + number);
        let people = join_all(numbers.map(|number| person(&base, number))).await;
        let mut crowd: Vec<Buyer> = people
            .into_iter()
            .map(|caller| Buyer {
                caller,
                post: post.clone(),
                order: None,
                signed: None,
                acknowledged: false,
                patient: dice.random_bool(0.7),
            })
            .collect();
        let moment = Duration::from_millis(dice.random_range(0..900));
        let fates = {
            let buying = crowd.iter_mut().map(Buyer::buy);
            let killer = async {
                tokio::time::sleep(moment).await;
                drop(server);
            };
            let (fates, ()) = futures::join!(join_all(buying), killer);
            fates
        };
        server = Process::start(&place).await;
        lost += fates.iter().filter(|fate| fate.is_err()).count();
        let back = crowd
            .iter_mut()
            .zip(fates)
            .filter(|(buyer, fate)| fate.is_err() && buyer.patient);
        for fate in join_all(back.map(|(buyer, _)| buyer.buy())).await {
            fate.expect("this server lives");
        }
        for buyer in &crowd {
            paid += buyer.settled().await;
        }
    }
    // The books say what the wallets hold.
    let sales = sales(&creator).await;
    let all = |of: fn(&SaleView) -> Units| sales.iter().map(|sale| of(sale).0).sum::<u64>();
    assert_eq!(all(|sale| sale.amount), paid);
    let wallet = creator.wallet().address().to_string();
    assert_eq!(
        balance(&creator, &wallet).await,
        FUNDS + all(|sale| sale.received)
    );
    let good = [OrderStatus::Confirmed, OrderStatus::Finalized];
    assert!(sales.iter().all(|sale| good.contains(&sale.status)));
    println!(
        "{db:?}: {} of {} paid; {lost} lost their server while they did",
        sales.len(),
        kills * CROWD
    );
}

#[tokio::test]
async fn whoever_paid_has_it_however_often_the_server_is_killed_on_sqlite() {
    let (seed, kills) = wanted();
    storm(Db::Sqlite, seed, kills).await;
}

#[tokio::test]
async fn whoever_paid_has_it_however_often_the_server_is_killed_on_postgres() {
    let (seed, kills) = wanted();
    storm(Db::Postgres, seed, kills).await;
}
