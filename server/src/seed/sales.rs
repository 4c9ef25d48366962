//! The demo's subscriptions, purchases and tips: real orders, signed by the fans' wallets, paid on the embedded
//! network and settled by the scanner, each at its moment in the past.

use super::{DAY, SeedClock, plan::Plan, rng, wallet};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{Domain, Error, Result, Viewer, identity, payments};
use localnet::Localnet;
use rand::{Rng, seq::IndexedRandom};
use serde_json::json;
use shared::{
    creators::TierLevel,
    identity::Handle,
    ids::PostId,
    money::{Currency, Units},
    payments::{ItemRequest, OrderRequest, Signed},
    text::Lang,
};
use solana_sdk::{signature::Signer, transaction::VersionedTransaction};

/// What play money a fan begins with, in lamports.
const PURSE: u64 = 40_000_000_000;
/// The same in base units of USDC.
const DOLLARS: u64 = 4_000_000_000;
/// Long enough for a payment to be finalized, in milliseconds.
const FINALIZED: i64 = 20_000;

/// What people say with a tip, in the language of whom it is for.
const SAID: [(Lang, &[&str]); 2] = [
    (
        Lang::En,
        &[
            "Thank you for this!",
            "For the next one.",
            "This made my week.",
            "Keep going!",
            "",
        ],
    ),
    (
        Lang::Ru,
        &[
            "Спасибо за это!",
            "На следующую работу.",
            "Лучшее за неделю.",
            "Так держать!",
            "",
        ],
    ),
];

/// Who buys what, and when.
struct Sale {
    at: i64,
    buyer: usize,
    item: ItemRequest,
    currency: Currency,
}

fn handle(text: &str) -> Result<Handle> {
    text.parse().map_err(Error::from)
}

fn sales(plan: &Plan, now: i64) -> Result<Vec<Sale>> {
    let mut rng = rng("sales", 0);
    let fans: Vec<usize> = (0..plan.people.len())
        .filter(|at| plan.people[*at].creator.is_none())
        .collect();
    let mut sales = Vec::new();
    for (seller, person) in plan.people.iter().enumerate() {
        let Some(creator) = &person.creator else { continue };
        for buyer in &fans {
            if !rng.random_bool(creator.appeal * 0.16) {
                continue;
            }
            let tier = [
                TierLevel::Basic,
                TierLevel::Basic,
                TierLevel::Premium,
                TierLevel::Vip,
            ];
            let tier = tier.choose(&mut rng).copied().unwrap_or(TierLevel::Basic);
            // Most still run; some have ended.
            let age = if rng.random_bool(0.85) {
                rng.random_range(DAY..28 * DAY)
            } else {
                rng.random_range(31 * DAY..45 * DAY)
            };
            let at = (now - age).max(plan.people[*buyer].joined_at + 60_000);
            let item = ItemRequest::Subscription {
                creator: handle(&person.handle)?,
                tier,
                // Some are here for longer.
                days: if at % 5 == 0 { 90 } else { 30 },
                to: None,
            };
            sales.push(Sale {
                at,
                buyer: *buyer,
                item,
                currency: creator.currency,
            });
        }
        for post in plan
            .posts
            .iter()
            .filter(|post| post.author == seller && post.access.price().is_some())
        {
            if let Some(buyer) = fans.choose(&mut rng).filter(|_| rng.random_bool(0.6)) {
                let earliest = post.published_at.max(plan.people[*buyer].joined_at) + 60_000;
                if earliest < now - DAY / 12 {
                    let at = rng.random_range(earliest..now - DAY / 24);
                    sales.push(Sale {
                        at,
                        buyer: *buyer,
                        item: ItemRequest::Post {
                            post: PostId(post.id),
                        },
                        currency: creator.currency,
                    });
                }
            }
        }
    }
    sales.extend(tips(plan, &fans, now)?);
    sales.retain(|sale| sale.at < now - DAY / 24);
    sales.sort_by_key(|sale| sale.at);
    Ok(sales)
}

