//! Payments in tokens, honest and hostile: the rows of the table of attacks that only tokens have.

use super::*;
use spl_token_interface::instruction as token;

const USDC: Address = Address([7; 32]);
const FAKE: Address = Address([8; 32]);

fn order() -> OrderFacts {
    OrderFacts {
        asset: Asset::Usdc { mint: USDC },
        legs: vec![
            leg(LegRole::Platform, PLATFORM, 500_000),
            leg(LegRole::Creator, CREATOR, 4_500_000),
        ],
        ..super::order()
    }
}

/// A checked transfer between the associated accounts of two wallets.
fn transfer(from: Address, to: Address, mint: Address, amount: u64) -> Call {
    into(from, associated(to, mint), mint, amount)
}

/// A checked transfer into any account.
fn into(from: Address, account: Address, mint: Address, amount: u64) -> Call {
    let source = key(associated(from, mint));
    token::transfer_checked(
        &key(TOKEN_PROGRAM),
        &source,
        &key(mint),
        &key(account),
        &key(from),
        &[],
        amount,
        6,
    )
    .expect("it builds")
}

/// A transaction about to land, on a ledger where everybody has an account of both mints.
struct Till {
    calls: Vec<Call>,
    /// Accounts besides: where, of which mint, whose.
    besides: Vec<(Address, Address, Address)>,
}

impl Till {
    fn of(calls: Vec<Call>) -> Self {
        Self {
            calls,
            besides: vec![],
        }
    }

    fn honest() -> Self {
        Self::of(build::instructions(&order(), &[CREATOR]).expect("it builds"))
    }

    fn land(self) -> ChainTransaction {
        let message =
            v0::Message::try_compile(&key(PAYER), &self.calls, &[], Hash::default()).expect("it compiles");
        let keys: Vec<Address> = message
            .account_keys
            .iter()
            .map(|key| Address(key.to_bytes()))
            .collect();
        let wallets = [PAYER, CREATOR, PLATFORM, STRANGER];
        let known: HashMap<Address, (Address, Address)> = [USDC, FAKE]
            .into_iter()
            .flat_map(|mint| wallets.map(|wallet| (associated(wallet, mint), (mint, wallet))))
            .chain(
                self.besides
                    .iter()
                    .map(|(place, mint, owner)| (*place, (*mint, *owner))),
            )
            .collect();
        let mut held: HashMap<Address, i128> = keys.iter().map(|key| (*key, PURSE.into())).collect();
        let mut lamports = held.clone();
        for call in &message.instructions {
            let program = keys[usize::from(call.program_id_index)];
            let place = |at: usize| keys[usize::from(call.accounts[at])];
            let (purse, to, amount) = match call.data.first() {
                Some(12) if program == TOKEN_PROGRAM => (&mut held, 2, &call.data[1..9]),
                Some(3) if program == TOKEN_PROGRAM => (&mut held, 1, &call.data[1..9]),
                Some(2) if program == SYSTEM_PROGRAM => (&mut lamports, 1, &call.data[4..12]),
                _ => continue,
            };
            let amount = i128::from(u64::from_le_bytes(amount.try_into().expect("eight bytes")));
            *purse.get_mut(&place(0)).expect("known") -= amount;
            *purse.get_mut(&place(to)).expect("known") += amount;
        }
        let tokens = |amount: &dyn Fn(&Address) -> i128| {
            let listed = keys.iter().enumerate().filter_map(|(account, key)| {
                let (mint, owner) = *known.get(key)?;
                Some(TokenBalance {
                    account,
                    mint,
                    owner,
                    program: TOKEN_PROGRAM,
                    amount: Units(u64::try_from(amount(key)).expect("nobody is in debt")),
                })
            });
            listed.collect::<Vec<_>>()
        };
        let (pre_tokens, post_tokens) = (tokens(&|_| PURSE.into()), tokens(&|key| held[key]));
        let signatures = usize::from(message.header.num_required_signatures);
        let transaction = VersionedTransaction {
            signatures: vec![Signature::from([9; 64]); signatures],
            message: VersionedMessage::V0(message),
        };
        ChainTransaction {
            slot: 77,
            block_time: Some(PAID),
            bytes: wincode::serialize(&transaction).expect("it serialises"),
            err: None,
            loaded_writable: vec![],
            loaded_readonly: vec![],
            pre_balances: keys.iter().map(|_| Lamports(PURSE)).collect(),
            post_balances: keys
                .iter()
                .map(|key| Lamports(u64::try_from(lamports[key]).expect("nobody is in debt")))
                .collect(),
            pre_tokens,
            post_tokens,
        }
    }
}

fn judge(transaction: &ChainTransaction) -> Result<Settlement, Mismatch> {
    verify(
        &order(),
        &[REFERENCE],
        transaction,
        Timestamp::from_seconds(PAID + 2),
    )
}

fn refused(calls: Vec<Call>) -> Mismatch {
    judge(&Till::of(calls).land()).expect_err("it does not pay")
}

/// The honest transfers, with this one in place of the creator's.
fn with(creator: Call) -> Vec<Call> {
    vec![
        transfer(PAYER, PLATFORM, USDC, 500_000),
        marked(creator, REFERENCE),
    ]
}

#[test]
fn the_transaction_that_we_build_pays() {
    let settlement = judge(&Till::honest().land()).expect("it pays");
    assert_eq!(settlement.surplus(), Units::ZERO);
    assert!(settlement.unusual.is_empty() && !settlement.foreign_memo);
    let bytes = build::transaction(&order(), &[CREATOR, PLATFORM], [8; 32]).expect("it fits");
    let wire = Wire::read(&bytes).expect("it reads");
    assert_eq!(promises(&order(), &wire), Ok(()));
    let signers: Vec<Address> = wire.static_keys().filter(|key| wire.names_signer(key)).collect();
    assert_eq!(signers, [PAYER]);
}

