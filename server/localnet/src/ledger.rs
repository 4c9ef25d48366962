//! What is kept in redb: transactions, who they touch, changed accounts, and how to undo the recent ones; it refuses to interpret any of it.
//!
//! Every change is one redb commit, flushed before the call returns, so what the network has
//! answered survives a kill. With no path the same tables live in memory.

use std::path::Path;

use redb::backends::InMemoryBackend;
use redb::{
    Builder, Database, Durability, ReadableDatabase, ReadableTable, TableDefinition, WriteTransaction,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use solana_message::inner_instruction::InnerInstruction;
use solana_pubkey::Pubkey;
use solana_sdk::account::Account;
use solana_signature::Signature;

/// The layout of the tables below. A file of another layout is refused, not migrated: it holds a
/// toy chain.
const FORMAT: u32 = 2;

/// One row: the [`Head`].
const HEAD: TableDefinition<&str, &[u8]> = TableDefinition::new("head");
/// Accounts that differ from a fresh LiteSVM.
const ACCOUNTS: TableDefinition<&[u8; 32], &[u8]> = TableDefinition::new("accounts");
/// Signature to [`Row`].
const TRANSACTIONS: TableDefinition<&[u8; 64], &[u8]> = TableDefinition::new("transactions");
/// (account, slot, index in the slot) to signature.
const BY_ACCOUNT: TableDefinition<(&[u8; 32], u64, u32), &[u8; 64]> = TableDefinition::new("by_account");
/// (slot, index) to [`Undo`], for transactions that may still vanish.
const UNDO: TableDefinition<(u64, u32), &[u8]> = TableDefinition::new("undo");

/// The cache of redb in bytes. Its default is a gigabyte, which no toy chain deserves.
const CACHE_BYTES: usize = 16 << 20;

/// A place in the ledger: slot, and index in the slot. Places are never used twice.
pub type Place = (u64, u32);

/// Why the ledger could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// redb failed: a full disk, a damaged file, or a file another process has open.
    #[error("the ledger could not be read or written: {0}")]
    Store(#[source] Box<redb::Error>),
    /// A row does not have the shape this version writes.
    #[error("the ledger holds a row that cannot be read: {0}")]
    Row(#[from] bincode::Error),
    /// The file was written by another version.
    #[error(
        "the ledger has format {0}, and this version reads only {FORMAT}; delete the file to start a new chain"
    )]
    Format(u32),
}

macro_rules! from_redb {
    ($($error:ident),*) => {$(
        impl From<redb::$error> for LedgerError {
            fn from(error: redb::$error) -> Self {
                Self::Store(Box::new(error.into()))
            }
        }
    )*};
}
from_redb!(
    CommitError,
    DatabaseError,
    SetDurabilityError,
    StorageError,
    TableError,
    TransactionError
);

type Result<T> = std::result::Result<T, LedgerError>;

/// What the chain is and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// The layout of the file.
    pub format: u32,
    /// Random, once for each file.
    pub genesis_hash: [u8; 32],
    /// The faucet's secret, random like the hash and independent of it: the hash is public.
    pub faucet_seed: [u8; 32],
    /// The moment of the first slot, unix milliseconds.
    pub genesis_ms: i64,
    /// How far time travel is ahead of the given clock, milliseconds.
    pub offset_ms: i64,
    /// The newest slot known to have been reached; slots never go back below it.
    pub slot: u64,
    /// The place the next transaction takes, if the slot is still the same.
    pub next: Place,
    /// Transactions ever recorded, removed ones included.
    pub transactions: u64,
}

impl Head {
    /// The head of a chain with nothing on it.
    pub fn new(genesis_hash: [u8; 32], faucet_seed: [u8; 32], genesis_ms: i64, slot: u64) -> Self {
        Self {
            format: FORMAT,
            genesis_hash,
            faucet_seed,
            genesis_ms,
            offset_ms: 0,
            slot,
            next: (slot, 0),
            transactions: 0,
        }
    }
}

