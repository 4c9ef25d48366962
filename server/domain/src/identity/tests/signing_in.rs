//! The rules for signing in, each with the answer that breaks it.

use super::{
    entity::{challenge as challenges, session, user},
    *,
};
use shared::identity::SignInInput;

/// The answer of wallet 1 to a challenge whose text was changed before it was signed.
async fn changed(change: impl FnOnce(&mut SignInInput)) -> Code {
    let house = House::new().await;
    let mut input = house.challenge(&wallet(1)).await.input;
    change(&mut input);
    refused(house.answer(&answer(&wallet(1), siws::write(&input))).await)
}

/// The answer of wallet 1 with other bytes in place of the text.
async fn replaced(change: impl FnOnce(String) -> Vec<u8>) -> Code {
    let house = House::new().await;
    let message = house.challenge(&wallet(1)).await.message;
    refused(house.answer(&answer(&wallet(1), change(message))).await)
}

#[tokio::test]
async fn a_wallet_that_signs_the_challenge_is_signed_in() {
    let house = House::new().await;
    let challenge = house.challenge(&wallet(1)).await;
    assert_eq!(challenge.input.domain, "fonana.example");
    assert_eq!(challenge.input.uri, "https://fonana.example");
    assert_eq!(challenge.input.chain_id, "devnet");
    assert_eq!(challenge.input.nonce.len(), 32);
    assert_eq!(
        challenge.input.expiration_time,
        challenge.input.issued_at.after(5 * MINUTE)
    );
    assert_eq!(siws::parse(&challenge.message), Some(challenge.input.clone()));

    let started = house
        .answer(&answer(&wallet(1), &challenge.message))
        .await
        .expect("a session");
    assert_eq!(started.person.address, address(&wallet(1)));
    assert_eq!(started.expires_in, 900);
    assert_eq!(started.refresh_expires_at, house.domain.now().after(30 * DAY));
    assert_eq!(
        house.seen(&started.access_token).await,
        Ok(started.person.clone())
    );
    let now = house.domain.now();
    assert_eq!(started.signed_in(now).user, started.person.me(now));

    let again = house.sign_in(&wallet(1)).await;
    assert_eq!(again.person.id, started.person.id);
    assert_ne!(again.person.session, started.person.session);
}

#[tokio::test]
async fn the_database_holds_no_secret_of_a_browser() {
    let house = House::new().await;
    let challenge = house.challenge(&wallet(1)).await;
    let row = challenges::Entity::find()
        .one(&house.domain.db)
        .await
        .expect("query")
        .expect("a row");
    assert_ne!(row.binding_hash, BROWSER);
    let started = house
        .answer(&answer(&wallet(1), &challenge.message))
        .await
        .expect("a session");
    let row = session::Entity::find()
        .one(&house.domain.db)
        .await
        .expect("query")
        .expect("a row");
    let (_, secret) = started.refresh_token.split_once('.').expect("two parts");
    assert!(!format!("{row:?}").contains(secret));
    assert_eq!(row.user_agent, "Test/1.0");
}

#[tokio::test]
async fn a_wrong_domain_is_refused() {
    assert_eq!(
        changed(|input| input.domain = "evil.example".to_owned()).await,
        Code::MessageMismatch
    );
}

#[tokio::test]
async fn a_wrong_uri_is_refused() {
    assert_eq!(
        changed(|input| input.uri = "https://evil.example".to_owned()).await,
        Code::MessageMismatch
    );
}

#[tokio::test]
async fn a_challenge_of_another_configuration_is_refused() {
    let house = House::new().await;
    let challenge = house.challenge(&wallet(1)).await;
    let mut moved = house.next_door();
    let mut rules = (*moved.rules).clone();
    rules.domain = "new.example".to_owned();
    moved.rules = Arc::new(rules);
    let result = sign_in(&moved, &answer(&wallet(1), &challenge.message), BROWSER, "", None).await;
    assert_eq!(refused(result), Code::MessageMismatch);
}

#[tokio::test]
async fn a_changed_statement_is_refused() {
    assert_eq!(
        changed(|input| input.statement = "Send me all.".to_owned()).await,
        Code::MessageMismatch
    );
}

#[tokio::test]
async fn a_wrong_chain_is_refused() {
    assert_eq!(
        changed(|input| input.chain_id = "mainnet".to_owned()).await,
        Code::MessageMismatch
    );
}

