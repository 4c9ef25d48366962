//! What leaves the page, for everybody and each way in which something is opened: devices, letters, the letter of a day, feeds, and beside
//! them the row among notifications. Words come by feeds alone, to whoever may read them; names and addresses of files nowhere.

use super::people::{People, Thing, WHO, Way, rows};
use crate::reaching::{
    confirmed,
    devices::{Browser, subscribe},
    feeds, reach, round, with_letters,
};
use domain::posts::announcing;
use reqwest::Method;
use serde_json::json;
use std::{collections::HashMap, time::Duration};
use testkit::{Caller, PostOffice, TestApp};

/// `.` nothing of it comes, `!` that something came, `t` its title, `w` its words.
const TABLE: &str = "
                     visitor stranger follower lapsed subscriber buyer other blocked moderator author
row Public              .       .        .       .        t        .     .      .        .       .
row Followers           .       .        .       .        t        .     .      .        .       .
row Tier                .       .        .       .        t        .     .      .        .       .
row Price               .       .        .       .        t        .     .      .        .       t
row Either              .       .        .       .        t        .     .      .        .       t
row Message             .       .        .       .        .        .     .      .        .       t
away Public             .       .        .       .        t        .     .      .        .       .
away Followers          .       .        .       .        t        .     .      .        .       .
away Tier               .       .        .       .        t        .     .      .        .       .
away Price              .       .        .       .        t        .     .      .        .       t
away Either             .       .        .       .        t        .     .      .        .       t
away Message            .       .        .       .        .        !     !      .        .       t
everybodys Public       w       w        w       w        w        w     w      w        w       w
everybodys Followers    t       t        t       t        t        t     t      t        t       t
everybodys Tier         t       t        t       t        t        t     t      t        t       t
everybodys Price        t       t        t       t        t        t     t      t        t       t
everybodys Either       t       t        t       t        t        t     t      t        t       t
everybodys Message      .       .        .       .        .        .     .      .        .       .
own Public              .       .        w       w        w        w     .      .        w       .
own Followers           .       .        w       w        t        w     .      .        w       .
own Tier                .       .        t       t        w        t     .      .        w       .
own Price               .       .        t       t        t        w     .      .        w       .
own Either              .       .        t       t        w        w     .      .        w       .
own Message             .       .        .       .        .        .     .      .        .       .
";

const MINUTE: Duration = Duration::from_secs(60);
const MORNING: &str = "Morning";
const NOON: &str = "Noon";
const DUSK: &str = "Dusk";

/// The channels of a group, each with the part of the day that it is looked at for.
fn channels(group: &str) -> &'static [(&'static str, &'static str)] {
    match group {
        "row" => &[("notifications", MORNING), ("page of notifications", MORNING)],
        "away" => &[
            ("push", MORNING),
            ("plain letter", NOON),
            ("HTML letter", NOON),
            ("plain letter of the day", DUSK),
            ("HTML letter of the day", DUSK),
        ],
        "everybodys" => &[("feed of the author", MORNING), ("feed of the site", MORNING)],
        "own" => &[("own feed", MORNING)],
        other => panic!("no channels are called {other}"),
    }
}