/// A transaction as recorded.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// Where it stands.
    pub place: Place,
    /// The time of its slot, unix seconds.
    pub block_time: i64,
    /// The signed transaction in wire format.
    pub raw: Vec<u8>,
    /// Why it failed, as the JSON of the interface: the one form that outlives enum renumbering.
    pub err: Option<String>,
    /// Fee paid, lamports.
    pub fee: u64,
    /// Log lines.
    pub logs: Vec<String>,
    /// Compute units consumed.
    pub units: u64,
    /// Accounts loaded through lookup tables, writable ones.
    pub loaded_writable: Vec<Pubkey>,
    /// Accounts loaded through lookup tables, read-only ones.
    pub loaded_readonly: Vec<Pubkey>,
    /// Lamports of each account before, in the order static, loaded writable, loaded read-only.
    pub pre_balances: Vec<u64>,
    /// Lamports of each account after, in the same order.
    pub post_balances: Vec<u64>,
    /// Token accounts before.
    pub pre_tokens: Vec<TokenBalance>,
    /// Token accounts after.
    pub post_tokens: Vec<TokenBalance>,
    /// For each top-level instruction, the instructions it invoked.
    pub inner: Vec<Vec<InnerInstruction>>,
    /// The program that returned data last, and the data.
    pub return_data: Option<(Pubkey, Vec<u8>)>,
    /// The memos, formatted as the interface formats them.
    pub memo: Option<String>,
}

/// What a token account holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenBalance {
    /// Which of the transaction's accounts.
    pub index: u8,
    /// The mint.
    pub mint: Pubkey,
    /// The wallet that owns the token account.
    pub owner: Pubkey,
    /// The token program.
    pub program: Pubkey,
    /// Base units.
    pub amount: u64,
    /// Decimals of the mint.
    pub decimals: u8,
}

/// An account before and after; None where it does not exist.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its address.
    pub key: Pubkey,
    /// Its state before.
    pub before: Option<Account>,
    /// Its state after.
    pub after: Option<Account>,
}

/// A transaction taken back: its signature, and the accounts as they were before it.
pub struct Undone {
    /// Which transaction.
    pub signature: Signature,
    /// What to restore.
    pub before: Vec<(Pubkey, Option<Account>)>,
}

#[derive(Serialize, Deserialize)]
struct Undo {
    signature: Signature,
    keys: Vec<Pubkey>,
    before: Vec<(Pubkey, Option<StoredAccount>)>,
}

#[derive(Serialize, Deserialize)]
struct StoredAccount {
    lamports: u64,
    owner: Pubkey,
    executable: bool,
    rent_epoch: u64,
    data: Vec<u8>,
}

impl From<&Account> for StoredAccount {
    fn from(account: &Account) -> Self {
        Self {
            lamports: account.lamports,
            owner: account.owner,
            executable: account.executable,
            rent_epoch: account.rent_epoch,
            data: account.data.clone(),
        }
    }
}

impl From<StoredAccount> for Account {
    fn from(stored: StoredAccount) -> Self {
        Self {
            lamports: stored.lamports,
            data: stored.data,
            owner: stored.owner,
            executable: stored.executable,
            rent_epoch: stored.rent_epoch,
        }
    }
}

/// The open ledger.
pub struct Ledger {
    database: Database,
    in_file: bool,
}

impl Ledger {
    /// Opens or creates the file; without a path the ledger lives in memory.
    ///
    /// # Errors
    /// [`LedgerError::Store`] if the file is damaged or open elsewhere.
    pub fn open(path: Option<&Path>) -> Result<Self> {
        let mut builder = Builder::new();
        builder.set_cache_size(CACHE_BYTES);
        let database = match path {
            Some(path) => builder.create(path)?,
            None => builder.create_with_backend(InMemoryBackend::new())?,
        };
        Ok(Self {
            database,
            in_file: path.is_some(),
        })
    }

    /// The head, or None in a new ledger.
    ///
    /// # Errors
    /// [`LedgerError::Format`] if another version wrote the file.
    pub fn head(&self) -> Result<Option<Head>> {
        let read = self.database.begin_read()?;
        let table = match read.open_table(HEAD) {
            Err(redb::TableError::TableDoesNotExist(_)) => return Ok(None),
            table => table?,
        };
        let Some(bytes) = table.get("head")? else {
            return Ok(None);
        };
        let format: u32 = decode(bytes.value())?;
        if format != FORMAT {
            return Err(LedgerError::Format(format));
        }
        Ok(Some(decode(bytes.value())?))
    }

