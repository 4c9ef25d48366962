//! LiteSVM and the accounts it holds: runs a transaction and says what would change; it refuses to decide whether one is fresh, signed or a replay.
//!
//! A run changes nothing. The caller makes the changes durable first and applies them after, so
//! memory never runs ahead of the disk, and a transaction is executed only once.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use litesvm::LiteSVM;
use litesvm::error::LiteSVMError;
use solana_hash::Hash;
use solana_message::VersionedMessage;
use solana_message::inner_instruction::InnerInstruction;
use solana_pubkey::Pubkey;
use solana_sdk::account::{Account, AccountSharedData};
use solana_sdk::clock::Clock;
use solana_sdk::slot_hashes::SlotHashes;
use solana_sdk::transaction::TransactionError;
use solana_signature::Signature;
use solana_transaction::versioned::VersionedTransaction;

use crate::chain;
use crate::ledger::{Change, TokenBalance};

/// The Token program.
pub const TOKEN: Pubkey = Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
/// The Token-2022 program.
pub const TOKEN_2022: Pubkey = Pubkey::from_str_const("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");

/// The Memo program.
const MEMO: Pubkey = Pubkey::from_str_const("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr");

/// Lighthouse, whose assertions Phantom adds to what it signs.
const LIGHTHOUSE: Pubkey = Pubkey::from_str_const("L2TExMFKdjpN9kozasaurPirfHy9P8sbXoAN1qA3S95");

/// Bytes before the addresses of a lookup table account.
const LOOKUP_TABLE_HEADER: usize = 56;

/// Log bytes kept for each transaction, as on the real network.
const LOG_BYTES: usize = 10_000;

/// Starting LiteSVM costs a tenth of a second or more, cloning it under a millisecond.
static FRESH: LazyLock<Mutex<LiteSVM>> = LazyLock::new(|| {
    Mutex::new(with_lighthouse(
        // `LiteSVM::new` without its airdrop account: the only money here is the faucet's.
        LiteSVM::default()
            .with_mainnet_features()
            .with_builtins()
            .with_sysvars()
            .with_feature_accounts()
            .with_default_programs()
            // Signatures, block hashes and replays are checked by the node. A simulation must run
            // unsigned, LiteSVM knows one block hash only, and its history would grow in memory.
            .with_sigverify(false)
            .with_blockhash_check(false)
            .with_transaction_history(0)
            .with_log_bytes_limit(Some(LOG_BYTES)),
    ))
});

/// Puts a stand-in where Lighthouse is on the real network, so that transactions with its assertions land here
/// too. It is a copy of the Memo program: it takes any data in UTF-8 and asserts nothing.
fn with_lighthouse(mut svm: LiteSVM) -> LiteSVM {
    if let Some(memo) = svm.get_account(&MEMO)
        && let Err(error) = svm.add_program_with_loader(LIGHTHOUSE, &memo.data, memo.owner)
    {
        tracing::error!(%error, "the stand-in for Lighthouse could not be loaded");
    }
    svm
}

/// What a transaction would do.
pub struct Run {
    /// Why it fails, if it does.
    pub err: Option<TransactionError>,
    /// Whether it got as far as executing, so that the fee is due even if it failed. Only
    /// meaningful for a signed transaction.
    pub executed: bool,
    /// The fee in lamports.
    pub fee: u64,
    /// Log lines.
    pub logs: Vec<String>,
    /// Compute units consumed.
    pub units: u64,
    /// For each top-level instruction, the instructions it invoked.
    pub inner: Vec<Vec<InnerInstruction>>,
    /// The program that returned data last, and the data.
    pub return_data: Option<(Pubkey, Vec<u8>)>,
    /// Accounts loaded through lookup tables: writable, read-only.
    pub loaded: (Vec<Pubkey>, Vec<Pubkey>),
    /// All accounts: static, loaded writable, loaded read-only.
    pub keys: Vec<Pubkey>,
    /// What to write if it is recorded; of a failed one only the fee.
    pub changes: Vec<Change>,
}

/// The virtual machine and every account.
pub struct Vm {
    svm: LiteSVM,
    slot: Option<u64>,
}

impl Vm {
    /// A fresh machine with the programs LiteSVM ships, and these accounts on top.
    ///
    /// # Errors
    /// [`LiteSVMError`] if an account holds a program that cannot be loaded.
    pub fn new(mut accounts: Vec<(Pubkey, Account)>) -> Result<Self, LiteSVMError> {
        let svm = FRESH
            .lock()
            // It is only ever cloned, so a panic elsewhere cannot have left it half changed.
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let mut vm = Self { svm, slot: None };
        // A program is loaded through its data account, which must be there first.
        accounts.sort_by_key(|(_, account)| account.executable);
        for (key, account) in accounts {
            vm.svm.set_account(key, account)?;
        }
        Ok(vm)
    }

