//! Properties of the text and its check: what was issued passes, and nothing near it does.

use super::*;
use ed25519_dalek::{Signer, SigningKey};
use proptest::prelude::*;

/// A moment of the years 1970 to 9999, which RFC 3339 can write.
const YEAR_9999: std::ops::Range<i64> = 0..253_000_000_000_000;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn address(key: &SigningKey) -> Address {
    Address(key.verifying_key().to_bytes())
}

prop_compose! {
    fn inputs()(
        domain in "[a-z0-9.-]{1,40}(:[0-9]{1,5})?",
        statement in "[A-Za-z0-9 .,:;!?'()-]{0,80}[a-z.]",
        uri in "https?://[a-z0-9.-]{1,40}(:[0-9]{1,5})?(/[a-z0-9%?=&]{0,20})?",
        chain in proptest::sample::select(CHAINS),
        nonce in "[A-Za-z0-9]{8,64}",
        issued in YEAR_9999,
        lifetime in 1_i64..1_000_000,
    ) -> SignInInput {
        SignInInput {
            domain,
            address: address(&key(7)),
            statement,
            uri,
            version: "1".to_owned(),
            chain_id: chain.to_owned(),
            nonce,
            issued_at: Timestamp(issued),
            expiration_time: Timestamp(issued + lifetime),
        }
    }
}

/// What the check says of `text`, signed by `signer`, at the moment of issue.
fn answer(issued: &SignInInput, text: &[u8], signer: &SigningKey) -> Result<(), Code> {
    let signature = signer.sign(text).to_bytes();
    check(issued, text, &signature, &address(&key(7)), issued.issued_at).map_err(|refusal| refusal.code)
}

fn example() -> SignInInput {
    SignInInput {
        domain: "fonana.example".to_owned(),
        address: address(&key(7)),
        statement: "Sign in to Fonana.".to_owned(),
        uri: "https://fonana.example".to_owned(),
        version: "1".to_owned(),
        chain_id: "mainnet".to_owned(),
        nonce: "0123456789abcdef".to_owned(),
        issued_at: Timestamp(1_700_000_000_123),
        expiration_time: Timestamp(1_700_000_300_123),
    }
}

#[test]
fn the_text_is_the_one_wallets_write() {
    assert_eq!(
        write(&example()),
        "fonana.example wants you to sign in with your Solana account:\n\
         GmaDrppBC7P5ARKV8g3djiwP89vz1jLK23V2GBjuAEGB\n\
         \n\
         Sign in to Fonana.\n\
         \n\
         URI: https://fonana.example\n\
         Version: 1\n\
         Chain ID: mainnet\n\
         Nonce: 0123456789abcdef\n\
         Issued At: 2023-11-14T22:13:20.123Z\n\
         Expiration Time: 2023-11-14T22:18:20.123Z"
    );
}

#[test]
fn members_we_never_ask_for_are_refused() {
    let text = write(&example());
    for more in [
        "\nNot Before: 2023-11-14T22:13:20.123Z",
        "\nRequest ID: 7",
        "\nResources:",
        "\nResources:\n- https://evil.example",
        "\n",
        " ",
        "\u{0}",
    ] {
        assert_eq!(
            answer(&example(), format!("{text}{more}").as_bytes(), &key(7)),
            Err(Code::MessageMismatch),
            "{more:?}"
        );
    }
}

#[test]
fn a_prefix_or_a_byte_order_mark_is_refused() {
    let text = write(&example());
    for before in ["\u{feff}", " ", "\n", "Phantom: ", "https://"] {
        assert_eq!(
            answer(&example(), format!("{before}{text}").as_bytes(), &key(7)),
            Err(Code::MessageMismatch),
            "{before:?}"
        );
    }
}

#[test]
fn other_ways_to_write_the_same_moment_are_refused() {
    let text = write(&example());
    for other in [
        "2023-11-14T22:13:20.1230Z",
        "2023-11-15T01:13:20.123+03:00",
        "2023-11-14t22:13:20.123z",
    ] {
        let text = text.replace("2023-11-14T22:13:20.123Z", other);
        assert_eq!(
            answer(&example(), text.as_bytes(), &key(7)),
            Err(Code::MessageMismatch),
            "{other}"
        );
    }
}

#[test]
fn a_missing_member_is_refused() {
    let text = write(&example());
    let lines: Vec<&str> = text.split('\n').collect();
    for gone in 0..lines.len() {
        let rest: Vec<&str> = lines
            .iter()
            .enumerate()
            .filter_map(|(at, line)| (at != gone).then_some(*line))
            .collect();
        assert_eq!(
            answer(&example(), rest.join("\n").as_bytes(), &key(7)),
            Err(Code::MessageMismatch),
            "without {:?}",
            lines[gone]
        );
    }
}

#[test]
fn members_in_another_order_are_refused() {
    let text = write(&example());
    let lines: Vec<&str> = text.split('\n').collect();
    for first in 0..lines.len() {
        for second in first + 1..lines.len() {
            if lines[first] == lines[second] {
                continue;
            }
            let mut lines = lines.clone();
            lines.swap(first, second);
            let answer = answer(&example(), lines.join("\n").as_bytes(), &key(7));
            assert_eq!(answer, Err(Code::MessageMismatch), "{first} and {second}");
        }
    }
}

#[test]
fn a_signed_truncation_is_refused() {
    let text = write(&example());
    for length in 0..text.len() {
        let answer = answer(&example(), &text.as_bytes()[..length], &key(7));
        assert_eq!(answer, Err(Code::MessageMismatch), "{length}");
    }
}