    /// Writes the head and the first accounts of a new chain.
    ///
    /// # Errors
    /// [`LedgerError::Store`] if it could not be made durable.
    pub fn begin(&self, head: &Head, accounts: &[(Pubkey, Account)]) -> Result<()> {
        self.write(|write| {
            put_head(write, head)?;
            write.open_table(TRANSACTIONS)?;
            write.open_table(BY_ACCOUNT)?;
            write.open_table(UNDO)?;
            let mut table = write.open_table(ACCOUNTS)?;
            for (key, account) in accounts {
                let bytes = bincode::serialize(&StoredAccount::from(account))?;
                table.insert(key.as_array(), bytes.as_slice())?;
            }
            Ok(())
        })
    }

    /// Adds an account that no transaction made.
    ///
    /// # Errors
    /// [`LedgerError::Store`] if it could not be made durable.
    pub fn add_account(&self, key: &Pubkey, account: &Account) -> Result<()> {
        self.write(|write| {
            let bytes = bincode::serialize(&StoredAccount::from(account))?;
            write
                .open_table(ACCOUNTS)?
                .insert(key.as_array(), bytes.as_slice())?;
            Ok(())
        })
    }

    /// Every stored account. The whole state is in memory while the network runs, so this is how it
    /// comes back.
    ///
    /// # Errors
    /// [`LedgerError`] if a row cannot be read.
    pub fn accounts(&self) -> Result<Vec<(Pubkey, Account)>> {
        let table = self.database.begin_read()?.open_table(ACCOUNTS)?;
        let mut accounts = Vec::new();
        for entry in table.iter()? {
            let (key, bytes) = entry?;
            let stored: StoredAccount = decode(bytes.value())?;
            accounts.push((Pubkey::new_from_array(*key.value()), stored.into()));
        }
        Ok(accounts)
    }

    /// Stores the head alone.
    ///
    /// # Errors
    /// [`LedgerError::Store`] if it could not be made durable.
    pub fn save_head(&self, head: &Head) -> Result<()> {
        self.write(|write| put_head(write, head))
    }

    /// Records a transaction, its account changes and the new head in one commit, and forgets how
    /// to undo what is older than `undo_from`.
    ///
    /// # Errors
    /// [`LedgerError::Store`] if it could not be made durable; nothing is recorded then.
    pub fn record(
        &self,
        head: &Head,
        signature: &Signature,
        row: &Row,
        keys: &[Pubkey],
        changes: &[Change],
        undo_from: u64,
    ) -> Result<()> {
        let (slot, index) = row.place;
        let undo = Undo {
            signature: *signature,
            keys: keys.to_vec(),
            before: changes
                .iter()
                .map(|change| (change.key, change.before.as_ref().map(StoredAccount::from)))
                .collect(),
        };
        self.write(|write| {
            put_head(write, head)?;
            let bytes = bincode::serialize(row)?;
            write
                .open_table(TRANSACTIONS)?
                .insert(signature.as_array(), bytes.as_slice())?;
            let mut by_account = write.open_table(BY_ACCOUNT)?;
            for key in keys {
                by_account.insert((key.as_array(), slot, index), signature.as_array())?;
            }
            let mut accounts = write.open_table(ACCOUNTS)?;
            for change in changes {
                put_account(&mut accounts, &change.key, change.after.as_ref())?;
            }
            let mut undos = write.open_table(UNDO)?;
            undos.retain_in(..(undo_from, 0), |_, _| false)?;
            undos.insert((slot, index), bincode::serialize(&undo)?.as_slice())?;
            Ok(())
        })
    }