/// Tips of the last weeks, most of them for those whom many like.
fn tips(plan: &Plan, fans: &[usize], now: i64) -> Result<Vec<Sale>> {
    let mut rng = rng("tips", 0);
    let mut tips = Vec::new();
    for person in &plan.people {
        let Some(creator) = &person.creator else { continue };
        let words = SAID
            .iter()
            .find(|(lang, _)| *lang == creator.lang)
            .map_or(SAID[0].1, |(_, words)| *words);
        for buyer in fans {
            if !rng.random_bool(creator.appeal * 0.08) {
                continue;
            }
            let earliest = person.joined_at.max(plan.people[*buyer].joined_at) + 60_000;
            let at = rng.random_range(now - 20 * DAY..now - DAY / 12).max(earliest);
            let amount = [20, 20, 50, 50, 100, 200].choose(&mut rng).copied().unwrap_or(50) * 1_000_000;
            let note = words.choose(&mut rng).filter(|words| !words.is_empty());
            tips.push(Sale {
                at,
                buyer: *buyer,
                item: ItemRequest::Tip {
                    creator: Some(handle(&person.handle)?),
                    post: None,
                    amount: Units(amount),
                    note: note.map(|words| (*words).to_owned()),
                },
                // Whatever the creator prices in, a tip is given in what one has.
                currency: Currency::Sol,
            });
        }
    }
    Ok(tips)
}

/// Makes all sales in the order of time and brings them to `finalized`; how many were paid.
pub async fn make(
    domain: &Domain,
    network: &Localnet,
    clock: &SeedClock,
    plan: &Plan,
    now: i64,
) -> Result<usize> {
    let sales = sales(plan, now)?;
    let mut buyers: Vec<usize> = sales.iter().map(|sale| sale.buyer).collect();
    buyers.sort_unstable();
    buyers.dedup();
    for buyer in buyers {
        fund(network, &plan.people[buyer].handle).await?;
    }
    let mut paid = 0;
    for (number, sale) in sales.iter().enumerate() {
        clock.go(sale.at);
        paid += usize::from(buy(domain, clock, plan, sale, number).await?);
    }
    clock.go(clock.now() + FINALIZED);
    payments::scanner::round(domain).await?;
    clock.go(now);
    payments::scanner::round(domain).await?;
    Ok(paid)
}

/// Play money for a wallet, from the faucet by the same RPC as everybody's.
async fn fund(network: &Localnet, handle: &str) -> Result<()> {
    let address = wallet(handle).pubkey().to_string();
    for (method, units) in [("requestAirdrop", PURSE), ("requestTokenAirdrop", DOLLARS)] {
        let request = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": [&address, units]});
        let answer = network.rpc(request).await;
        if !answer["result"].is_string() {
            return Err(Error::internal(format!("the faucet refused: {answer}")));
        }
    }
    Ok(())
}

/// One order from its making to its settlement. A fan who has the post already buys nothing.
async fn buy(domain: &Domain, clock: &SeedClock, plan: &Plan, sale: &Sale, number: usize) -> Result<bool> {
    let person = &plan.people[sale.buyer];
    let buyer = identity::person_by_handle(domain, &handle(&person.handle)?)
        .await?
        .ok_or_else(|| Error::internal("a person of the demo is missing"))?;
    let viewer = Viewer::Person(Box::new(buyer));
    let request = OrderRequest {
        item: sale.item.clone(),
        currency: sale.currency,
        code: None,
    };
    let key = format!("seed-{number}");
    let order = match payments::create(domain, &viewer, &request, Some(&key)).await {
        Err(Error::Refused(refusal)) if refusal.code == shared::Code::AlreadyOwned => return Ok(false),
        order => order?,
    };
    let transaction = payments::transaction(domain, &viewer, order.id).await?;
    let bytes = STANDARD
        .decode(&transaction.transaction)
        .map_err(Error::internal)?;
    let unsigned: VersionedTransaction = bincode::deserialize(&bytes).map_err(Error::internal)?;
    let signed = VersionedTransaction::try_new(unsigned.message, &[&wallet(&person.handle)])
        .map_err(Error::internal)?;
    let bytes = bincode::serialize(&signed).map_err(Error::internal)?;
    payments::report(domain, &viewer, order.id, Signed::ToSend(bytes)).await?;
    clock.go(clock.now() + 1_000);
    payments::scanner::round(domain).await?;
    let order = payments::get(domain, &viewer, order.id).await?;
    if !order.status.paid() {
        return Err(Error::internal(format!(
            "a sale of the demo ended as {:?}",
            order.status
        )));
    }
    Ok(true)
}