/// All that came to each on each channel.
#[derive(Default)]
struct Came(HashMap<(&'static str, usize), String>);

impl Came {
    fn add(&mut self, channel: &'static str, who: usize, text: &str) {
        self.0.entry((channel, who)).or_default().push_str(text);
    }

    fn letters(&mut self, office: &PostOffice, [plain, html]: [&'static str; 2]) {
        for letter in office.take() {
            let who = (0..WHO.len()).find(|who| address(*who) == letter.to);
            let (who, subject) = (who.expect("one of them"), letter.subject());
            self.add(plain, who, &format!("{subject}\n{}", letter.text));
            self.add(html, who, &format!("{subject}\n{}", letter.html));
        }
    }
}

fn address(who: usize) -> String {
    format!("{}@example.com", WHO[who])
}

/// What of a thing stands in a text, as a cell of the table says it.
fn found(text: &str, thing: &Thing) -> &'static str {
    let ids = thing.posts.iter().chain(&thing.conversations);
    if text.contains(&thing.words) {
        "w"
    } else if text.contains(&thing.title) {
        "t"
    } else if ids.into_iter().any(|id| text.contains(id)) {
        "!"
    } else {
        "."
    }
}

/// The workers do what is due at once, and after a time.
async fn passed(app: &TestApp, time: Duration) {
    announcing::round(app.domain()).await.expect("a round");
    app.advance(time);
    round(app).await;
}

/// From now on everybody who is signed in is written to so often.
async fn every(all: &[&Caller], pace: &str) {
    for caller in &all[1..] {
        reach(caller, json!({"mail": pace})).await;
    }
}

/// Those who got a message read it, or they would be told of no other.
async fn read(people: &People, message: &Thing) {
    for (reader, conversation) in [&people.other, &people.buyer]
        .into_iter()
        .zip(&message.conversations)
    {
        let path = format!("/api/conversations/{conversation}");
        let last = reader.get(&format!("{path}/messages")).await.json["items"][0]["id"].clone();
        let read = reader.put(&format!("{path}/read"), json!({"until": last})).await;
        assert_eq!(read.status, 200, "{}", read.json);
    }
}

with_letters! {
    async fn each_channel_tells_what_the_table_says(app, office) {
        let people = People::gather(&app).await;
        let all = people.all();
        let (mut came, mut browsers, mut feeds_of) = (Came::default(), Vec::new(), Vec::new());
        for (who, caller) in all.into_iter().enumerate().skip(1) {
            let browser = Browser::open(u8::try_from(who).expect("few")).await;
            let key = subscribe(caller, &browser).await;
            browsers.push((who, browser, key));
            confirmed(&app, &office, caller, &address(who)).await;
            feeds_of.push((who, feeds::address(caller, &app).await));
        }

        // One by one, for of several a device says how many they are.
        every(&all, "off").await;
        let mut things = Vec::new();
        for way in Way::ALL {
            things.push(people.publish(&app, way, MORNING).await);
            passed(&app, MINUTE).await;
            for (who, browser, key) in &browsers {
                for words in browser.take(key, app.domain().now().0) {
                    came.add("push", *who, &words.to_string());
                }
            }
        }
        let handle = people.author.handle().await;
        for (who, caller) in all.into_iter().enumerate() {
            for (channel, path) in [
                ("notifications", "/api/notifications"),
                ("page of notifications", "/notifications"),
                ("feed of the author", &format!("/{handle}/rss")),
                ("feed of the site", "/rss"),
            ] {
                let answer = caller.get(path).await;
                assert!(answer.status == 200 || who == 0, "{path} as {}: {}", WHO[who], answer.status);
                came.add(channel, who, &answer.text());
            }
        }
        for (who, path) in feeds_of {
            let feed = people.visitor.get(&path).await;
            assert_eq!(feed.status, 200);
            came.add("own feed", who, &feed.text());
        }

        // Letters by themselves, without devices.
        for (who, browser, _) in &browsers {
            let endpoint = json!({"endpoint": browser.endpoint});
            let ended = all[*who].send(Method::DELETE, "/api/me/devices", &[], Some(endpoint)).await;
            assert_eq!(ended.status, 204, "{}", ended.json);
        }
        for (pace, part, wait, kinds) in [
            ("soon", NOON, MINUTE * 6, ["plain letter", "HTML letter"]),
            ("daily", DUSK, MINUTE * 60 * 24, ["plain letter of the day", "HTML letter of the day"]),
        ] {
            read(&people, things.last().expect("a message")).await;
            every(&all, pace).await;
            for way in Way::ALL {
                things.push(people.publish(&app, way, part).await);
            }
            passed(&app, wait).await;
            came.letters(&office, kinds);
        }

        let (table, mut wrong) = (rows(TABLE), Vec::new());
        assert_eq!(table.len(), 4 * Way::ALL.len(), "each group has a row for each way");
        for (names, cells) in table {
            for (channel, part) in channels(names[0]) {
                let named = |thing: &&Thing| (format!("{:?}", thing.way).as_str(), thing.part) == (names[1], *part);
                let thing = things.iter().find(named).expect("it was published");
                for (who, expected) in cells.into_iter().enumerate() {
                    let text = came.0.get(&(*channel, who)).map(String::as_str).unwrap_or_default();
                    let got = found(text, thing);
                    if got != expected {
                        wrong.push(format!("{} on {channel} to {}: {got}, not {expected}", names[1], WHO[who]));
                    }
                    for file in thing.files.iter().filter(|file| text.contains(*file)) {
                        wrong.push(format!("{file} stands on {channel} to {}", WHO[who]));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
