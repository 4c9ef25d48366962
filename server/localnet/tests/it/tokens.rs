//! Tokens: balances around a transfer, accounts of an owner, and the calls programs make.

use serde_json::{Value, json};
use solana_instruction::{AccountMeta, Instruction};
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;
use solana_signer::Signer;
use solana_system_interface::instruction::create_account;

use crate::support::*;

const TOKEN: Pubkey = Pubkey::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
const ASSOCIATED: Pubkey = Pubkey::from_str_const("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
const MINT_RENT: u64 = 1_461_600;

fn token(accounts: Vec<AccountMeta>, data: &[&[u8]]) -> Instruction {
    Instruction {
        program_id: TOKEN,
        accounts,
        data: data.concat(),
    }
}

fn associated(owner: &Pubkey, mint: &Pubkey) -> Pubkey {
    let seeds = [owner.as_ref(), TOKEN.as_ref(), mint.as_ref()];
    Pubkey::find_program_address(&seeds, &ASSOCIATED).0
}

fn create_associated(payer: &Pubkey, owner: &Pubkey, mint: &Pubkey) -> Instruction {
    Instruction {
        program_id: ASSOCIATED,
        accounts: vec![
            AccountMeta::new(*payer, true),
            AccountMeta::new(associated(owner, mint), false),
            AccountMeta::new_readonly(*owner, false),
            AccountMeta::new_readonly(*mint, false),
            AccountMeta::new_readonly(Pubkey::default(), false),
            AccountMeta::new_readonly(TOKEN, false),
        ],
        data: vec![1],
    }
}

/// A mint with six decimals and `amount` of it in the fan's hands.
async fn mint(net: &Net, fan: &Keypair, amount: u64) -> (Pubkey, String) {
    let mint = keypair(77);
    let (fan_key, mint_key) = (fan.pubkey(), mint.pubkey());
    let to = associated(&fan_key, &mint_key);
    let instructions = [
        create_account(&fan_key, &mint_key, MINT_RENT, 82, &TOKEN),
        token(
            vec![AccountMeta::new(mint_key, false)],
            &[&[20, 6], &fan_key.to_bytes(), &[0]],
        ),
        create_associated(&fan_key, &fan_key, &mint_key),
        token(
            vec![
                AccountMeta::new(mint_key, false),
                AccountMeta::new(to, false),
                AccountMeta::new_readonly(fan_key, true),
            ],
            &[&[7], &amount.to_le_bytes()],
        ),
    ];
    let transaction = net.sign(&instructions, &[fan, &mint]).await;
    let signature = net.send(&transaction).await;
    (mint_key, signature)
}

#[tokio::test]
async fn a_token_payment_shows_balances_by_mint_and_owner() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let creator = keypair(2).pubkey();
    let (mint, minted) = mint(&net, &fan, 25_000_000).await;
    let (source, target) = (associated(&fan.pubkey(), &mint), associated(&creator, &mint));
    let pay = token(
        vec![
            AccountMeta::new(source, false),
            AccountMeta::new_readonly(mint, false),
            AccountMeta::new(target, false),
            AccountMeta::new_readonly(fan.pubkey(), true),
        ],
        &[&[12], &1_500_000_u64.to_le_bytes(), &[6]],
    );
    let open = create_associated(&fan.pubkey(), &creator, &mint);
    let transaction = net.sign(&[open, pay], &[&fan]).await;
    let signature = net.send(&transaction).await;
    net.clock.pass_slots(1);

    let landed = net.transaction(&signature, "confirmed").await;
    let amount = |field: &str, owner: &Pubkey| {
        let balances = landed["meta"][field].as_array().unwrap();
        balances
            .iter()
            .find(|balance| {
                balance["owner"] == owner.to_string()
                    && balance["mint"] == mint.to_string()
                    && balance["programId"] == TOKEN.to_string()
            })
            .map(|balance| balance["uiTokenAmount"].clone())
    };
    let (pre, post) = ("preTokenBalances", "postTokenBalances");
    assert_eq!(amount(pre, &fan.pubkey()).unwrap()["amount"], "25000000");
    assert_eq!(amount(post, &fan.pubkey()).unwrap()["amount"], "23500000");
    assert_eq!(amount(pre, &creator), None, "it did not exist");
    assert_eq!(
        amount(post, &creator).unwrap(),
        json!({
            "amount": "1500000",
            "decimals": 6,
            "uiAmount": 1.5,
            "uiAmountString": "1.5",
        })
    );

    // Opening an account is done by programs calling programs.
    let first = net.transaction(&minted, "confirmed").await;
    let inner = first["meta"]["innerInstructions"].as_array().unwrap();
    assert_eq!(inner[0]["index"], 2);
    assert_eq!(inner[0]["instructions"][0]["stackHeight"], 2);
    assert_eq!(first["meta"]["preTokenBalances"].as_array().unwrap().len(), 0);

    let held = net
        .call("getTokenAccountBalance", json!([target.to_string()]))
        .await;
    assert_eq!(held["value"]["amount"], "1500000");
    let by_mint = json!([
        creator.to_string(),
        { "mint": mint.to_string() },
        { "encoding": "base64" }
    ]);
    let by_program = json!([
        creator.to_string(),
        { "programId": TOKEN.to_string() },
        { "encoding": "base64", "dataSlice": { "offset": 0, "length": 0 } }
    ]);
    let one = net.call("getTokenAccountsByOwner", by_mint).await;
    let other = net.call("getTokenAccountsByOwner", by_program).await;
    for answer in [&one, &other] {
        assert_eq!(answer["value"].as_array().unwrap().len(), 1);
        assert_eq!(answer["value"][0]["pubkey"], target.to_string());
        assert_eq!(answer["value"][0]["account"]["space"], 165);
    }
    assert_eq!(other["value"][0]["account"]["data"], json!(["", "base64"]));
}