#[test]
fn bytes_that_are_no_text_are_malformed() {
    let text = write(&example());
    let long = format!("{text}{}", "a".repeat(MAX_BYTES));
    let crlf = text.replace('\n', "\r\n");
    let mut broken = text.clone().into_bytes();
    broken[3] = 0xff;
    for bytes in [long.as_bytes(), crlf.as_bytes(), &broken, &[0xff; 10]] {
        assert_eq!(answer(&example(), bytes, &key(7)), Err(Code::Malformed));
    }
}

#[test]
fn times_are_held_to_the_millisecond() {
    let issued = example();
    let text = write(&issued);
    let signature = key(7).sign(text.as_bytes()).to_bytes();
    let at = |now: i64| {
        check(
            &issued,
            text.as_bytes(),
            &signature,
            &issued.address,
            Timestamp(now),
        )
        .map_err(|refusal| refusal.code)
    };
    assert_eq!(at(issued.issued_at.0 - 60_001), Err(Code::ChallengeUnknown));
    assert_eq!(at(issued.issued_at.0 - 60_000), Ok(()));
    assert_eq!(at(issued.expiration_time.0 - 1), Ok(()));
    assert_eq!(at(issued.expiration_time.0), Err(Code::ChallengeUnknown));
}

#[test]
fn only_the_claimed_key_may_have_signed() {
    let issued = example();
    let text = write(&issued);
    assert_eq!(
        answer(&issued, text.as_bytes(), &key(8)),
        Err(Code::SignatureInvalid)
    );

    let signature = key(8).sign(text.as_bytes()).to_bytes();
    let refusal = check(
        &issued,
        text.as_bytes(),
        &signature,
        &address(&key(8)),
        issued.issued_at,
    );
    assert_eq!(
        refusal.map_err(|refusal| refusal.code),
        Err(Code::MessageMismatch)
    );

    for length in [0, 63, 65] {
        let refusal = check(
            &issued,
            text.as_bytes(),
            &vec![0; length],
            &issued.address,
            issued.issued_at,
        );
        assert_eq!(refusal.map_err(|refusal| refusal.code), Err(Code::Malformed));
    }
}

#[test]
fn keys_of_small_order_sign_nothing() {
    // The neutral point: with the plain check, the signature (R = neutral, s = 0) passes for every message.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let issued = SignInInput {
        address: Address(neutral),
        ..example()
    };
    let text = write(&issued);
    let mut signature = [0; 64];
    signature[0] = 1;
    let loose = VerifyingKey::from_bytes(&neutral).and_then(|key| {
        ed25519_dalek::Verifier::verify(&key, text.as_bytes(), &Signature::from_bytes(&signature))
    });
    assert!(loose.is_ok(), "the plain check is expected to be fooled");
    let refusal = check(
        &issued,
        text.as_bytes(),
        &signature,
        &issued.address,
        issued.issued_at,
    );
    assert_eq!(
        refusal.map_err(|refusal| refusal.code),
        Err(Code::SignatureInvalid)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_issued_is_read_back_and_passes(input in inputs()) {
        let text = write(&input);
        prop_assert_eq!(parse(&text), Some(input.clone()));
        prop_assert_eq!(answer(&input, text.as_bytes(), &key(7)), Ok(()));
    }

    #[test]
    fn one_changed_member_is_refused(input in inputs(), other in inputs(), member in 0..9_usize) {
        let mut changed = input.clone();
        match member {
            0 => changed.domain = other.domain,
            1 => changed.address = address(&key(8)),
            2 => changed.statement = other.statement,
            3 => changed.uri = other.uri,
            4 => changed.version = "2".to_owned(),
            5 => changed.chain_id = other.chain_id,
            6 => changed.nonce = other.nonce,
            7 => changed.issued_at = other.issued_at,
            _ => changed.expiration_time = other.expiration_time,
        }
        prop_assume!(changed != input);
        prop_assert_eq!(answer(&input, write(&changed).as_bytes(), &key(7)), Err(Code::MessageMismatch));
    }

    #[test]
    fn every_truncation_is_refused(input in inputs()) {
        let text = write(&input);
        for length in 0..text.len() {
            prop_assert_eq!(parse(&text[..length]), None);
        }
    }

    #[test]
    fn every_duplicated_line_is_refused(input in inputs(), at in 0..11_usize, to in 0..11_usize) {
        let text = write(&input);
        let mut lines: Vec<&str> = text.split('\n').collect();
        prop_assert_eq!(lines.len(), 11);
        lines.insert(to, lines[at]);
        prop_assert_eq!(answer(&input, lines.join("\n").as_bytes(), &key(7)), Err(Code::MessageMismatch));
    }

    #[test]
    fn every_changed_byte_is_refused(input in inputs(), at in any::<proptest::sample::Index>(), byte: u8) {
        let mut bytes = write(&input).into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != byte);
        bytes[at] = byte;
        prop_assert!(answer(&input, &bytes, &key(7)).is_err());
    }

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..3000)) {
        prop_assert!(answer(&example(), &bytes, &key(7)).is_err());
    }

    #[test]
    fn random_text_is_read_only_as_it_would_be_written(text in "(\\PC|\n){0,200}") {
        if let Some(input) = parse(&text) {
            prop_assert_eq!(write(&input), text);
        }
    }
}