    /// Moves the clock programs read. `recent` are the hashes they may look up.
    pub fn set_slot(&mut self, genesis_ms: i64, slot: u64, recent: impl Iterator<Item = (u64, Hash)>) {
        if self.slot == Some(slot) {
            return;
        }
        let epoch = slot / chain::SLOTS_PER_EPOCH;
        self.svm.set_sysvar(&Clock {
            slot,
            epoch_start_timestamp: chain::unix_seconds(genesis_ms, epoch * chain::SLOTS_PER_EPOCH),
            epoch,
            leader_schedule_epoch: epoch + 1,
            unix_timestamp: chain::unix_seconds(genesis_ms, slot),
        });
        let older: Vec<_> = recent.filter(|(of, _)| *of < slot).collect();
        self.svm.set_sysvar(&SlotHashes::new(&older));
        self.slot = Some(slot);
    }

    /// An account, if it exists.
    pub fn account(&self, key: &Pubkey) -> Option<Account> {
        self.svm.get_account(key)
    }

    /// As [`Vm::account`], without a copy of its data.
    pub fn account_ref(&self, key: &Pubkey) -> Option<&AccountSharedData> {
        self.svm.accounts_db().get_account_ref(key)
    }

    /// Lamports of an account; 0 if it does not exist.
    pub fn balance(&self, key: &Pubkey) -> u64 {
        self.svm.get_balance(key).unwrap_or(0)
    }

    /// Lamports an account with so many bytes of data must hold.
    pub fn rent_exempt_minimum(&self, data_len: usize) -> u64 {
        self.svm.minimum_balance_for_rent_exemption(data_len)
    }

    /// Every account of a program. It scans all accounts, which a toy chain can bear.
    pub fn accounts_of(&self, program: &Pubkey) -> Vec<(Pubkey, Account)> {
        self.svm.get_program_accounts(program)
    }

    /// Runs a transaction on the present state and changes nothing.
    pub fn run(&self, transaction: &VersionedTransaction) -> Run {
        let (meta, err, posts) = match self.svm.simulate_transaction(transaction.clone()) {
            Ok(info) => (info.meta, None, info.post_accounts),
            Err(failed) => (failed.meta, Some(failed.err), Vec::new()),
        };
        // LiteSVM fills the signature in only once it has begun to execute.
        let executed = err.is_none() || meta.signature != Signature::default();
        let mut keys = transaction.message.static_account_keys().to_vec();
        let loaded = if executed {
            self.loaded(&transaction.message)
        } else {
            Default::default()
        };
        keys.extend(&loaded.0);
        keys.extend(&loaded.1);

        let changes = if err.is_none() {
            posts
                .into_iter()
                .map(|(key, account)| (key, Account::from(account)))
                .map(|(key, account)| Change {
                    key,
                    before: self.account(&key),
                    after: (account.lamports > 0).then_some(account),
                })
                .filter(|change| change.before != change.after)
                .collect()
        } else if executed {
            self.fee_alone(&keys[0], meta.fee)
        } else {
            Vec::new()
        };
        let returned = meta.return_data;
        Run {
            err,
            executed,
            fee: meta.fee,
            logs: meta.logs,
            units: meta.compute_units_consumed,
            inner: meta.inner_instructions,
            return_data: (!returned.data.is_empty()).then_some((returned.program_id, returned.data)),
            loaded,
            keys,
            changes,
        }
    }

