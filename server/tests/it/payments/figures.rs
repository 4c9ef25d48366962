//! What money costs the machine: orders made, payments judged and settled, a crowd that pays at once, and a round over what waits.
//! `make bench` runs it on the release build. It asserts that nothing is lost, and no figure.

#![expect(clippy::print_stdout, reason = "a measurement is told to whoever asks for it")]

use super::*;
use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    Domain, Viewer, identity,
    payments::{self, entity::leg},
    ports::{
        Account, Blockhash, Chain, ChainError, ChainTransaction, Commitment, History, Reached, SignatureEntry,
    },
};
use futures::{StreamExt, future::join_all, stream};
use sea_orm::IntoActiveModel;
use server::serve::Scanner;
use shared::{
    ids::PostId,
    money::{Currency, Lamports},
    payments::{ItemRequest, OrderRequest, Signed},
    solana::Address,
};
use std::{
    fs,
    sync::{Arc, Mutex},
    time::Instant,
};
use testkit::{Db, Wallet};
use uuid::Uuid;

const FANS: usize = 50;
/// Of each fan, as many as may wait at a time.
const ORDERS: usize = 20;
const CROWD: usize = 200;
const WAITING: u32 = 10_000;

/// Time that this process had on a processor, in ms; the kernel counts in hundredths of a second.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux tells");
    let after = stat.rsplit(')').next().expect("a name in brackets");
    let ticks: f64 = after
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(|field| field.parse::<f64>().expect("a number"))
        .sum();
    ticks * 10.0
}

/// What the chain was asked.
#[derive(Clone, Debug)]
enum Call {
    Reached(Commitment),
    History,
    Transaction(Signature, Commitment),
    Signatures(Address, Option<Signature>, u64),
}

/// The chain, and what it was asked: asked again by itself, that is the network's part of the cost.
struct Noted {
    chain: Arc<dyn Chain>,
    calls: Mutex<Vec<Call>>,
}

impl Noted {
    fn note(&self, call: Call) {
        self.calls.lock().expect("nobody panicked").push(call);
    }

    /// CPU of all that was asked since the last time, in ms.
    async fn cost(&self) -> f64 {
        let calls = std::mem::take(&mut *self.calls.lock().expect("nobody panicked"));
        let before = cpu();
        for call in calls {
            let chain = &self.chain;
            match call {
                Call::Reached(commitment) => drop(chain.reached(commitment).await),
                Call::History => drop(chain.history().await),
                Call::Transaction(signature, commitment) => {
                    drop(chain.transaction(&signature, commitment).await);
                }
                Call::Signatures(address, older, slot) => {
                    drop(chain.signatures_for(&address, older.as_ref(), slot).await);
                }
            }
        }
        cpu() - before
    }
}

#[async_trait]
impl Chain for Noted {
    async fn genesis_hash(&self) -> Result<String, ChainError> {
        self.chain.genesis_hash().await
    }
    async fn latest_blockhash(&self) -> Result<Blockhash, ChainError> {
        self.chain.latest_blockhash().await
    }
    async fn reached(&self, commitment: Commitment) -> Result<Reached, ChainError> {
        self.note(Call::Reached(commitment));
        self.chain.reached(commitment).await
    }
    async fn history(&self) -> Result<History, ChainError> {
        self.note(Call::History);
        self.chain.history().await
    }
    async fn balances(&self, addresses: &[Address]) -> Result<Vec<Lamports>, ChainError> {
        self.chain.balances(addresses).await
    }
    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError> {
        self.chain.accounts(addresses).await
    }
    async fn rent_exempt_minimum(&self, bytes: u64) -> Result<Lamports, ChainError> {
        self.chain.rent_exempt_minimum(bytes).await
    }
    async fn simulate(&self, transaction: &[u8], min_slot: u64) -> Result<Option<String>, ChainError> {
        self.chain.simulate(transaction, min_slot).await
    }
    async fn send(&self, transaction: &[u8]) -> Result<Signature, ChainError> {
        self.chain.send(transaction).await
    }
    async fn transaction(
        &self,
        signature: &Signature,
        commitment: Commitment,
    ) -> Result<Option<ChainTransaction>, ChainError> {
        self.note(Call::Transaction(*signature, commitment));
        self.chain.transaction(signature, commitment).await
    }
    async fn signatures_for(
        &self,
        address: &Address,
        before: Option<&Signature>,
        min_slot: u64,
    ) -> Result<Vec<SignatureEntry>, ChainError> {
        self.note(Call::Signatures(*address, before.copied(), min_slot));
        self.chain.signatures_for(address, before, min_slot).await
    }
}

