//! The network itself: one clock, one machine, one ledger, changed together; it refuses to know of JSON.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use rand::RngCore;
use solana_hash::Hash;
use solana_keypair::Keypair;
use solana_message::VersionedMessage;
use solana_pubkey::Pubkey;
use solana_sdk::account::Account;
use solana_sdk::transaction::TransactionError;
use solana_signature::Signature;
use solana_signer::Signer;
use solana_transaction::versioned::VersionedTransaction;

use crate::chain::{self, Blockhashes, Commitment};
use crate::faults::Pending;
use crate::ledger::{Head, Ledger, LedgerError, Row};
use crate::rpc::Budget;
use crate::token;
use crate::vm::{Run, Vm};
use crate::{NetworkError, OpenError, Options};

/// What the faucet holds when a chain begins: more than all SOL there is.
pub const FAUCET_START_LAMPORTS: u64 = 1_000_000_000 * 1_000_000_000;

/// The longest leap in time, a century: everything derived stays far from overflow.
pub const MAX_ADVANCE_MS: i64 = 100 * 366 * 86_400_000;

/// Unix milliseconds as the network sees them: the clock it was given, and time travel on top. It
/// is shared with the handle, which reads it without asking the actor.
#[derive(Clone)]
pub struct TravelClock {
    now: Arc<dyn Fn() -> i64 + Send + Sync>,
    offset_ms: Arc<AtomicI64>,
}

impl TravelClock {
    /// The present moment.
    pub fn now_ms(&self) -> i64 {
        (self.now)().saturating_add(self.offset_ms.load(Ordering::Acquire))
    }
}

/// The network.
pub struct Node {
    /// Every account.
    pub vm: Vm,
    /// Every transaction.
    pub ledger: Ledger,
    /// Where the chain stands. Changed only together with the ledger.
    pub head: Head,
    /// The hash of this chain and no other.
    pub genesis: Hash,
    /// Recent block hashes.
    pub hashes: Blockhashes,
    /// The source of airdrops, and the authority of the test mint.
    pub faucet: Keypair,
    /// The mint of the test tokens that stand in for USDC.
    pub mint: Pubkey,
    /// What the request in hand may still show of accounts.
    pub budget: Budget,
    /// Faults in wait.
    pub pending: Pending,
    /// Whether `fonana_*` methods exist.
    pub dev: bool,
    /// The time.
    pub clock: TravelClock,
}

impl Node {
    /// Opens the chain of a file, or begins one.
    ///
    /// # Errors
    /// [`OpenError`] if the file is damaged, in use, or of another version.
    pub fn open(options: Options) -> Result<Self, OpenError> {
        let ledger = Ledger::open(options.path.as_deref())?;
        let head = match ledger.head()? {
            Some(head) => head,
            None => begin(&ledger, (options.now)())?,
        };
        let genesis = Hash::new_from_array(head.genesis_hash);
        let mut node = Self {
            vm: Vm::new(ledger.accounts()?)?,
            hashes: Blockhashes::new(genesis),
            faucet: Keypair::new_from_array(head.faucet_seed),
            budget: Budget::default(),
            pending: Pending::default(),
            dev: options.dev,
            clock: TravelClock {
                now: options.now,
                offset_ms: Arc::new(AtomicI64::new(head.offset_ms)),
            },
            mint: token::mint_address(&genesis),
            genesis,
            ledger,
            head,
        };
        node.begin_mint()?;
        node.tip();
        Ok(node)
    }

    /// Puts the test mint on a chain that has none yet.
    fn begin_mint(&mut self) -> Result<(), OpenError> {
        if self.vm.account(&self.mint).is_some() {
            return Ok(());
        }
        let account = token::mint(
            &self.faucet.pubkey(),
            self.vm.rent_exempt_minimum(token::MINT_BYTES),
        );
        self.ledger.add_account(&self.mint, &account)?;
        self.vm.apply([(&self.mint, Some(&account))])?;
        Ok(())
    }

    /// The present slot; everything that follows the clock is moved to it. It never goes back, even
    /// if the clock does.
    pub fn tip(&mut self) -> u64 {
        let slot = chain::slot_at(self.head.genesis_ms, self.clock.now_ms());
        self.head.slot = self.head.slot.max(slot);
        self.hashes.advance(self.head.slot);
        self.vm
            .set_slot(self.head.genesis_ms, self.head.slot, self.hashes.recent());
        self.head.slot
    }

    /// Why a transaction could not be executed now, before looking at what it does: its block hash
    /// is too old or from elsewhere, or it is on the chain already.
    ///
    /// # Errors
    /// [`LedgerError`] if the ledger fails.
    pub fn staleness(
        &self,
        tip: u64,
        transaction: &VersionedTransaction,
    ) -> Result<Option<TransactionError>, LedgerError> {
        let of = self.hashes.slot_of(transaction.message.recent_blockhash());
        if !of.is_some_and(|of| chain::is_valid_at(of, tip)) {
            return Ok(Some(TransactionError::BlockhashNotFound));
        }
        let replay = match transaction.signatures.first() {
            Some(signature) => self.ledger.contains(signature)?,
            None => false,
        };
        Ok(replay.then_some(TransactionError::AlreadyProcessed))
    }

