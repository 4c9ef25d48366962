//! Nodes that the embedded network cannot play: one that makes us panic, and one that cannot show what it lists.

use super::*;
use async_trait::async_trait;
use domain::{
    Domain,
    ports::Account,
    ports::{Blockhash, Chain, ChainError, ChainTransaction, Commitment, History, Reached, SignatureEntry},
};
use shared::{money::Lamports, solana::Address};
use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

/// The network as it is, but for one reference.
struct Odd {
    inner: Arc<dyn Chain>,
    reference: Address,
    way: Way,
    shown: AtomicU32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Panics,
    /// It lists a transaction of a version that nobody can read.
    Unreadable,
}

const UNREADABLE: SignatureEntry = SignatureEntry {
    signature: Signature([5; 64]),
    slot: localnet::START_SLOT,
    failed: false,
};

impl Odd {
    fn node(app: &TestApp, order: &OrderView, way: Way) -> (Domain, Arc<Self>) {
        let odd = Arc::new(Self {
            inner: app.domain().chain.clone(),
            reference: order.reference,
            way,
            shown: AtomicU32::new(0),
        });
        let domain = Domain {
            chain: odd.clone(),
            ..app.domain().clone()
        };
        (domain, odd)
    }
}

#[async_trait]
impl Chain for Odd {
    async fn signatures_for(
        &self,
        address: &Address,
        before: Option<&Signature>,
        min_slot: u64,
    ) -> Result<Vec<SignatureEntry>, ChainError> {
        if *address != self.reference {
            return self.inner.signatures_for(address, before, min_slot).await;
        }
        assert!(
            self.way != Way::Panics,
            "this node is meant to make the scanner panic"
        );
        Ok(vec![UNREADABLE])
    }

    async fn transaction(
        &self,
        signature: &Signature,
        at: Commitment,
    ) -> Result<Option<ChainTransaction>, ChainError> {
        if *signature != UNREADABLE.signature {
            return self.inner.transaction(signature, at).await;
        }
        self.shown.fetch_add(1, Ordering::SeqCst);
        Ok(Some(ChainTransaction::unreadable()))
    }

    async fn genesis_hash(&self) -> Result<String, ChainError> {
        self.inner.genesis_hash().await
    }
    async fn latest_blockhash(&self) -> Result<Blockhash, ChainError> {
        self.inner.latest_blockhash().await
    }
    async fn reached(&self, commitment: Commitment) -> Result<Reached, ChainError> {
        self.inner.reached(commitment).await
    }
    async fn history(&self) -> Result<History, ChainError> {
        self.inner.history().await
    }
    async fn balances(&self, addresses: &[Address]) -> Result<Vec<Lamports>, ChainError> {
        self.inner.balances(addresses).await
    }
    async fn accounts(&self, addresses: &[Address]) -> Result<Vec<Option<Account>>, ChainError> {
        self.inner.accounts(addresses).await
    }
    async fn rent_exempt_minimum(&self, bytes: u64) -> Result<Lamports, ChainError> {
        self.inner.rent_exempt_minimum(bytes).await
    }
    async fn simulate(&self, transaction: &[u8], min_slot: u64) -> Result<Option<String>, ChainError> {
        self.inner.simulate(transaction, min_slot).await
    }
    async fn send(&self, transaction: &[u8]) -> Result<Signature, ChainError> {
        self.inner.send(transaction).await
    }
}

both! {
    async fn an_order_that_makes_us_panic_stops_no_other(app: TestApp) {
        let sale = Sale::open(&app).await;
        let second = post_for_sale(&sale.creator).await;
        let (bad, good) = (sale.order().await, sale.fan.order(post(&second)).await);
        craft::send(&app, &[sale.fan.wallet()], &payment(&bad)).await;
        craft::send(&app, &[sale.fan.wallet()], &payment(&good)).await;
        app.advance(Duration::from_secs(15));
        let (domain, _) = Odd::node(&app, &bad, Way::Panics);
        let round = scanner::round(&domain).await.expect("a round");
        assert_eq!((round.faults, round.looked, round.outage), (1, 1, None));
        assert!(sale.now(&good).await.status.paid());
        // It is left alone for a minute and then looked at again.
        app.advance(Duration::from_secs(59));
        app.scan().await;
        assert_eq!(sale.now(&bad).await.status, OrderStatus::Created);
        app.advance(Duration::from_secs(1));
        app.scan().await;
        assert!(sale.now(&bad).await.status.paid());
    }

    async fn what_nobody_can_read_is_put_before_a_person_once(app: TestApp) {
        let sale = Sale::open(&app).await;
        let order = sale.order().await;
        let (domain, node) = Odd::node(&app, &order, Way::Unreadable);
        for _ in 0..3 {
            app.advance(Duration::from_secs(60));
            scanner::round(&domain).await.expect("a round");
        }
        assert_eq!(cases(&app, order.id).await, ["unreadable"]);
        // Judged once, and asked for once more whether it is final.
        assert_eq!(node.shown.load(Ordering::SeqCst), 2);
        assert_eq!(sale.now(&order).await.status, OrderStatus::Created);
    }
}