#[test]
fn more_than_the_price_is_told() {
    let landed = Till::of(with(transfer(PAYER, CREATOR, USDC, 4_500_001))).land();
    assert_eq!(judge(&landed).expect("it pays").surplus(), Units(1));
}

#[test]
fn a_fake_mint_pays_nothing() {
    let calls = vec![
        transfer(PAYER, PLATFORM, FAKE, 500_000),
        marked(transfer(PAYER, CREATOR, FAKE, 4_500_000), REFERENCE),
    ];
    let mismatch = refused(calls);
    assert_eq!(
        (mismatch.code().as_str(), mismatch.consequence()),
        ("underpaid", Consequence::Ignore)
    );
    // Nor does the right name on the wrong account: the network itself would refuse that.
    let mut calls = with(transfer(PAYER, CREATOR, FAKE, 4_500_000));
    calls[1].accounts[1].pubkey = key(USDC);
    assert_eq!(refused(calls).code().as_str(), "underpaid");
}

#[test]
fn the_same_balances_of_another_token_program_are_none() {
    let mut landed = Till::honest().land();
    for balance in landed.pre_tokens.iter_mut().chain(&mut landed.post_tokens) {
        balance.program = STRANGER;
    }
    assert_eq!(
        judge(&landed).expect_err("it does not pay").code().as_str(),
        "underpaid"
    );
}

#[test]
fn a_transfer_that_does_not_name_the_mint_is_for_a_person() {
    let (program, from) = (key(TOKEN_PROGRAM), key(associated(PAYER, USDC)));
    let to = key(associated(CREATOR, USDC));
    let plain = token::transfer(&program, &from, &to, &key(PAYER), &[], 4_500_000).expect("it builds");
    let mismatch = refused(with(plain));
    assert_eq!(mismatch.code().as_str(), "indirect");
    assert_eq!(mismatch.received(), Units(5_000_000));
}

#[test]
fn money_in_another_account_of_the_creators_is_not_there() {
    let aside = Address([42; 32]);
    let mut till = Till::of(with(into(PAYER, aside, USDC, 4_500_000)));
    till.besides.push((aside, USDC, CREATOR));
    assert_eq!(
        judge(&till.land()).expect_err("it does not pay").code().as_str(),
        "underpaid"
    );
}

#[test]
fn an_account_that_is_closed_or_given_away_at_the_end_has_nothing() {
    let account = associated(CREATOR, USDC);
    let keys = |landed: &ChainTransaction| -> Vec<Address> {
        Wire::read(&landed.bytes)
            .expect("it reads")
            .static_keys()
            .collect()
    };
    let mut closed = Till::honest().land();
    let place = keys(&closed)
        .iter()
        .position(|key| *key == account)
        .expect("there");
    closed.post_tokens.retain(|balance| balance.account != place);
    assert_eq!(
        judge(&closed).expect_err("it does not pay").code().as_str(),
        "underpaid"
    );
    let mut given = Till::honest().land();
    for balance in given
        .post_tokens
        .iter_mut()
        .filter(|balance| balance.account == place)
    {
        balance.owner = STRANGER;
    }
    assert_eq!(
        judge(&given).expect_err("it does not pay").code().as_str(),
        "underpaid"
    );
}

#[test]
fn a_circle_pays_nothing() {
    let mut calls = with(transfer(PAYER, CREATOR, USDC, 4_500_000));
    calls.push(transfer(CREATOR, PAYER, USDC, 4_500_000));
    assert_eq!(refused(calls).code().as_str(), "underpaid");
}

#[test]
fn sol_instead_of_tokens_is_for_a_person() {
    let sol = |to, amount| solana_system_interface::instruction::transfer(&key(PAYER), &key(to), amount);
    let mismatch = refused(vec![
        sol(PLATFORM, 500_000),
        marked(sol(CREATOR, 4_500_000), REFERENCE),
    ]);
    assert_eq!(
        (mismatch.code().as_str(), mismatch.consequence()),
        ("another_asset", Consequence::Look)
    );
    assert_eq!(mismatch.received(), Units::ZERO);
}

#[test]
fn tokens_instead_of_sol_are_for_a_person() {
    let mut sol = order();
    sol.asset = Asset::Sol;
    let landed = Till::honest().land();
    let mismatch = verify(&sol, &[REFERENCE], &landed, Timestamp::from_seconds(PAID + 2));
    assert_eq!(
        mismatch.expect_err("it does not pay").code().as_str(),
        "another_asset"
    );
}

#[test]
fn somebody_elses_tokens_by_their_own_signature_are_not_the_payers() {
    let calls = vec![
        transfer(STRANGER, PLATFORM, USDC, 500_000),
        marked(transfer(STRANGER, CREATOR, USDC, 4_500_000), REFERENCE),
    ];
    let mismatch = refused(calls);
    assert_eq!(
        (mismatch.code().as_str(), mismatch.consequence()),
        ("underpaid", Consequence::Ignore)
    );
}

#[test]
fn a_base_unit_too_little_is_too_little() {
    let mismatch = refused(with(transfer(PAYER, CREATOR, USDC, 4_499_999)));
    assert_eq!(
        mismatch.to_string(),
        "The creator got 4.499999 USDC where 4.5 USDC was due."
    );
    assert_eq!(mismatch.consequence(), Consequence::Look);
}

#[test]
fn a_list_that_does_not_fit_together_is_asked_for_again() {
    let mut landed = Till::honest().land();
    landed.post_tokens[0].account = 200;
    assert_eq!(judge(&landed), Err(Mismatch::Incoherent));
}
