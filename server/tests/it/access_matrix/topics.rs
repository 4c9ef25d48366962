//! Every kind of topic of the live connection, for everybody: who hears it, with which code the others are refused, and that what
//! happens then comes to the first and to nobody else.

use super::people::{People, WHO, Way, rows};
use crate::{
    live::Client,
    media::{jpeg, ready_as},
    messages::between,
};
use serde_json::{Value, json};
use shared::live::Topic;
use std::collections::BTreeSet;
use testkit::both;

/// `+` is heard, `-` refused like what is not there, `s` refused until one signs in.
const TABLE: &str = "
                       visitor stranger follower lapsed subscriber buyer other blocked moderator author
me                        s       +        +       +        +        +     +      +        +       +
feed                      +       +        +       +        +        +     +      +        +       +
creator                   +       +        +       +        +        +     +      +        +       +
creator-who-is-none       -       -        -       -        -        -     -      -        -       -
Public                    +       +        +       +        +        +     +      +        +       +
Followers                 -       -        +       +        -        +     -      -        +       +
Tier                      -       -        -       -        +        -     -      -        +       +
Price                     -       -        -       -        -        +     -      -        +       +
Either                    -       -        -       -        +        +     -      -        +       +
sent-to-buyer-and-paid    -       -        -       -        -        +     -      -        -       +
sent-to-other-unpaid      -       -        -       -        -        -     -      -        -       +
sent-to-other-free        -       -        -       -        -        -     +      -        -       +
deleted                   -       -        -       -        -        -     -      -        -       -
no-post                   -       -        -       -        -        -     -      -        -       -
with-other                s       -        -       -        -        -     +      -        -       +
with-buyer                s       -        -       -        -        +     -      -        -       +
no-conversation           s       -        -       -        -        -     -      -        -       -
person-of-author          -       -        -       -        -        -     -      -        -       -
order                     -       -        -       -        -        -     -      -        -       -
";

/// What happens then, to whom of those who hear it: `+` comes to them.
const EVENTS: &str = "
                       visitor stranger follower lapsed subscriber buyer other blocked moderator author
me messages               .       .        .       .        .        .     +      .        .       +
feed published            +       +        +       +        +        +     +      +        +       +
creator published         +       +        +       +        +        +     +      +        +       +
Public comments           +       +        +       +        +        +     +      +        +       +
Followers comments        .       .        +       +        .        +     .      .        +       +
Tier comments             .       .        .       .        +        .     .      .        +       +
Price comments            .       .        .       .        .        +     .      .        +       +
Either comments           .       .        .       .        +        +     .      .        +       +
with-other typing         .       .        .       .        .        .     +      .        .       .
";

/// Of nobody and nothing.
const NOTHING: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

/// The kinds of topics there are: a new one has rows before this compiles.
fn kind(topic: Topic) -> &'static str {
    match topic {
        Topic::Me => "me",
        Topic::Feed => "feed",
        Topic::Creator(_) => "creator",
        Topic::Post(_) => "post",
        Topic::Conversation(_) => "conversation",
    }
}

/// What came until now, each once, by topic and kind; `end` is a topic that everybody hears and nobody has asked for yet.
async fn so_far(client: &mut Client, end: &str) -> BTreeSet<(String, String)> {
    client.say(json!({"subscribe": {"topic": end}})).await;
    let mut came = BTreeSet::new();
    loop {
        let frame = client.next().await;
        assert!(!frame.to_string().contains("zqx-"), "{frame}");
        let text = |field: &str| frame[field].as_str().expect("a text").to_owned();
        if frame["type"] == "subscribed" {
            assert_eq!(frame["topic"], json!(end));
            return came;
        }
        came.insert((text("topic"), text("kind")));
    }
}