    /// Writes the changes of a run.
    ///
    /// # Errors
    /// [`LiteSVMError`] if a change holds a program that cannot be loaded; what was written before
    /// it stays.
    pub fn apply<'a>(
        &mut self,
        changes: impl IntoIterator<Item = (&'a Pubkey, Option<&'a Account>)>,
    ) -> Result<(), LiteSVMError> {
        let mut changes: Vec<_> = changes.into_iter().collect();
        changes.sort_by_key(|(_, account)| account.is_some_and(|account| account.executable));
        for (key, account) in changes {
            // LiteSVM removes an account that holds nothing.
            self.svm.set_account(*key, account.cloned().unwrap_or_default())?;
        }
        Ok(())
    }

    /// Lamports of each key before and after the changes.
    pub fn balances(&self, keys: &[Pubkey], changes: &[Change]) -> (Vec<u64>, Vec<u64>) {
        let after = by_key(changes);
        keys.iter()
            .map(|key| match after.get(key) {
                Some(change) => (lamports(change.before.as_ref()), lamports(change.after.as_ref())),
                None => (self.balance(key), self.balance(key)),
            })
            .unzip()
    }

    /// The token accounts among the keys, before and after the changes.
    pub fn token_balances(
        &self,
        keys: &[Pubkey],
        changes: &[Change],
    ) -> (Vec<TokenBalance>, Vec<TokenBalance>) {
        let changed = by_key(changes);
        let look = |after: bool| {
            let account = |key: &Pubkey| match changed.get(key) {
                Some(change) if after => change.after.clone(),
                Some(change) => change.before.clone(),
                None => self.account(key),
            };
            keys.iter()
                .enumerate()
                .filter_map(|(index, key)| {
                    let holding = TokenAccount::of(&account(key)?)?;
                    Some(TokenBalance {
                        index: u8::try_from(index).ok()?,
                        mint: holding.mint,
                        owner: holding.owner,
                        program: holding.program,
                        amount: holding.amount,
                        decimals: mint_decimals(&account(&holding.mint)?)?,
                    })
                })
                .collect()
        };
        (look(false), look(true))
    }

    /// The addresses a message loads through lookup tables. Only asked once LiteSVM has resolved
    /// the same ones, so every index is known to be there; one that is not is left out.
    fn loaded(&self, message: &VersionedMessage) -> (Vec<Pubkey>, Vec<Pubkey>) {
        let mut writable = Vec::new();
        let mut readonly = Vec::new();
        for lookup in message.address_table_lookups().unwrap_or_default() {
            let Some(table) = self.account(&lookup.account_key) else {
                continue;
            };
            let address = |index: &u8| {
                let start = LOOKUP_TABLE_HEADER + usize::from(*index) * 32;
                key_at(&table.data, start)
            };
            writable.extend(lookup.writable_indexes.iter().filter_map(address));
            readonly.extend(lookup.readonly_indexes.iter().filter_map(address));
        }
        (writable, readonly)
    }

    fn fee_alone(&self, payer: &Pubkey, fee: u64) -> Vec<Change> {
        let before = self.account(payer);
        let after = before
            .clone()
            .map(|mut account| {
                account.lamports = account.lamports.saturating_sub(fee);
                account
            })
            .filter(|account| account.lamports > 0);
        vec![Change {
            key: *payer,
            before,
            after,
        }]
    }
}

/// The part of a token account the interface shows.
pub struct TokenAccount {
    /// The mint.
    pub mint: Pubkey,
    /// The wallet that owns it.
    pub owner: Pubkey,
    /// The token program.
    pub program: Pubkey,
    /// Base units.
    pub amount: u64,
}

impl TokenAccount {
    /// Reads an initialised account of either token program; None for anything else.
    pub fn of(account: &Account) -> Option<Self> {
        const SIZE: usize = 165;
        const STATE: usize = 108;
        let data = &account.data;
        if !is_token_program(&account.owner)
            || !has_size(data, SIZE, 2)
            || data.get(STATE).is_none_or(|state| *state == 0)
        {
            return None;
        }
        Some(Self {
            mint: key_at(data, 0)?,
            owner: key_at(data, 32)?,
            program: account.owner,
            amount: u64::from_le_bytes(*data.get(64..)?.first_chunk()?),
        })
    }
}

/// The decimals of a mint; None for anything else.
pub fn mint_decimals(account: &Account) -> Option<u8> {
    const SIZE: usize = 82;
    const DECIMALS: usize = 44;
    const INITIALIZED: usize = 45;
    let data = &account.data;
    (is_token_program(&account.owner) && has_size(data, SIZE, 1) && data.get(INITIALIZED) == Some(&1))
        .then(|| data.get(DECIMALS).copied())?
}

/// Whether a program is one of the two token programs.
pub fn is_token_program(program: &Pubkey) -> bool {
    [TOKEN, TOKEN_2022].contains(program)
}

/// Token-2022 pads accounts with extensions beyond the size of a token account and says at that
/// place which of the two kinds it is.
fn has_size(data: &[u8], size: usize, kind: u8) -> bool {
    const KIND: usize = 165;
    const MULTISIG: usize = 355;
    data.len() == size || (data.len() != MULTISIG && data.get(KIND) == Some(&kind))
}

fn key_at(data: &[u8], start: usize) -> Option<Pubkey> {
    let bytes: &[u8; 32] = data.get(start..)?.first_chunk()?;
    Some(Pubkey::new_from_array(*bytes))
}

fn by_key(changes: &[Change]) -> HashMap<&Pubkey, &Change> {
    changes.iter().map(|change| (&change.key, change)).collect()
}

fn lamports(account: Option<&Account>) -> u64 {
    account.map_or(0, |account| account.lamports)
}
