//! Reading every page of a reference, from nodes that behave and from one that does not.

use super::*;
use crate::ports::{Account, Blockhash, History, Reached};
use async_trait::async_trait;
use shared::money::Lamports;

/// A node that knows so many transactions with every reference, and nothing else.
struct Node {
    entries: u16,
    /// Gives the first page for ever.
    stuck: bool,
}

fn named(number: u16) -> Signature {
    let mut bytes = [0; 64];
    bytes[..2].copy_from_slice(&number.to_be_bytes());
    Signature(bytes)
}

#[async_trait]
impl Chain for Node {
    async fn signatures_for(
        &self,
        _: &Address,
        before: Option<&Signature>,
        _: u64,
    ) -> Result<Vec<SignatureEntry>, ChainError> {
        let before = before.filter(|_| !self.stuck);
        let from = before.map_or(0, |before| u16::from_be_bytes([before.0[0], before.0[1]]) + 1);
        let page = (from..self.entries).take(PAGE).map(|number| SignatureEntry {
            signature: named(number),
            slot: u64::from(self.entries - number),
            failed: false,
        });
        Ok(page.collect())
    }

    async fn genesis_hash(&self) -> Result<String, ChainError> {
        unreachable!("only signatures are asked for")
    }
    async fn latest_blockhash(&self) -> Result<Blockhash, ChainError> {
        unreachable!("only signatures are asked for")
    }
    async fn reached(&self, _: Commitment) -> Result<Reached, ChainError> {
        unreachable!("only signatures are asked for")
    }
    async fn history(&self) -> Result<History, ChainError> {
        unreachable!("only signatures are asked for")
    }
    async fn balances(&self, _: &[Address]) -> Result<Vec<Lamports>, ChainError> {
        unreachable!("only signatures are asked for")
    }
    async fn accounts(&self, _: &[Address]) -> Result<Vec<Option<Account>>, ChainError> {
        unreachable!("only signatures are asked for")
    }
    async fn rent_exempt_minimum(&self, _: u64) -> Result<Lamports, ChainError> {
        unreachable!("only signatures are asked for")
    }
    async fn simulate(&self, _: &[u8], _: u64) -> Result<Option<String>, ChainError> {
        unreachable!("only signatures are asked for")
    }
    async fn send(&self, _: &[u8]) -> Result<Signature, ChainError> {
        unreachable!("only signatures are asked for")
    }
    async fn transaction(
        &self,
        _: &Signature,
        _: Commitment,
    ) -> Result<Option<ChainTransaction>, ChainError> {
        unreachable!("only signatures are asked for")
    }
}

#[tokio::test]
async fn every_page_is_read() {
    for entries in [0, 1, 999, 1_000, 1_001, 2_000, 3_456] {
        let node = Node {
            entries,
            stuck: false,
        };
        let found = every_entry(&node, &Address([1; 32]), 0).await.expect("it reads");
        assert_eq!(found.len(), usize::from(entries));
        assert!(
            found
                .iter()
                .enumerate()
                .all(|(number, entry)| entry.signature == named(number as u16))
        );
    }
}

#[tokio::test]
async fn a_node_that_repeats_itself_is_left() {
    let node = Node {
        entries: 5_000,
        stuck: true,
    };
    assert!(matches!(
        every_entry(&node, &Address([1; 32]), 0).await,
        Err(ChainError::Nonsense(_))
    ));
}