    /// Puts an executed transaction on the chain, durably, and then applies it.
    ///
    /// # Errors
    /// [`NetworkError`] if it could not be made durable; then nothing has changed.
    pub fn record(
        &mut self,
        tip: u64,
        transaction: &VersionedTransaction,
        run: &Run,
    ) -> Result<Signature, NetworkError> {
        let signature = transaction.signatures[0];
        let place = if self.head.next.0 == tip {
            self.head.next
        } else {
            (tip, 0)
        };
        let head = Head {
            next: (place.0, place.1 + 1),
            transactions: self.head.transactions + 1,
            ..self.head.clone()
        };
        let (pre_balances, post_balances) = self.vm.balances(&run.keys, &run.changes);
        let (pre_tokens, post_tokens) = self.vm.token_balances(&run.keys, &run.changes);
        let row = Row {
            place,
            block_time: chain::unix_seconds(head.genesis_ms, tip),
            raw: bincode::serialize(transaction).map_err(LedgerError::from)?,
            err: run.err.as_ref().map(error_json),
            fee: run.fee,
            logs: run.logs.clone(),
            units: run.units,
            loaded_writable: run.loaded.0.clone(),
            loaded_readonly: run.loaded.1.clone(),
            pre_balances,
            post_balances,
            pre_tokens,
            post_tokens,
            inner: run.inner.clone(),
            return_data: run.return_data.clone(),
            memo: memo(&transaction.message),
        };
        let undo_from = tip.saturating_sub(chain::FINALIZED_AFTER) + 1;
        self.ledger
            .record(&head, &signature, &row, &run.keys, &run.changes, undo_from)?;
        self.head = head;
        self.vm.apply(
            run.changes
                .iter()
                .map(|change| (&change.key, change.after.as_ref())),
        )?;
        tracing::debug!(%signature, slot = tip, err = ?run.err, "recorded a transaction");
        Ok(signature)
    }

    /// Time travel: as if so many milliseconds had passed. Time never travels back.
    ///
    /// # Errors
    /// [`NetworkError`] if the new time could not be made durable; then nothing has changed.
    pub fn advance(&mut self, by_ms: i64) -> Result<(), NetworkError> {
        let head = Head {
            offset_ms: self.head.offset_ms.saturating_add(by_ms.clamp(0, MAX_ADVANCE_MS)),
            ..self.head.clone()
        };
        self.ledger.save_head(&head)?;
        self.head = head;
        self.clock.offset_ms.store(self.head.offset_ms, Ordering::Release);
        self.tip();
        Ok(())
    }

    /// Removes the transactions of the newest `slots` slots that are not finalized, as a fork would,
    /// and restores every account they touched. Answers their signatures, oldest first.
    ///
    /// # Errors
    /// [`NetworkError`] if it could not be made durable; then nothing has changed.
    pub fn reorg(&mut self, slots: u64) -> Result<Vec<Signature>, NetworkError> {
        let tip = self.tip();
        let from = (tip + 1).saturating_sub(slots.min(Commitment::Finalized.age()));
        let undone = self.ledger.undo(&self.head, from)?;
        for transaction in &undone {
            self.vm.apply(
                transaction
                    .before
                    .iter()
                    .map(|(key, account)| (key, account.as_ref())),
            )?;
        }
        let removed: Vec<_> = undone.iter().rev().map(|undone| undone.signature).collect();
        tracing::info!(slots, removed = removed.len(), "reorganised the chain");
        Ok(removed)
    }

    /// Stores how far the slots came, so that they continue there even if the next clock is slow.
    ///
    /// # Errors
    /// [`NetworkError`] if the ledger fails.
    pub fn close(&mut self) -> Result<(), NetworkError> {
        self.tip();
        self.ledger.save_head(&self.head)?;
        Ok(())
    }
}

fn begin(ledger: &Ledger, now_ms: i64) -> Result<Head, LedgerError> {
    let (mut hash, mut seed) = ([0; 32], [0; 32]);
    rand::rng().fill_bytes(&mut hash);
    rand::rng().fill_bytes(&mut seed);
    let head = Head::new(hash, seed, now_ms, chain::START_SLOT);
    let faucet = Account {
        lamports: FAUCET_START_LAMPORTS,
        rent_epoch: u64::MAX,
        ..Account::default()
    };
    let key = Keypair::new_from_array(seed).pubkey();
    ledger.begin(&head, &[(key, faucet)])?;
    Ok(head)
}

fn error_json(error: &TransactionError) -> String {
    serde_json::to_string(error).unwrap_or_else(|_| serde_json::Value::from(error.to_string()).to_string())
}

/// The memos of a message as `[length] text`, joined by `; `, which is how the real network shows
/// them beside a signature.
fn memo(message: &VersionedMessage) -> Option<String> {
    const PROGRAMS: [Pubkey; 2] = [
        Pubkey::from_str_const("Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo"),
        Pubkey::from_str_const("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr"),
    ];
    let keys = message.static_account_keys();
    let memos: Vec<_> = message
        .instructions()
        .iter()
        .filter(|instruction| {
            keys.get(usize::from(instruction.program_id_index))
                .is_some_and(|program| PROGRAMS.contains(program))
        })
        .map(|instruction| {
            let text = std::str::from_utf8(&instruction.data).unwrap_or("(unparseable)");
            format!("[{}] {text}", instruction.data.len())
        })
        .collect();
    (!memos.is_empty()).then(|| memos.join("; "))
}