both! {
    async fn everybody_hears_what_the_table_says(app: TestApp) {
        let people = People::gather(&app).await;
        let author = &people.author;
        let mut topics: Vec<(String, String)> = vec![("me".into(), "me".into()), ("feed".into(), "feed".into())];
        let mut things = Vec::new();
        for way in Way::ALL {
            let thing = people.publish(&app, way, "Noon").await;
            match way {
                Way::Message => {
                    topics.push(("sent-to-other-unpaid".into(), format!("post:{}", thing.posts[0])));
                    topics.push(("sent-to-buyer-and-paid".into(), format!("post:{}", thing.posts[1])));
                    topics.push(("with-other".into(), format!("conversation:{}", thing.conversations[0])));
                    topics.push(("with-buyer".into(), format!("conversation:{}", thing.conversations[1])));
                }
                _ => topics.push((format!("{way:?}"), format!("post:{}", thing.posts[0]))),
            }
            things.push(thing);
        }
        let with_other = between(author, &people.other).await;
        let messages = format!("/api/conversations/{with_other}/messages");
        let picture = ready_as(&app, author, "free.jpg", &jpeg(96, 64, 1)).await;
        let free = author.post(&messages, json!({"media": [picture]})).await;
        assert_eq!(free.status, 201, "{}", free.json);
        let gone = author.publish(json!({"title": "Gone", "body": "Words", "access": "public"})).await;
        assert_eq!(author.delete(&format!("/api/posts/{gone}")).await.status, 204);
        let end = author.publish(json!({"title": "End", "body": "Words", "access": "public"})).await;
        let id = |view: &Value| view["id"].as_str().expect("an id").to_owned();
        let me = id(&author.get("/api/me").await.json);
        let order = id(&people.buyer.get("/api/orders").await.json["items"][0]);
        let more = [
            ("creator", format!("creator:{me}")),
            ("creator-who-is-none", format!("creator:{}", id(&people.stranger.get("/api/me").await.json))),
            ("sent-to-other-free", format!("post:{}", id(&free.json["enclosed"]))),
            ("deleted", format!("post:{gone}")),
            ("no-post", format!("post:{NOTHING}")),
            ("no-conversation", format!("conversation:{NOTHING}")),
            ("person-of-author", format!("person:{me}")),
            ("order", format!("order:{order}")),
        ];
        topics.extend(more.map(|(name, topic)| (name.to_owned(), topic)));
        let topic = |name: &str| {
            let found = topics.iter().find(|(known, _)| known == name);
            found.map(|(_, topic)| topic.clone()).expect("a topic of this name")
        };
        let kinds: BTreeSet<_> = topics.iter().filter_map(|(_, topic)| topic.parse().ok().map(kind)).collect();
        assert_eq!(kinds.len(), 5, "every kind of topic has rows: {kinds:?}");

        let mut clients = vec![Client::visitor(&app).await];
        for caller in &people.all()[1..] {
            clients.push(Client::of(&app, caller).await);
        }
        let (table, mut wrong) = (rows(TABLE), Vec::new());
        assert_eq!(table.len(), topics.len(), "every topic has a row");
        for (names, cells) in table {
            let topic = topic(names[0]);
            for ((client, who), expected) in clients.iter_mut().zip(WHO).zip(cells) {
                client.say(json!({"subscribe": {"topic": topic}})).await;
                let answer = client.next().await;
                assert_eq!(answer["topic"], json!(topic), "{answer}");
                let got = match (answer["type"].as_str(), answer["code"].as_str()) {
                    (Some("subscribed"), _) => "+",
                    (Some("refused"), Some("not_found")) => "-",
                    (Some("refused"), Some("sign_in_required")) => "s",
                    _ => panic!("{answer}"),
                };
                if got != expected {
                    wrong.push(format!("{} as {who}: {got}, not {expected}", names[0]));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));

        // Something happens in each.
        for thing in things.iter().filter(|thing| thing.way != Way::Message) {
            let path = format!("/api/posts/{}/comments", thing.posts[0]);
            let said = author.post(&path, json!({"body": thing.words})).await;
            assert_eq!(said.status, 201, "{}", said.json);
        }
        author.publish(json!({"title": things[0].title, "body": things[0].words, "access": "public"})).await;
        let sent = people.other.post(&messages, json!({"body": things[0].words})).await;
        assert_eq!(sent.status, 201, "{}", sent.json);
        let typing = json!({"typing": {"topic": topic("with-other")}});
        clients.last_mut().expect("the author's").say(typing).await;
        let mut came = Vec::new();
        // The author first, whose typing is passed on by then.
        for client in clients.iter_mut().rev() {
            came.push(so_far(client, &format!("post:{end}")).await);
        }
        came.reverse();
        let mut expected = vec![BTreeSet::new(); WHO.len()];
        for (names, cells) in rows(EVENTS) {
            for (expected, cell) in expected.iter_mut().zip(cells) {
                if cell == "+" {
                    expected.insert((topic(names[0]), names[1].to_owned()));
                }
            }
        }
        for ((who, came), expected) in WHO.iter().zip(came).zip(expected) {
            assert_eq!(came, expected, "{who}");
        }
    }
}
