//! Who stands in the tables, and what their author publishes for them. Nothing here says who gets what.

use crate::{
    media::{jpeg, publish, ready_as},
    messages::between,
    reaching::{again, put},
};
use serde_json::{Value, json};
use shared::identity::Role;
use std::time::Duration;
use testkit::{Caller, TestApp};

/// For each of [`WHO`], in their order.
pub type Each<T> = [T; 10];

/// The columns of a table.
pub const WHO: Each<&str> = [
    "visitor",
    "stranger",
    "follower",
    "lapsed",
    "subscriber",
    "buyer",
    "other",
    "blocked",
    "moderator",
    "author",
];

/// The rows of a table: what each is named by, and its cells. The first line names the columns.
pub fn rows(table: &'static str) -> Vec<(Vec<&'static str>, Each<&'static str>)> {
    let mut lines = table.trim().lines();
    let head = lines.next().expect("the names of the columns");
    assert!(head.split_whitespace().eq(WHO), "{head}");
    let row = |line: &'static str| {
        let mut names: Vec<_> = line.split_whitespace().collect();
        let cells = names.split_off(names.len() - WHO.len());
        let cells: Each<&str> = cells.try_into().expect("a cell for each");
        (names, cells)
    };
    lines.map(row).collect()
}

/// One for each way to stand to an author.
pub struct People {
    pub visitor: Caller,
    pub stranger: Caller,
    pub follower: Caller,
    /// Follows, and had a subscription that ended.
    pub lapsed: Caller,
    /// Has the premium tier and does not follow.
    pub subscriber: Caller,
    /// Follows, buys what is sold one by one, and has a conversation with the author.
    pub buyer: Caller,
    /// Has a conversation with the author, and buys nothing.
    pub other: Caller,
    /// Followed, and was blocked by the author.
    pub blocked: Caller,
    /// Follows.
    pub moderator: Caller,
    pub author: Caller,
}

impl People {
    pub async fn gather(app: &TestApp) -> Self {
        let (mut author, mut lapsed) = (app.creator("art").await, app.fan().await);
        let handle = author.handle().await;
        let premium = json!({"kind": "subscription", "creator": handle, "tier": "premium", "days": 30});
        app.pay(&lapsed, premium.clone()).await;
        // With the days of grace.
        app.advance(Duration::from_secs(40 * 24 * 60 * 60));
        again(&mut author).await;
        again(&mut lapsed).await;
        let people = Self {
            visitor: app.visitor(),
            stranger: app.fan().await,
            follower: app.fan().await,
            lapsed,
            subscriber: app.fan().await,
            buyer: app.fan().await,
            other: app.fan().await,
            blocked: app.fan().await,
            moderator: app.with_role(Role::Moderator).await,
            author,
        };
        app.pay(&people.subscriber, premium).await;
        let follow = format!("/api/creators/{handle}/follow");
        for fan in [
            &people.follower,
            &people.lapsed,
            &people.buyer,
            &people.blocked,
            &people.moderator,
        ] {
            put(fan, &follow).await;
        }
        let blocked = people.blocked.handle().await;
        put(&people.author, &format!("/api/users/{blocked}/block")).await;
        people
    }

    pub fn all(&self) -> Each<&Caller> {
        [
            &self.visitor,
            &self.stranger,
            &self.follower,
            &self.lapsed,
            &self.subscriber,
            &self.buyer,
            &self.other,
            &self.blocked,
            &self.moderator,
            &self.author,
        ]
    }

    /// Publishes, or sends, what is open in this way: a picture and words, all of it named after a part of the day. The buyer buys it
    /// if it is sold.
    pub async fn publish(&self, app: &TestApp, way: Way, part: &'static str) -> Thing {
        let name = format!("{part}-{way:?}");
        let mut thing = Thing {
            way,
            part,
            title: format!("Title of {name}"),
            words: format!("zqx-words-of-{name}"),
            files: vec![format!("zqx-file-of-{name}.jpg")],
            posts: Vec::new(),
            conversations: Vec::new(),
        };
        match way.access() {
            Some(mut draft) => {
                let picture = self.picture(app, &mut thing).await;
                draft["title"] = json!(thing.title);
                draft["body"] = json!(thing.words);
                draft["teaser"] = json!("A glimpse");
                thing.posts.push(publish(&self.author, draft, &[&picture]).await);
            }
            None => {
                for reader in [&self.other, &self.buyer] {
                    self.send(app, reader, &mut thing).await;
                }
            }
        }
        if let (Way::Price | Way::Either | Way::Message, Some(post)) = (way, thing.posts.last()) {
            app.pay(&self.buyer, json!({"kind": "post", "post": post})).await;
        }
        thing
    }

    async fn picture(&self, app: &TestApp, thing: &mut Thing) -> String {
        let id = ready_as(app, &self.author, &thing.files[0], &jpeg(96, 64, 1)).await;
        thing.files.push(id.clone());
        id
    }

    /// Sends it with a price; its title is the beginning of the words around it.
    async fn send(&self, app: &TestApp, to: &Caller, thing: &mut Thing) {
        let conversation = between(&self.author, to).await;
        let picture = self.picture(app, thing).await;
        let message = json!({
            "body": thing.title, "inside": thing.words, "media": [picture], "price": "100000000", "currency": "SOL",
        });
        let path = format!("/api/conversations/{conversation}/messages");
        let sent = self.author.post(&path, message).await;
        assert_eq!(sent.status, 201, "{}", sent.json);
        let post = sent.json["enclosed"]["id"].as_str().expect("what came with it");
        thing.posts.push(post.to_owned());
        thing.conversations.push(conversation);
    }
}

/// How something is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Public,
    Followers,
    Tier,
    Price,
    Either,
    Message,
}

impl Way {
    pub const ALL: [Self; 6] = [
        Self::Public,
        Self::Followers,
        Self::Tier,
        Self::Price,
        Self::Either,
        Self::Message,
    ];

    /// The fields of a post; none of a message.
    fn access(self) -> Option<Value> {
        Some(match self {
            Self::Public => json!({"access": "public"}),
            Self::Followers => json!({"access": "followers"}),
            Self::Tier => json!({"access": "tier", "tier": "premium"}),
            Self::Price => json!({"access": "price", "price": "50000000"}),
            Self::Either => json!({"access": "tier_or_price", "tier": "premium", "price": "50000000"}),
            Self::Message => return None,
        })
    }
}

/// What was published, with words that stand nowhere else.
pub struct Thing {
    pub way: Way,
    /// Of the day.
    pub part: &'static str,
    pub title: String,
    pub words: String,
    /// The name of its picture, and the id that stands in every address of it.
    pub files: Vec<String>,
    /// Of a message: what came to the other one, and what came to the buyer.
    pub posts: Vec<String>,
    pub conversations: Vec<String>,
}
