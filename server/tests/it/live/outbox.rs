//! What a transaction tells is numbered without holes, however much it is; and whoever waits to write is in nobody's way.

use domain::live;
use shared::{
    ids::{PostId, UserId},
    live::{Channel, Event},
};
use testkit::{Db, TestApp, both};

both! {
    async fn much_of_several_topics_is_told_at_once(app: TestApp) {
        let domain = app.domain();
        let [creator, other] = [(); 2].map(|()| Channel::Creator(UserId(domain.new_id())));
        let post = Channel::Post(PostId(domain.new_id()));
        let followers = |followers| Event::Followers { followers };
        let tx = domain.begin().await.expect("a transaction");
        // Not in the order of their topics.
        for number in 1..=1_150 {
            tx.tell(creator, followers(number));
            if number % 2 == 0 {
                tx.tell(post, Event::Rights);
                tx.tell(other, followers(number));
            }
        }
        tx.commit().await.expect("a commit");
        let tx = domain.begin().await.expect("a transaction");
        tx.tell(other, followers(0));
        tx.tell(creator, followers(0));
        tx.commit().await.expect("a commit");

        let asked = [(creator, Some(0)), (other, Some(0)), (post, Some(0))];
        let standings = live::read(domain, &asked, 10_000).await.expect("they are read");
        let told = |channel| {
            let events = standings[&channel].events.iter();
            events.map(|told| (told.seq, told.event)).collect::<Vec<_>>()
        };
        assert_eq!(standings[&creator].seq, 1_151);
        // The oldest went when a hundred was passed, which was at 1,150.
        let mut kept: Vec<_> = (151..=1_150).map(|number| (number, followers(number))).collect();
        kept.push((1_151, followers(0)));
        assert_eq!(told(creator), kept);
        let mut all: Vec<_> = (1..=575).map(|number| (number, followers(2 * number))).collect();
        all.push((576, followers(0)));
        assert_eq!(told(other), all);
        assert_eq!(told(post), [(1, Event::Rights)], "the same is told once");
    }
}

/// Where they held connections, four of them would leave nothing to read with.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_wait_to_write_leave_connections_to_readers() {
    let app = TestApp::start(Db::Sqlite).await;
    let domain = app.domain();
    let held = domain.begin().await.expect("a transaction");
    let channel = Channel::Creator(UserId(domain.new_id()));
    let writers: Vec<_> = (0..20)
        .map(|followers| {
            let domain = domain.clone();
            tokio::spawn(async move {
                let tx = domain.begin().await.expect("a transaction");
                tx.tell(channel, Event::Followers { followers });
                tx.commit().await.expect("a commit");
            })
        })
        .collect();
    for _ in 0..100 {
        let read = live::read(domain, &[(channel, Some(0))], 100).await;
        assert_eq!(read.expect("an answer")[&channel].seq, 0);
    }
    drop(held);
    for writer in writers {
        writer.await.expect("it wrote");
    }
    let read = live::read(domain, &[(channel, Some(0))], 100)
        .await
        .expect("an answer");
    let mut told: Vec<_> = read[&channel].events.iter().map(|told| told.event).collect();
    told.sort_unstable();
    let all = (0..20).map(|followers| Event::Followers { followers });
    assert_eq!(told, all.collect::<Vec<_>>());
}
