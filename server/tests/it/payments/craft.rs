//! Transactions as any program could make them from what an order says, and as a thief would.

use serde_json::{Value, json};
use shared::{
    payments::OrderView,
    solana::{Address, Signature},
};
use solana_message::{AccountMeta, Hash, Instruction, VersionedMessage, v0};
use solana_sdk::{pubkey::Pubkey, signer::Signer, signer::keypair::Keypair};
use solana_system_interface::instruction as system;
use solana_transaction::versioned::VersionedTransaction;
use spl_associated_token_account_interface::address::get_associated_token_address;
use testkit::{TestApp, Wallet};

pub fn key(address: Address) -> Pubkey {
    Pubkey::new_from_array(address.0)
}

pub fn transfer(from: Address, to: Address, lamports: u64) -> Instruction {
    system::transfer(&key(from), &key(to), lamports)
}

/// The same transfer with an order's reference beside it.
pub fn marked(mut transfer: Instruction, reference: Address) -> Instruction {
    transfer
        .accounts
        .push(AccountMeta::new_readonly(key(reference), false));
    transfer
}

pub fn memo(text: &str) -> Instruction {
    spl_memo_interface::instruction::build_memo(&spl_memo_interface::v3::ID, text.as_bytes(), &[])
}

/// As wallets add it: a price for a unit of compute.
pub fn priority_fee() -> Instruction {
    let program: Address = "ComputeBudget111111111111111111111111111111"
        .parse()
        .expect("a program");
    let mut data = vec![3];
    data.extend(1_000_u64.to_le_bytes());
    Instruction {
        program_id: key(program),
        accounts: Vec::new(),
        data,
    }
}

/// As Phantom adds it: an assertion about the state. The embedded network has a stand-in that takes any text.
pub fn lighthouse() -> Instruction {
    let program: Address = "L2TExMFKdjpN9kozasaurPirfHy9P8sbXoAN1qA3S95"
        .parse()
        .expect("a program");
    Instruction {
        program_id: key(program),
        accounts: Vec::new(),
        data: b"an assertion".to_vec(),
    }
}

/// Where a wallet has its tokens of a mint.
pub fn associated(wallet: Address, mint: Address) -> Pubkey {
    get_associated_token_address(&key(wallet), &key(mint))
}

/// A checked transfer of tokens between the associated accounts of two wallets.
pub fn tokens(mint: Address, from: Address, to: Address, units: u64) -> Instruction {
    let (source, target) = (associated(from, mint), associated(to, mint));
    let program = spl_token_interface::ID;
    spl_token_interface::instruction::transfer_checked(
        &program,
        &source,
        &key(mint),
        &target,
        &key(from),
        &[],
        units,
        6,
    )
    .expect("it builds")
}

/// A transfer in what an order is paid with.
pub fn pay(order: &OrderView, from: Address, to: Address, units: u64) -> Instruction {
    match order.mint {
        None => transfer(from, to, units),
        Some(mint) => tokens(mint, from, to, units),
    }
}

/// What pays an order: its transfers, with the reference on the last. Whoever gets tokens must have an account.
pub fn payment(order: &OrderView) -> Vec<Instruction> {
    let mut transfers: Vec<Instruction> = order
        .legs
        .iter()
        .map(|leg| pay(order, order.payer, leg.address, leg.amount.0))
        .collect();
    let last = transfers.pop().expect("an order has a leg");
    transfers.push(marked(last, order.reference));
    transfers
}

/// The wire form, signed by all of these; the first pays the fee.
pub async fn sign(app: &TestApp, wallets: &[&Wallet], instructions: &[Instruction]) -> Vec<u8> {
    let keys: Vec<&Keypair> = wallets.iter().map(|wallet| wallet.keypair()).collect();
    sign_with(app, &keys, instructions).await
}

/// Sends what keys sign that are no wallet of ours, and waits until it is confirmed.
pub async fn send_signed(app: &TestApp, keys: &[&Keypair], instructions: &[Instruction]) -> Signature {
    let bytes = sign_with(app, keys, instructions).await;
    send_bytes(app, &bytes).await
}