struct Fan {
    viewer: Viewer,
    wallet: Wallet,
}

async fn fans(app: &TestApp, many: usize) -> Vec<Fan> {
    let mut fans = Vec::with_capacity(many);
    for _ in 0..many {
        let caller = app.fan().await;
        let handle = caller.handle().await.parse().expect("a handle");
        let person = identity::person_by_handle(app.domain(), &handle).await;
        let person = person.expect("it reads").expect("they signed in");
        fans.push(Fan {
            viewer: Viewer::Person(Box::new(person)),
            wallet: caller.wallet().clone(),
        });
    }
    fans
}

async fn posts(app: &TestApp, many: usize) -> Vec<PostId> {
    let creator = app.creator("art").await;
    let mut posts = Vec::with_capacity(many);
    for _ in 0..many {
        posts.push(post_for_sale(&creator).await.parse().expect("an id"));
    }
    posts
}

fn wanted(post: PostId) -> OrderRequest {
    OrderRequest {
        item: ItemRequest::Post { post },
        currency: Currency::Sol,
        code: None,
    }
}

async fn due_now(app: &TestApp) {
    let now = app.domain().now().0;
    order::Entity::update_many()
        .col_expr(order::Column::NextCheckAt, Expr::value(now))
        .filter(order::Column::NextCheckAt.is_not_null())
        .exec(&app.domain().db)
        .await
        .expect("all are due");
}

/// One round over all that is due; its CPU without the network's, and the network's, in ms.
async fn round(app: &TestApp, domain: &Domain, noted: &Noted) -> (Round, f64, f64) {
    due_now(app).await;
    let before = cpu();
    let round = scanner::round(domain).await.expect("a round");
    let all = cpu() - before;
    let network = noted.cost().await;
    (round, all - network, network)
}

/// Orders, and payments of all of them.
async fn one_by_one(db: Db) {
    let app = TestApp::start(db).await;
    let noted = Arc::new(Noted {
        chain: app.domain().chain.clone(),
        calls: Mutex::default(),
    });
    let domain = Domain {
        chain: noted.clone(),
        ..app.domain().clone()
    };
    let posts = posts(&app, ORDERS).await;
    let fans = fans(&app, FANS).await;
    let mut made = vec![];
    let before = cpu();
    for fan in &fans {
        for post in &posts {
            let order = payments::create(&domain, &fan.viewer, &wanted(*post), None).await;
            made.push((fan, order.expect("an order")));
        }
    }
    let many = made.len();
    let each = |ms: f64| ms / f64::from(u32::try_from(many).expect("few"));
    println!(
        "{db:?}: an order is made in {:.2} ms of CPU ({many} of them)",
        each(cpu() - before)
    );
    for (fan, order) in &made {
        // All in one slot, so that none is final before the round that settles them.
        let bytes = craft::sign(&app, &[&fan.wallet], &payment(order)).await;
        craft::send_at_once(&app, &bytes).await;
    }
    app.slots(2);
    let (settled, ours, network) = round(&app, &domain, &noted).await;
    assert_eq!(
        (settled.moved as usize, settled.faults, &settled.outage),
        (many, 0, &None)
    );
    println!(
        "{db:?}: a payment is judged and settled in {:.2} ms of CPU, and {:.2} ms of the network's",
        each(ours),
        each(network)
    );
    app.slots(40);
    let (booked, ours, network) = round(&app, &domain, &noted).await;
    assert_eq!((booked.moved as usize, booked.faults), (many, 0));
    println!(
        "{db:?}: and booked in {:.2} ms, and {:.2} ms of the network's",
        each(ours),
        each(network)
    );
    assert_eq!(grants(&app).await.len(), many);
}