    /// A recorded transaction.
    ///
    /// # Errors
    /// [`LedgerError`] if the row cannot be read.
    pub fn transaction(&self, signature: &Signature) -> Result<Option<Row>> {
        let table = self.database.begin_read()?.open_table(TRANSACTIONS)?;
        let bytes = table.get(signature.as_array())?;
        bytes.map(|bytes| decode(bytes.value())).transpose()
    }

    /// Whether a transaction is recorded.
    ///
    /// # Errors
    /// [`LedgerError::Store`] if redb fails.
    pub fn contains(&self, signature: &Signature) -> Result<bool> {
        let table = self.database.begin_read()?.open_table(TRANSACTIONS)?;
        Ok(table.get(signature.as_array())?.is_some())
    }

    /// Up to `limit` transactions naming an account, newest first, from `from` up to but without
    /// `below`.
    ///
    /// # Errors
    /// [`LedgerError`] if a row cannot be read.
    pub fn naming(
        &self,
        account: &Pubkey,
        from: Place,
        below: Place,
        limit: usize,
    ) -> Result<Vec<(Signature, Row)>> {
        if from >= below {
            return Ok(Vec::new());
        }
        let read = self.database.begin_read()?;
        let index = read.open_table(BY_ACCOUNT)?;
        let rows = read.open_table(TRANSACTIONS)?;
        let key = account.as_array();
        let mut found = Vec::new();
        for entry in index
            .range((key, from.0, from.1)..(key, below.0, below.1))?
            .rev()
            .take(limit)
        {
            let (_, signature) = entry?;
            if let Some(bytes) = rows.get(signature.value())? {
                found.push((Signature::from(*signature.value()), decode(bytes.value())?));
            }
        }
        Ok(found)
    }

    /// Takes back every transaction from slot `from` on that can still be undone, and answers them
    /// newest first, as they must be restored.
    ///
    /// # Errors
    /// [`LedgerError`] if it failed; nothing is taken back then.
    pub fn undo(&self, head: &Head, from: u64) -> Result<Vec<Undone>> {
        let mut undone = Vec::new();
        self.write(|write| {
            put_head(write, head)?;
            let mut undos = write.open_table(UNDO)?;
            let mut rows = write.open_table(TRANSACTIONS)?;
            let mut by_account = write.open_table(BY_ACCOUNT)?;
            let mut accounts = write.open_table(ACCOUNTS)?;
            for entry in undos.range((from, 0)..)?.rev() {
                let (place, bytes) = entry?;
                let (slot, index) = place.value();
                let undo: Undo = decode(bytes.value())?;
                rows.remove(undo.signature.as_array())?;
                for key in &undo.keys {
                    by_account.remove((key.as_array(), slot, index))?;
                }
                let mut before = Vec::with_capacity(undo.before.len());
                for (key, stored) in undo.before {
                    let account = stored.map(Account::from);
                    put_account(&mut accounts, &key, account.as_ref())?;
                    before.push((key, account));
                }
                undone.push(Undone {
                    signature: undo.signature,
                    before,
                });
            }
            undos.retain_in((from, 0).., |_, _| false)?;
            Ok(())
        })?;
        Ok(undone)
    }

    fn write(&self, change: impl FnOnce(&WriteTransaction) -> Result<()>) -> Result<()> {
        let mut write = self.database.begin_write()?;
        write.set_durability(Durability::Immediate)?;
        // A killed server must open again at once; without this redb then walks the whole file.
        write.set_quick_repair(self.in_file);
        change(&write)?;
        write.commit()?;
        Ok(())
    }
}

fn put_head(write: &WriteTransaction, head: &Head) -> Result<()> {
    write
        .open_table(HEAD)?
        .insert("head", bincode::serialize(head)?.as_slice())?;
    Ok(())
}

fn put_account(
    table: &mut redb::Table<&'static [u8; 32], &'static [u8]>,
    key: &Pubkey,
    account: Option<&Account>,
) -> Result<()> {
    match account {
        Some(account) => {
            let bytes = bincode::serialize(&StoredAccount::from(account))?;
            table.insert(key.as_array(), bytes.as_slice())?;
        }
        None => {
            table.remove(key.as_array())?;
        }
    }
    Ok(())
}

fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    Ok(bincode::deserialize(bytes)?)
}