#[tokio::test]
async fn what_is_no_token_is_said_so() {
    let net = Net::new();
    let fan = net.wallet(1, SOL).await;
    let message = async |method: &str, params: Value| {
        let error = net.error(method, params).await;
        assert_eq!(error["code"], -32602);
        error["message"].as_str().unwrap().to_owned()
    };
    let method = "getTokenAccountBalance";
    assert!(
        message(method, json!([text(&fan)]))
            .await
            .contains("not a Token account")
    );
    assert!(
        message(method, json!([text(&keypair(5))]))
            .await
            .contains("could not find account")
    );
    let method = "getTokenAccountsByOwner";
    let filter = json!([text(&fan), { "mint": text(&fan) }]);
    assert!(message(method, filter).await.contains("could not find mint"));
    let filter = json!([text(&fan), { "programId": text(&fan) }]);
    assert!(
        message(method, filter)
            .await
            .contains("unrecognized Token program id")
    );
    assert!(!message(method, json!([text(&fan), {}])).await.is_empty());
}

#[tokio::test]
async fn accounts_come_in_the_encoding_asked_for() {
    let net = Net::new();
    let fan = net.wallet(1, 10 * SOL).await;
    let (mint, _) = mint(&net, &fan, 1).await;
    let holding = associated(&fan.pubkey(), &mint).to_string();

    let wallet = net.call("getAccountInfo", json!([text(&fan)])).await;
    assert_eq!(wallet["value"]["data"], "", "plain base58 is the default");
    assert_eq!(wallet["value"]["space"], 0);
    let nobody = net.call("getAccountInfo", json!([text(&keypair(5))])).await;
    assert_eq!(nobody["value"], Value::Null);

    let short = json!([mint.to_string(), { "encoding": "base58" }]);
    let short = net.call("getAccountInfo", short).await;
    assert_eq!(short["value"]["data"][1], "base58");
    let long = json!([holding, { "encoding": "base58" }]);
    let refused = net.error("getAccountInfo", long).await;
    assert!(refused["message"].as_str().unwrap().contains("Base64"));
    let parsed = json!([holding, { "encoding": "jsonParsed" }]);
    assert_eq!(net.error("getAccountInfo", parsed).await["code"], -32602);

    let several = json!([[holding, text(&keypair(5))]]);
    let several = net.call("getMultipleAccounts", several).await;
    assert_eq!(several["value"][0]["owner"], TOKEN.to_string());
    assert_eq!(several["value"][0]["data"][1], "base64");
    assert_eq!(several["value"][1], Value::Null);
    let too_many = json!([vec![holding; 101]]);
    assert_eq!(
        net.error("getMultipleAccounts", too_many).await["message"],
        "Too many inputs provided; max 100"
    );
}

#[tokio::test]
async fn the_faucet_gives_test_tokens_of_this_networks_own_mint() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.redb");
    let clock = Clock::new();
    let net = Net::open(Some(path.clone()), clock.clone());
    let other = Net::new();
    assert_ne!(net.net.mint_address(), other.net.mint_address());
    let mint = net.call("getTokenAirdropMint", json!([])).await;
    assert_eq!(mint, net.net.mint_address());

    // To a wallet that holds nothing: the faucet opens its account, and pays for that.
    let fan = keypair(3);
    net.call("requestTokenAirdrop", json!([text(&fan), 1_500_000]))
        .await;
    net.call("requestTokenAirdrop", json!([text(&fan), 500_000]))
        .await;
    let of_fan = json!([text(&fan), { "mint": mint }]);
    let holdings = net.call("getTokenAccountsByOwner", of_fan).await;
    assert_eq!(holdings["value"].as_array().unwrap().len(), 1);
    let holding = associated(&fan.pubkey(), &mint.as_str().unwrap().parse().unwrap()).to_string();
    assert_eq!(holdings["value"][0]["pubkey"], holding);
    assert_eq!(net.balance(&fan.pubkey()).await, 0);
    let balance =
        async |net: &Net| net.call("getTokenAccountBalance", json!([holding])).await["value"].clone();
    let held = balance(&net).await;
    assert_eq!(
        (&held["amount"], &held["decimals"]),
        (&json!("2000000"), &json!(6))
    );

    let more = json!([text(&fan), localnet::FAUCET_LIMIT_TOKEN_UNITS + 1]);
    assert_eq!(net.error("requestTokenAirdrop", more).await["code"], -32602);
    drop(net);
    let net = Net::open(Some(path), clock);
    assert_eq!(mint, net.net.mint_address());
    assert_eq!(balance(&net).await, held);
}