/// A round over many that nobody has paid.
async fn waiting(db: Db) {
    let app = TestApp::start(db).await;
    let noted = Arc::new(Noted {
        chain: app.domain().chain.clone(),
        calls: Mutex::default(),
    });
    let domain = Domain {
        chain: noted.clone(),
        ..app.domain().clone()
    };
    let sale = Sale::open(&app).await;
    let order = sale.order().await;
    let db_handle = &app.domain().db;
    let row = order::Entity::find_by_id(order.id.0)
        .one(db_handle)
        .await
        .expect("rows")
        .expect("the order");
    let legs = leg::Entity::find().all(db_handle).await.expect("legs");
    for number in 0..WAITING {
        let id = Uuid::from_u128(u128::from(number) + 1);
        let mut reference = [7; 32];
        reference[..4].copy_from_slice(&number.to_le_bytes());
        let copy = order::Model {
            id,
            reference: Address(reference).to_string(),
            idempotency_key: None,
            ..row.clone()
        };
        order::Entity::insert(copy.into_active_model())
            .exec_without_returning(db_handle)
            .await
            .expect("a row");
        let legs = legs.iter().map(|leg| {
            leg::Model {
                order_id: id,
                ..leg.clone()
            }
            .into_active_model()
        });
        leg::Entity::insert_many(legs)
            .exec_without_returning(db_handle)
            .await
            .expect("legs");
    }
    let (looked, ours, network) = round(&app, &domain, &noted).await;
    assert_eq!(
        (looked.looked, looked.faults, &looked.outage),
        (WAITING + 1, 0, &None)
    );
    println!(
        "{db:?}: a round over {WAITING} orders takes {:.2} s of CPU with the network's",
        (ours + network) / 1e3
    );
}

/// A crowd that pays in the same moment, on a clock that runs.
async fn crowd(db: Db) {
    let app = TestApp::start_with(db, Scanner::Running, |_| {}).await;
    let domain = app.domain();
    let post = posts(&app, 1).await[0];
    let fans = fans(&app, CROWD).await;
    let mut ready = vec![];
    for fan in &fans {
        let order = payments::create(domain, &fan.viewer, &wanted(post), None)
            .await
            .expect("an order");
        let given = payments::transaction(domain, &fan.viewer, order.id)
            .await
            .expect("a transaction");
        let signed = STANDARD
            .decode(fan.wallet.sign_base64(&given.transaction))
            .expect("base64");
        ready.push((fan, order.id, signed));
    }
    let begun = Instant::now();
    let clock = async {
        let mut told = begun.elapsed();
        loop {
            tokio::time::sleep(Duration::from_millis(10)).await;
            let now = begun.elapsed();
            app.advance(now - told);
            told = now;
        }
    };
    let work = async {
        let pay = ready.iter().map(|(fan, id, signed)| async move {
            payments::report(domain, &fan.viewer, *id, Signed::ToSend(signed.clone()))
                .await
                .expect("it is sent")
        });
        join_all(pay).await;
        while payments_count(&app).await < CROWD as u64 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        // When each was confirmed on the chain, by its slots of 400 ms, and when it opened.
        let (now, reached) = (
            domain.now().0,
            domain.chain.reached(Commitment::Confirmed).await.expect("a slot"),
        );
        let rows = payments::entity::payment::Entity::find()
            .all(&domain.db)
            .await
            .expect("payments");
        let mut waits: Vec<i64> = rows
            .iter()
            .map(|row| {
                let slots = i64::try_from(reached.slot).expect("a slot") - row.slot;
                // The confirmed slot began when it was reached, at the latest now.
                let confirmed = now - now % 400 - slots * 400;
                (row.confirmed_at - confirmed).max(0)
            })
            .collect();
        waits.sort_unstable();
        (waits[waits.len() * 95 / 100], begun.elapsed())
    };
    let (p95, all) = tokio::select! {
        () = clock => unreachable!("the clock runs for ever"),
        done = work => done,
    };
    assert_eq!(grants(&app).await.len(), CROWD);
    println!(
        "{db:?}: of {CROWD} who pay at once 95 % have access {p95} ms after it is confirmed, all {:.1} s after they sent it",
        all.as_secs_f64()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a measurement: `make bench` runs it"]
async fn figures_of_money() {
    stream::iter([Db::Sqlite, Db::Postgres])
        .for_each(|db| async move {
            one_by_one(db).await;
            waiting(db).await;
            crowd(db).await;
        })
        .await;
}
