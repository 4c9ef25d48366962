//! Access tokens and their keys: what is refused, and how keys come and go.

use super::{entity::signing_key, *};
use crate::identity::sessions::start;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

async fn keys(house: &House) -> Vec<signing_key::Model> {
    signing_key::Entity::find()
        .all(&house.domain.db)
        .await
        .expect("query")
}

/// The claims of a good token of this session.
fn claims(house: &House, person: &Person) -> Value {
    let now = house.domain.now().seconds();
    json!({
        "sub": person.id, "sid": person.session, "iat": now, "exp": now + 900,
        "iss": "https://fonana.example", "aud": "fonana",
    })
}

/// A token signed with a key of the house.
fn signed(key: &signing_key::Model, algorithm: Algorithm, claims: &Value) -> String {
    let header = Header {
        kid: Some(key.id.clone()),
        ..Header::new(algorithm)
    };
    let secret = STANDARD.decode(&key.secret).expect("base64");
    jsonwebtoken::encode(&header, claims, &EncodingKey::from_secret(&secret)).expect("a token")
}

#[tokio::test]
async fn a_token_is_good_for_fifteen_minutes() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    house.pass(15 * MINUTE);
    assert!(
        house.seen(&started.access_token).await.is_ok(),
        "within the leeway"
    );
    house.pass(Duration::from_secs(5));
    assert_eq!(house.seen(&started.access_token).await, Err(NotSignedIn::Expired));
}

#[tokio::test]
async fn what_is_no_token_is_refused() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    let long = "a".repeat(100_000);
    let unsigned = started
        .access_token
        .rsplit_once('.')
        .expect("three parts")
        .0
        .to_owned()
        + ".";
    for text in [
        "",
        ".",
        "..",
        "a.b.c",
        &long,
        &unsigned,
        &started.refresh_token,
        "\u{0}é.🦊.x",
    ] {
        assert_eq!(house.seen(text).await, Err(NotSignedIn::Invalid), "{text}");
    }
}

#[tokio::test]
async fn a_changed_token_is_refused() {
    let house = House::new().await;
    let token = house.sign_in(&wallet(1)).await.access_token;
    for at in 0..token.len() {
        let mut bytes = token.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'E' } else { b'A' };
        let changed = String::from_utf8(bytes).expect("ASCII");
        assert_eq!(house.seen(&changed).await, Err(NotSignedIn::Invalid), "{at}");
    }
}

#[tokio::test]
async fn other_algorithms_are_refused() {
    let house = House::new().await;
    let person = house.sign_in(&wallet(1)).await.person;
    let key = keys(&house).await.remove(0);
    let claims = claims(&house, &person);
    assert_eq!(
        house.seen(&signed(&key, Algorithm::HS256, &claims)).await,
        Ok(person)
    );
    for algorithm in [Algorithm::HS384, Algorithm::HS512] {
        let token = signed(&key, algorithm, &claims);
        assert_eq!(
            house.seen(&token).await,
            Err(NotSignedIn::Invalid),
            "{algorithm:?}"
        );
    }
    let encode = |value: &Value| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(value.to_string());
    for none in ["none", "None", "NONE", ""] {
        let header = json!({"alg": none, "typ": "JWT", "kid": key.id});
        for signature in ["", "AAAA"] {
            let token = format!("{}.{}.{signature}", encode(&header), encode(&claims));
            assert_eq!(house.seen(&token).await, Err(NotSignedIn::Invalid), "{none}");
        }
    }
}

#[tokio::test]
async fn other_claims_are_refused() {
    let house = House::new().await;
    let person = house.sign_in(&wallet(1)).await.person;
    let key = keys(&house).await.remove(0);
    let good = claims(&house, &person);
    for (claim, value) in [
        ("iss", json!("https://evil.example")),
        ("aud", json!("somebody")),
        ("aud", json!([])),
        ("sub", json!("admin")),
        ("sid", json!(7)),
        ("exp", json!("soon")),
        ("exp", json!(-1.5)),
    ] {
        let mut claims = good.clone();
        claims[claim] = value.clone();
        let token = signed(&key, Algorithm::HS256, &claims);
        assert_eq!(
            house.seen(&token).await,
            Err(NotSignedIn::Invalid),
            "{claim} {value}"
        );
    }
    for claim in ["iss", "aud", "sub", "sid", "exp"] {
        let mut claims = good.clone();
        claims.as_object_mut().expect("an object").remove(claim);
        let token = signed(&key, Algorithm::HS256, &claims);
        assert_eq!(
            house.seen(&token).await,
            Err(NotSignedIn::Invalid),
            "without {claim}"
        );
    }
}

#[tokio::test]
async fn a_session_of_somebody_else_is_refused() {
    let house = House::new().await;
    let mine = house.sign_in(&wallet(1)).await.person;
    let theirs = house.sign_in(&wallet(2)).await.person;
    let key = keys(&house).await.remove(0);
    let mut claims = claims(&house, &mine);
    claims["sid"] = json!(theirs.session);
    assert_eq!(
        house.seen(&signed(&key, Algorithm::HS256, &claims)).await,
        Err(NotSignedIn::Revoked)
    );
    claims["sid"] = json!(uuid::Uuid::from_u128(7));
    assert_eq!(
        house.seen(&signed(&key, Algorithm::HS256, &claims)).await,
        Err(NotSignedIn::Revoked)
    );
}

