//! Whoever reads too slowly loses events and is told so; whoever reads does not, and nothing grows.

use super::{Client, Last, WAIT};
use domain::{live::Told, ports::Listener};
use serde_json::json;
use shared::live::{Channel, Event};
use testkit::both;

/// Events that were never written, of three kilobytes each, as nobody makes them.
fn large(first: u64, many: u64) -> Vec<Told> {
    let told = |seq| Told {
        channel: Channel::Feed,
        seq,
        event: Event::Followers { followers: seq },
        body: format!(
            r#"{{"kind":"followers","followers":{seq},"filling":"{}"}}"#,
            "x".repeat(3_000)
        ),
    };
    (first..first + many).map(told).collect()
}

both! {
    async fn a_slow_reader_is_told_to_ask_again_and_others_get_everything(app: TestApp) {
        let mut slow = Client::ask(&app, "/ws", &[], Some(4_096)).await.expect("a connection");
        let mut quick = Client::visitor(&app).await;
        let begun = slow.hear("feed").await;
        assert_eq!(quick.hear("feed").await, begun);
        let mut seq = begun;
        // More than all buffers between them hold.
        for _ in 0..150 {
            app.state.realtime.told(&large(seq + 1, 50));
            for _ in 0..50 {
                seq += 1;
                assert_eq!(quick.next().await["seq"], seq);
            }
        }
        let (mut last, mut refetched) = (begun, false);
        while last < seq {
            let frame = match slow.last().await {
                Last::Frame(frame) => frame,
                other => panic!("it ended: {other:?}"),
            };
            if frame["type"] == "refetch" {
                refetched = true;
                continue;
            }
            let next = frame["seq"].as_u64().expect("an event");
            assert!(next == last + 1 || refetched && next > last, "{next} after {last}");
            if next > last + 1 {
                refetched = false;
            }
            last = next;
        }
        // It is as good as new.
        app.state.realtime.told(&large(seq + 1, 1));
        assert_eq!((slow.next().await["seq"].clone(), quick.next().await["seq"].clone()), (json!(seq + 1), json!(seq + 1)));
    }

    async fn whoever_never_reads_is_let_go(app: TestApp) {
        let short = std::time::Duration::from_millis(200);
        let times = server::realtime::Times { write: short, ..Default::default() };
        app.state.realtime.keep_times(times);
        let mut deaf = Client::ask(&app, "/ws", &[], Some(4_096)).await.expect("a connection");
        let mut seq = deaf.hear("feed").await;
        let gone = async {
            while app.state.realtime.held().0 > 0 {
                app.state.realtime.told(&large(seq + 1, 50));
                seq += 50;
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(WAIT, gone).await.expect("it is let go");
    }
}