/// As [`sign`]; `None` where the network gives no blockhash.
pub async fn try_sign(app: &TestApp, wallets: &[&Wallet], instructions: &[Instruction]) -> Option<Vec<u8>> {
    let keys: Vec<&Keypair> = wallets.iter().map(|wallet| wallet.keypair()).collect();
    let blockhash = blockhash(app).await?;
    Some(signed(&keys, instructions, blockhash))
}

async fn sign_with(app: &TestApp, keys: &[&Keypair], instructions: &[Instruction]) -> Vec<u8> {
    let blockhash = blockhash(app).await.expect("a blockhash");
    signed(keys, instructions, blockhash)
}

async fn blockhash(app: &TestApp) -> Option<Address> {
    let blockhash = app
        .rpc("getLatestBlockhash", json!([{ "commitment": "confirmed" }]))
        .await;
    blockhash["result"]["value"]["blockhash"]
        .as_str()
        .and_then(|text| text.parse().ok())
}

/// An unsigned transaction as wallets treat it that scan a link: they put a blockhash of their own in, and sign.
pub async fn afresh(app: &TestApp, wallet: &Wallet, transaction: &str) -> Vec<u8> {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let bytes = STANDARD.decode(transaction).expect("base64");
    let mut unsigned: VersionedTransaction = bincode::deserialize(&bytes).expect("a transaction");
    let fresh = blockhash(app).await.expect("a blockhash");
    unsigned
        .message
        .set_recent_blockhash(Hash::new_from_array(fresh.0));
    wire(&wallet.sign(unsigned.message))
}

fn signed(keys: &[&Keypair], instructions: &[Instruction], blockhash: Address) -> Vec<u8> {
    let payer = keys.first().expect("somebody pays the fee").pubkey();
    let message = v0::Message::try_compile(&payer, instructions, &[], Hash::new_from_array(blockhash.0))
        .expect("it compiles");
    let signers: Vec<&dyn Signer> = keys.iter().map(|key| *key as &dyn Signer).collect();
    let transaction = VersionedTransaction::try_new(VersionedMessage::V0(message), &signers)
        .expect("these are all the signers");
    wire(&transaction)
}

pub fn wire(transaction: &VersionedTransaction) -> Vec<u8> {
    let mut bytes = vec![u8::try_from(transaction.signatures.len()).expect("few signatures")];
    for signature in &transaction.signatures {
        bytes.extend(signature.as_array());
    }
    bytes.extend(transaction.message.serialize());
    bytes
}

pub fn base64(bytes: &[u8]) -> String {
    use base64::{Engine, engine::general_purpose::STANDARD};
    STANDARD.encode(bytes)
}

async fn submit(app: &TestApp, bytes: &[u8], config: Value) -> Signature {
    let answer = app.rpc("sendTransaction", json!([base64(bytes), config])).await;
    answer["result"]
        .as_str()
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| panic!("the network takes it: {answer}"))
}

/// Sends past the server's own doors, as a wallet does, and waits until it is confirmed.
pub async fn send(app: &TestApp, wallets: &[&Wallet], instructions: &[Instruction]) -> Signature {
    let bytes = sign(app, wallets, instructions).await;
    send_bytes(app, &bytes).await
}

pub async fn send_bytes(app: &TestApp, bytes: &[u8]) -> Signature {
    let signature = submit(app, bytes, json!({ "encoding": "base64" })).await;
    app.slots(2);
    signature
}

/// Sends past the server's own doors and waits for nothing.
pub async fn send_at_once(app: &TestApp, bytes: &[u8]) -> Signature {
    submit(app, bytes, json!({ "encoding": "base64" })).await
}

/// Sends without a simulation first, so that it lands even if it fails.
pub async fn send_blindly(app: &TestApp, wallets: &[&Wallet], instructions: &[Instruction]) -> Signature {
    let bytes = sign(app, wallets, instructions).await;
    send_bytes_blindly(app, &bytes).await
}

/// The same with what is signed already.
pub async fn send_bytes_blindly(app: &TestApp, bytes: &[u8]) -> Signature {
    let config = json!({ "encoding": "base64", "skipPreflight": true });
    let signature = submit(app, bytes, config).await;
    app.slots(2);
    signature
}