#[tokio::test]
async fn a_wrong_version_is_refused() {
    assert_eq!(
        changed(|input| input.version = "2".to_owned()).await,
        Code::MessageMismatch
    );
}

#[tokio::test]
async fn a_wrong_nonce_is_refused() {
    assert_eq!(
        changed(|input| input.nonce = "0".repeat(32)).await,
        Code::ChallengeUnknown
    );
}

#[tokio::test]
async fn a_longer_expiration_is_refused() {
    let longer = |input: &mut SignInInput| input.expiration_time = input.expiration_time.after(HOUR);
    assert_eq!(changed(longer).await, Code::MessageMismatch);
}

#[tokio::test]
async fn another_time_of_issue_is_refused() {
    let earlier = |input: &mut SignInInput| input.issued_at = input.issued_at.before(MINUTE);
    assert_eq!(changed(earlier).await, Code::MessageMismatch);
}

#[tokio::test]
async fn another_address_in_the_text_is_refused() {
    assert_eq!(
        changed(|input| input.address = address(&wallet(2))).await,
        Code::MessageMismatch
    );
}

#[tokio::test]
async fn a_missing_field_is_refused() {
    let house = House::new().await;
    for field in [
        "URI: ",
        "Version: ",
        "Chain ID: ",
        "Nonce: ",
        "Issued At: ",
        "Expiration Time: ",
    ] {
        let message = house.challenge(&wallet(1)).await.message;
        let rest: Vec<&str> = message
            .split('\n')
            .filter(|line| !line.starts_with(field))
            .collect();
        assert_eq!(rest.len(), 10, "{field}");
        let result = house.answer(&answer(&wallet(1), rest.join("\n"))).await;
        assert_eq!(refused(result), Code::MessageMismatch, "{field}");
    }
}

#[tokio::test]
async fn a_duplicated_field_is_refused() {
    let twice = |message: String| {
        message
            .replace("Version: 1\n", "Version: 1\nVersion: 1\n")
            .into_bytes()
    };
    assert_eq!(replaced(twice).await, Code::MessageMismatch);
}

#[tokio::test]
async fn a_prefixed_text_is_refused() {
    let prefixed = |message: String| format!("Phantom says: {message}").into_bytes();
    assert_eq!(replaced(prefixed).await, Code::MessageMismatch);
}

#[tokio::test]
async fn a_text_that_is_not_utf8_is_refused() {
    let broken = |message: String| [message.as_bytes(), &[0xff]].concat();
    assert_eq!(replaced(broken).await, Code::Malformed);
}

#[tokio::test]
async fn a_text_that_is_too_long_is_refused() {
    assert_eq!(
        replaced(|message| format!("{message}{}", "x".repeat(2048)).into_bytes()).await,
        Code::Malformed
    );
    assert_eq!(replaced(|_| vec![b'x'; 100_000]).await, Code::Malformed);
}

#[tokio::test]
async fn a_text_with_carriage_returns_is_refused() {
    assert_eq!(
        replaced(|message| message.replace('\n', "\r\n").into_bytes()).await,
        Code::Malformed
    );
}

#[tokio::test]
async fn what_is_not_base64_is_refused() {
    let house = House::new().await;
    let good = answer(&wallet(1), house.challenge(&wallet(1)).await.message);
    let message = SignedChallenge {
        signed_message: "not base64!".to_owned(),
        ..good.clone()
    };
    assert_eq!(refused(house.answer(&message).await), Code::Malformed);
    let signature = SignedChallenge {
        signature: "?".to_owned(),
        ..good.clone()
    };
    assert_eq!(refused(house.answer(&signature).await), Code::Malformed);
    let short = SignedChallenge {
        signature: STANDARD.encode([0; 63]),
        ..good
    };
    assert_eq!(refused(house.answer(&short).await), Code::Malformed);
}

#[tokio::test]
async fn an_expired_challenge_is_refused() {
    let house = House::new().await;
    let challenge = house.challenge(&wallet(1)).await;
    house.pass(5 * MINUTE);
    assert_eq!(
        refused(house.answer(&answer(&wallet(1), &challenge.message)).await),
        Code::ChallengeUnknown
    );
}