#[tokio::test]
async fn unknown_keys_ask_the_database_once_in_three_seconds() {
    let house = House::new().await;
    let person = house.sign_in(&wallet(1)).await.person;
    house.pass(MINUTE);
    let forged = |id: &str| signing_key::Model {
        id: id.to_owned(),
        secret: STANDARD.encode([5; 32]),
        created_at: 0,
    };
    let token = |id: &str| signed(&forged(id), Algorithm::HS256, &claims(&house, &person));
    assert_eq!(house.seen(&token("99")).await, Err(NotSignedIn::Invalid));
    assert_eq!(house.seen(&token("x' OR 1=1")).await, Err(NotSignedIn::Invalid));

    // Another process makes a key just now: it is found only when the three seconds are over, which shows
    // that the forged ones in between asked nobody.
    let made = signing_key::Model {
        created_at: house.domain.now().0,
        ..forged("2")
    };
    store::insert_signing_key(&house.domain.db, made)
        .await
        .expect("a key");
    let good = token("2");
    house.pass(Duration::from_millis(2_999));
    assert_eq!(house.seen(&good).await, Err(NotSignedIn::Invalid));
    house.pass(Duration::from_millis(1));
    assert_eq!(house.seen(&good).await, Ok(person));
}

#[tokio::test]
async fn a_process_that_has_just_started_knows_the_keys() {
    let house = House::new().await;
    let started = house.sign_in(&wallet(1)).await;
    let next_door = house.next_door();
    let asked = (0..8).map(|_| viewer(&next_door, &started.access_token));
    for seen in futures::future::try_join_all(asked).await.expect("no fault") {
        assert_eq!(seen, Ok(started.person.clone()));
    }
}

#[tokio::test]
async fn processes_that_start_at_once_make_one_key() {
    let house = House::new().await;
    let person = find_or_create(&house.domain, address(&wallet(1)), None)
        .await
        .expect("a person");
    let processes: Vec<Domain> = (0..6).map(|_| house.next_door()).collect();
    let started = processes.iter().map(|process| start(process, person.clone(), ""));
    let started = futures::future::try_join_all(started).await.expect("sessions");
    assert_eq!(keys(&house).await.len(), 1);
    for process in &processes {
        for one in &started {
            assert_eq!(
                viewer(process, &one.access_token).await.expect("no fault"),
                Ok(one.person.clone())
            );
        }
    }
}

#[tokio::test]
async fn a_key_is_replaced_after_thirty_days_and_verifies_an_hour_more() {
    let house = House::new().await;
    house.sign_in(&wallet(1)).await;
    let old = keys(&house).await.remove(0);
    house.pass(30 * DAY - MINUTE);
    let before = house.sign_in(&wallet(1)).await;
    assert_eq!(keys(&house).await, std::slice::from_ref(&old));

    house.pass(MINUTE);
    let after = house.sign_in(&wallet(1)).await;
    let kid = |token: &str| jsonwebtoken::decode_header(token).expect("a header").kid;
    assert_eq!(kid(&before.access_token).as_deref(), Some("1"));
    assert_eq!(kid(&after.access_token).as_deref(), Some("2"));
    assert_ne!(keys(&house).await[0].secret, keys(&house).await[1].secret);
    assert_eq!(house.seen(&before.access_token).await, Ok(before.person.clone()));
    assert_eq!(house.seen(&after.access_token).await, Ok(after.person.clone()));

    // Even a token that claims to live longer dies with its key.
    let mut claims = claims(&house, &before.person);
    claims["exp"] = json!(house.domain.now().after(DAY).seconds());
    let forged = signed(&old, Algorithm::HS256, &claims);
    house.pass(HOUR - Duration::from_millis(1));
    assert_eq!(house.seen(&forged).await, Ok(before.person.clone()));
    house.pass(Duration::from_millis(1));
    assert_eq!(house.seen(&forged).await, Err(NotSignedIn::Invalid));
    house.sign_in(&wallet(1)).await;
    let left: Vec<String> = keys(&house).await.into_iter().map(|key| key.id).collect();
    assert_eq!(left, ["2"]);
}

#[tokio::test]
async fn processes_replace_a_key_once_and_learn_of_each_others() {
    let house = House::new().await;
    let next_door = house.next_door();
    let person = house.sign_in(&wallet(1)).await.person;
    start(&next_door, person.clone(), "").await.expect("a session");
    house.pass(30 * DAY);
    let (here, there) = futures::join!(
        start(&house.domain, person.clone(), ""),
        start(&next_door, person.clone(), ""),
    );
    let (here, there) = (here.expect("a session"), there.expect("a session"));
    assert_eq!(keys(&house).await.len(), 2);
    for token in [&here.access_token, &there.access_token] {
        for process in [&house.domain, &next_door] {
            assert!(viewer(process, token).await.expect("no fault").is_ok());
        }
    }
}

#[tokio::test]
async fn a_key_that_makes_no_sense_is_a_fault() {
    let house = House::new().await;
    let row = signing_key::Model {
        id: "one".to_owned(),
        secret: "?".to_owned(),
        created_at: 0,
    };
    store::insert_signing_key(&house.domain.db, row)
        .await
        .expect("a key");
    let person = find_or_create(&house.domain, address(&wallet(1)), None)
        .await
        .expect("a person");
    let result = start(&house.domain, person, "").await;
    assert_eq!(result.err().map(|error| error.code()), Some(Code::Internal));
}