#[tokio::test]
async fn a_challenge_from_the_future_is_refused() {
    let house = House::new().await;
    let challenge = house.challenge(&wallet(1)).await;
    house.clock.0.fetch_sub(60_001, Ordering::SeqCst);
    assert_eq!(
        refused(house.answer(&answer(&wallet(1), &challenge.message)).await),
        Code::ChallengeUnknown
    );
}

#[tokio::test]
async fn another_key_is_refused() {
    let house = House::new().await;
    let challenge = house.challenge(&wallet(1)).await;
    let theirs = answer(&wallet(2), &challenge.message);
    assert_eq!(refused(house.answer(&theirs).await), Code::MessageMismatch);

    let challenge = house.challenge(&wallet(1)).await;
    let posing = SignedChallenge {
        address: address(&wallet(1)),
        ..answer(&wallet(2), &challenge.message)
    };
    assert_eq!(refused(house.answer(&posing).await), Code::SignatureInvalid);
}

#[tokio::test]
async fn a_bad_signature_uses_the_challenge_up() {
    let house = House::new().await;
    let challenge = house.challenge(&wallet(1)).await;
    let good = answer(&wallet(1), &challenge.message);
    let bad = SignedChallenge {
        signature: STANDARD.encode([1; 64]),
        ..good.clone()
    };
    assert_eq!(refused(house.answer(&bad).await), Code::SignatureInvalid);
    assert_eq!(refused(house.answer(&good).await), Code::ChallengeUnknown);
}

#[tokio::test]
async fn a_replay_is_refused() {
    let house = House::new().await;
    let answer = answer(&wallet(1), house.challenge(&wallet(1)).await.message);
    house.answer(&answer).await.expect("a session");
    assert_eq!(refused(house.answer(&answer).await), Code::ChallengeUnknown);
}

#[tokio::test]
async fn of_many_answers_at_once_one_counts() {
    let house = House::new().await;
    let answer = answer(&wallet(1), house.challenge(&wallet(1)).await.message);
    let results = futures::future::join_all((0..8).map(|_| house.answer(&answer))).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    let codes = results
        .into_iter()
        .filter_map(Result::err)
        .map(|error| error.code());
    assert!(codes.into_iter().all(|code| code == Code::ChallengeUnknown));
}

#[tokio::test]
async fn another_browser_is_refused_and_uses_the_challenge_up() {
    let house = House::new().await;
    let answer = answer(&wallet(1), house.challenge(&wallet(1)).await.message);
    for binding in ["ffffffffffffffffffffffffffffffff", BROWSER] {
        assert_eq!(
            refused(sign_in(&house.domain, &answer, binding, "", None).await),
            Code::ChallengeUnknown
        );
    }
    let answer = super::answer(&wallet(1), house.challenge(&wallet(1)).await.message);
    assert_eq!(
        refused(sign_in(&house.domain, &answer, "", "", None).await),
        Code::ChallengeUnknown
    );
}

#[tokio::test]
async fn a_challenge_without_a_browser_is_a_fault() {
    let house = House::new().await;
    let result = challenge(&house.domain, address(&wallet(1)), "").await;
    assert_eq!(result.map_err(|error| error.code()), Err(Code::Internal));
}

#[tokio::test]
async fn old_challenges_are_swept() {
    let house = House::new().await;
    house.challenge(&wallet(1)).await;
    house.pass(4 * MINUTE);
    house.challenge(&wallet(1)).await;
    house.pass(2 * MINUTE);
    let last = house.challenge(&wallet(2)).await;
    let left = challenges::Entity::find()
        .all(&house.domain.db)
        .await
        .expect("query");
    assert_eq!(left.len(), 2);
    assert!(left.iter().any(|row| row.nonce == last.input.nonce));
}

#[tokio::test]
async fn two_first_sign_ins_at_once_make_one_person() {
    let house = House::new().await;
    let mut answers = Vec::new();
    for _ in 0..6 {
        answers.push(answer(&wallet(1), house.challenge(&wallet(1)).await.message));
    }
    let started = futures::future::try_join_all(answers.iter().map(|answer| house.answer(answer)))
        .await
        .expect("all sign in");
    assert!(started.iter().all(|one| one.person.id == started[0].person.id));
    assert_eq!(
        user::Entity::find()
            .all(&house.domain.db)
            .await
            .expect("query")
            .len(),
        1
    );
}
