//! The access matrix: every REST door, every server function and every plain route, for everybody there is. A
//! door without a row fails the test, and so does a row without a door.

use crate::locked::with_picture;
use reqwest::Method;
use serde_json::{Value, json};
use shared::identity::Role;
use std::collections::BTreeSet;
use testkit::{Caller, TestApp, both};

/// Statuses for: visitor, stranger, follower, subscriber, creator, admin.
type Statuses = [u16; 6];

struct Row {
    method: &'static str,
    /// As in the OpenAPI document.
    path: &'static str,
    query: &'static str,
    body: Option<Value>,
    headers: &'static [(&'static str, &'static str)],
    /// Sent as a form.
    form: Option<&'static str>,
    statuses: Statuses,
}

fn row(method: &'static str, path: &'static str, statuses: Statuses) -> Row {
    Row {
        method,
        path,
        query: "",
        body: None,
        headers: &[],
        form: None,
        statuses,
    }
}

impl Row {
    fn query(self, query: &'static str) -> Self {
        Self { query, ..self }
    }

    fn form(self, fields: &'static str) -> Self {
        Self {
            form: Some(fields),
            ..self
        }
    }

    fn tus(self) -> Self {
        Self {
            headers: &[("tus-resumable", "1.0.0")],
            ..self
        }
    }

    fn body(self, body: Value) -> Self {
        Self {
            body: Some(body),
            ..self
        }
    }
}

/// What the rows act on: a premium post, and the subscriber's order for its creator.
struct Scene {
    handle: String,
    post: String,
    order: String,
    /// The post's picture.
    media: String,
    /// The subscriber's comment on the post.
    comment: String,
    /// Between the subscriber and the creator.
    conversation: String,
    /// The subscriber's, in it.
    message: String,
    /// The creator's, to their followers.
    broadcast: String,
}

/// In an order that lets every row mean what it says: what changes a caller comes late.
fn rows(scene: &Scene) -> Vec<Row> {
    let all = |status| [status; 6];
    let members = |status| [401, status, status, status, status, status];
    let buyer = |status| [401, 404, 404, status, 404, 404];
    // A moderator is nobody's second.
    let two = |status| [401, 404, 404, status, status, 404];
    let subscription = json!({"kind": "subscription", "creator": scene.handle, "tier": "vip", "days": 30});
    vec![
        row("GET", "/media/{media}/{name}", [404, 404, 404, 200, 200, 200]),
        row("GET", "/v/{version}/{*path}", all(200)),
        row("GET", "/pkg/{*path}", all(200)),
        row("GET", "/assets/{*path}", all(200)),
        row("GET", "/favicon.ico", all(200)),
        row("GET", "/metrics", all(200)),
        // They ask for a page where there is a connection.
        row("GET", "/ws", all(400)),
        row("POST", "/api/me/ticket", members(200)),
        row("GET", "/{handle}/rss", all(200)),
        row("GET", "/rss", all(200)),
        // It is nobody's key.
        row("GET", "/rss/{key}", all(404)),
        // It is no link out of a letter.
        row("POST", "/mail/{token}", all(410)).form("List-Unsubscribe=One-Click"),
        row("GET", "/api/mail/{token}", all(410)),
        row("POST", "/api/mail/{token}", all(410)),
        row("GET", "/api/fn/letters/link", all(410)).query("?token=none"),
        row("GET", "/robots.txt", all(200)),
        row("GET", "/card.jpg", all(200)),
        row("GET", "/{handle}/card.jpg", all(200)),
        row("GET", "/post/{id}/card.jpg", all(200)),
        row("GET", "/sw.js", all(200)),
        row("GET", "/offline", all(200)),
        row("GET", "/api/posts/newer", all(200)).query("?than=2026-01-01T00:00:00Z"),
        row("GET", "/sitemap.xml", all(200)),
        row("GET", "/sitemap/{piece}", all(200)),
        row("GET", "/api/openapi.json", all(200)),
        row("POST", "/preferences", all(303)).form("theme=dark&back=%2Ffeed"),
        row("POST", "/age", all(303)).form("back=%2Ffeed"),
        row("GET", "/api/health/live", all(200)),
        row("GET", "/api/health/ready", all(200)),
        row("POST", "/rpc", all(200)).body(json!({"jsonrpc": "2.0", "id": 1, "method": "getHealth"})),
        row("GET", "/api/pricing", all(200)),
        row("GET", "/api/creators", all(200)),
        row("GET", "/api/creators/{handle}", all(200)),
        row("GET", "/api/posts", all(200)),
        row("GET", "/api/posts/{id}", all(200)),
        row("GET", "/api/fn/posts/list", all(200)).query("?query[limit]=5"),
        row("GET", "/api/fn/posts/get", all(200)).query("?id={id}"),
        row("GET", "/api/fn/creators/list", all(200)).query("?query[limit]=5"),
        row("GET", "/api/fn/creators/get", all(200)).query("?handle={handle}"),
        row("GET", "/api/creators/{handle}/followers", all(200)),
        row("GET", "/api/creators/{handle}/following", all(200)),
        row("GET", "/api/fn/creators/followers", all(200)).query("?handle={handle}"),
        row("GET", "/api/fn/creators/following", all(200)).query("?handle={handle}"),
        row("GET", "/api/fn/creators/for-me", all(200)),
        row("GET", "/api/fn/creators/yours", all(200)),
        row("GET", "/api/fn/posts/pinned", all(200)).query("?handle={handle}"),
        row("GET", "/api/fn/posts/related", all(200)).query("?id={id}"),
        row("GET", "/oembed", all(200)).query("?url=/post/{id}"),
        row("GET", "/manifest.webmanifest", all(200)),
        row("POST", "/pin", [401, 403, 403, 403, 303, 403]).form("post={id}&on=true"),
        row("GET", "/api/fn/home/figures", all(200)),
        row("GET", "/api/search", all(200)).query("?q=locked"),
        row("GET", "/api/search/suggest", all(200)).query("?q=lo"),
        row("GET", "/api/fn/search/find", all(200)).query("?query[q]=locked"),
        row("GET", "/api/fn/search/tags", all(200)),
        row("GET", "/api/handles/{handle}", all(200)),
        row("GET", "/api/me/settings", members(200)),
        row("PATCH", "/api/me/settings", members(200)).body(json!({"sensitive": "show"})),
        row("GET", "/api/me/sessions", members(200)),
        row("DELETE", "/api/me/sessions", members(204)),
        // The session of nobody who asks.
        row("DELETE", "/api/me/sessions/{id}", members(404)),
        row("GET", "/api/fn/settings/overview", members(200)),
        row("GET", "/api/me/export", members(404)),
        row("GET", "/api/me/export/file", members(404)),
        row("POST", "/api/me/export", members(202)),
        row("POST", "/api/me/erasure", members(422)).body(json!({"handle": "somebody_else"})),
        row("DELETE", "/api/me/erasure", members(204)),
        row("POST", "/settings/{section}", members(303)).form("sensitive=ask"),
        row("GET", "/api/fn/reports/about", members(200)).query("?kind=post&target={id}"),
        row("POST", "/api/reports", members(204)).body(json!({"kind": "post", "target": "{id}", "reason": "spam"})),
        row("POST", "/report", members(303)).form("kind=post&target={id}&reason=spam"),
        row("GET", "/api/me", members(200)),
        row("PATCH", "/api/me", members(200)).body(json!({"bio": "Hello"})),
        row("GET", "/api/me/bookmarks", members(200)),
        row("GET", "/api/fn/bookmarks/list", members(200)),
        row("GET", "/api/fn/collections/list", members(200)),
        row("GET", "/api/me/collections", members(200)),
        // The same name each, and none is another's.
        row("POST", "/api/me/collections", members(201)).body(json!({"name": "Kept"})),
        // The collection of nobody who asks.
        row("PATCH", "/api/me/collections/{id}", members(404)).body(json!({"name": "Named"})),
        row("DELETE", "/api/me/collections/{id}", members(404)),
        row("PUT", "/api/me/collections/{id}/posts/{post}", members(404)),
        row("DELETE", "/api/me/collections/{id}/posts/{post}", members(404)),
        row("POST", "/collections", members(303)).form("act=make&name=Formed"),
        // What they send is no picture.
        row("PUT", "/api/me/avatar", members(422)).body(json!({})),
        row("DELETE", "/api/me/avatar", members(200)),
        row("PUT", "/api/me/cover", [401, 403, 403, 403, 422, 403]).body(json!({})),
        row("DELETE", "/api/me/cover", [401, 403, 403, 403, 204, 403]),
        row("POST", "/settings/cover", [401, 403, 403, 403, 400, 403]).form("remove=true"),
        row("POST", "/settings/picture", [401, 400, 400, 400, 400, 400]).form("remove=true"),
        row("OPTIONS", "/api/upload", all(204)),
        // They do not say how long it is to be.
        row("POST", "/api/upload", members(400)).tus(),
        // The upload of nobody who asks.
        row("HEAD", "/api/upload/{id}", members(404)).tus(),
        row("GET", "/api/upload/{id}", members(404)),
        row("DELETE", "/api/upload/{id}", members(404)).tus(),
        // What they send is no bytes, and no method.
        row("PATCH", "/api/upload/{id}", members(415)).tus().body(json!({})),
        row("POST", "/api/upload/{id}", [405; 6]).tus(),
        row("POST", "/api/media", members(415)).body(json!({})),
        row("GET", "/api/media/limits", members(200)),
        // The picture is the creator's, and a part of a post.
        row("GET", "/api/media/{media}", [401, 404, 404, 404, 200, 404]),
        row("PATCH", "/api/media/{media}", [401, 404, 404, 404, 410, 404]).body(json!({"keep_original": true})),
        row("DELETE", "/api/media/{media}", [401, 404, 404, 404, 409, 404]),
        row("GET", "/api/media/{media}/address/{name}", [401, 404, 404, 200, 200, 200]),
        // It is no film; a second taking away changes nothing.
        row("PUT", "/api/media/{media}/captions", [401, 404, 404, 404, 422, 404]).query("?lang=en"),
        row("DELETE", "/api/media/{media}/captions", [401, 404, 404, 404, 200, 404]),
        row("PUT", "/api/media/{media}/poster", [401, 404, 404, 404, 422, 404]),
        row("PUT", "/api/media/{media}/poster/moment", [401, 404, 404, 404, 422, 404]).body(json!({"milliseconds": 0})),
        row("GET", "/api/drafts", [401, 403, 403, 403, 200, 403]),
        row("POST", "/api/drafts", [401, 403, 403, 403, 201, 403]).body(json!({"title": "New"})),
        // The post is what a change of it would begin with, for its author.
        row("GET", "/api/drafts/{id}", [401, 403, 403, 403, 200, 403]),
        row("DELETE", "/api/drafts/{id}", [401, 403, 403, 403, 204, 403]),
        row("PUT", "/api/drafts/{id}/schedule", [401, 403, 403, 403, 404, 403]).body(json!({"at": "2026-12-24T18:00"})),
        row("DELETE", "/api/drafts/{id}/schedule", [401, 403, 403, 403, 404, 403]),
        // There is no draft, and so nothing changes.
        row("POST", "/api/drafts/{id}/publish", [401, 403, 403, 403, 200, 403]),
        row("PUT", "/api/drafts/{id}", [401, 403, 403, 403, 200, 403]).body(json!({"fields": {"title": "Changed"}})),
        row("GET", "/api/subscriptions", members(200)),
        // The subscriber alone has time at the creator's; keeping it is the last word.
        row("DELETE", "/api/subscriptions/{handle}", buyer(204)),
        row("PUT", "/api/subscriptions/{handle}", buyer(204)),
        row("POST", "/subscriptions/cancel", buyer(303)).form("creator={handle}&act=keep"),
        row("GET", "/api/broadcasts", members(200)),
        row("POST", "/api/broadcasts", [401, 403, 403, 403, 202, 403]).body(json!({"to": "followers", "body": "To all"})),
        row("DELETE", "/api/broadcasts/{broadcast}", [401, 404, 404, 404, 202, 404]),
        row("POST", "/messages/broadcasts", [401, 403, 403, 403, 303, 403]).form("to=followers&body=Formed"),
        row("POST", "/messages/broadcasts/{broadcast}", [401, 404, 404, 404, 303, 404]).form("act=unsend"),
        row("GET", "/api/conversations", members(200)),
        row("GET", "/api/conversations/unread", members(200)),
        row("GET", "/api/fn/messages/conversations", members(200)),
        row("GET", "/api/fn/messages/broadcasts", members(200)),
        row("GET", "/api/fn/messages/place", members(200)).query("?post={id}"),
        row("POST", "/api/conversations", [401, 200, 200, 200, 409, 200]).body(json!({"with": "{handle}"})),
        row("POST", "/messages", [401, 303, 303, 303, 409, 303]).form("with={handle}"),
        row("GET", "/api/conversations/{conversation}", two(200)),
        row("GET", "/api/fn/messages/opened", two(200)).query("?id={conversation}"),
        row("GET", "/api/conversations/{conversation}/messages", two(200)),
        row("POST", "/api/conversations/{conversation}/messages", two(201)).body(json!({"body": "Again"})),
        row("POST", "/messages/{conversation}", two(303)).form("body=Formed"),
        row("PUT", "/api/conversations/{conversation}/read", two(200)).body(json!({"until": "{message}"})),
        row("PUT", "/api/conversations/{conversation}/mute", two(204)),
        row("DELETE", "/api/conversations/{conversation}/mute", two(204)),
        row("PATCH", "/api/messages/{message}", [401, 404, 404, 200, 403, 404]).body(json!({"body": "Changed"})),
        row("POST", "/messages/{conversation}/{message}", two(303)).form("react=heart"),
        row("PUT", "/api/messages/{message}/reaction", two(200)).body(json!({"reaction": "fire"})),
        row("DELETE", "/api/messages/{message}/reaction", two(200)),
        row("DELETE", "/api/messages/{message}", [401, 404, 404, 204, 404, 404]),
        row("GET", "/api/notifications", members(200)),
        row("GET", "/api/notifications/unread", members(200)),
        row("GET", "/api/fn/notifications/list", members(200)),
        // One that is nobody's who asks is passed over.
        row("POST", "/api/notifications/read", members(200)).body(json!({"ids": ["01890a5d-ac96-774b-bcce-b302099a8057"]})),
        row("POST", "/notifications/read", members(303)).form("until=0"),
        row("GET", "/api/notifications/switches", members(200)),
        row("PATCH", "/api/notifications/switches", members(200)).body(json!([{"kind": "like", "in_app": true}])),
        row("POST", "/notifications/switches", members(303)).form("like=on"),
        row("GET", "/api/me/reach", members(200)),
        row("PATCH", "/api/me/reach", members(200)).body(json!({"mail": "soon"})),
        // This site sends no e-mail.
        row("PUT", "/api/me/email", members(409)).body(json!({"email": "anna@example.com"})),
        row("DELETE", "/api/me/email", members(200)),
        row("GET", "/api/me/devices", members(200)),
        row("POST", "/api/me/devices", members(200)).body(json!({
            "endpoint": "https://push.example/1",
            "keys": {
                "p256dh": "BLn9b-VR0ca83knDNZ32dCHGyjJp-1riX9ZTN40MqV8K_LpQmLqxC_DoHvqvFXO_nGdAB4W9dogZb_sM-uV4JbY",
                "auth": "_ordMnz7uTCmrpBTeUV4Bw",
            },
        })),
        row("DELETE", "/api/me/devices", members(204)).body(json!({"endpoint": "https://push.example/1"})),
        row("POST", "/api/me/feed", members(201)),
        row("DELETE", "/api/me/feed", members(204)),
        row("POST", "/settings/feed", members(303)).form("act=end"),
        row("GET", "/api/fn/subscriptions/list", members(200)),
        row("GET", "/api/orders", members(200)),
        row("GET", "/api/orders/csv", members(200)),
        row("GET", "/api/fn/orders/list", members(200)),
        row("GET", "/r/{handle}", all(303)),
        row("GET", "/.well-known/jwks.json", all(200)),
        row("POST", "/order", [401, 404, 404, 404, 404, 404]).form("order=%7B%22item%22%3A%7B%22kind%22%3A%22post%22%2C%22post%22%3A%2201890a5d-ac96-774b-bcce-b302099a8057%22%7D%2C%22currency%22%3A%22SOL%22%7D"),
        row("POST", "/order/tip", [401, 404, 404, 404, 404, 404]).form("creator=nobody_here&amount=0.05"),
        row("POST", "/order/goods", [401, 403, 403, 404, 404, 404]).form("post={id}&note=here"),
        row("GET", "/api/bids", members(200)),
        row("GET", "/api/fn/posts/bids", members(200)),
        row("GET", "/api/fn/posts/offered", [401, 403, 403, 403, 200, 403]).query("?id={id}"),
        // The post sells nothing; whoever may not open it does not learn that.
        row("POST", "/api/posts/{id}/bids", [401, 403, 403, 404, 409, 404]).body(json!({"amount": "50000000"})),
        row("POST", "/bid", [401, 403, 403, 404, 409, 404]).form("post={id}&amount=1"),
        row("PUT", "/api/posts/{id}/goods", [401, 403, 403, 403, 200, 403])
            .body(json!({"price": "50000000", "handover": "Here"})),
        row("DELETE", "/api/posts/{id}/goods", [401, 403, 403, 403, 200, 403]),
        row("POST", "/sell", [401, 403, 403, 403, 303, 403]).form("post={id}&goods_price=0.05&goods_handover=Here"),
        row("POST", "/sell/stop", [401, 403, 403, 403, 303, 403]).form("post={id}"),
        // The order is of no thing.
        row("PUT", "/api/sales/{order}/sent", [401, 403, 403, 403, 404, 403]).body(json!({})),
        row("POST", "/dashboard/sent", [401, 403, 403, 403, 404, 403]).form("order={order}"),
        row("GET", "/api/fn/orders/sheet", buyer(200)).query("?id={order}"),
        row("GET", "/api/pay/{reference}", all(404)),
        row("OPTIONS", "/api/pay/{reference}", all(200)),
        row("POST", "/api/pay/{reference}", all(404)).body(json!({"account": "11111111111111111111111111111111"})),
        row("GET", "/api/receipts/{order}", [401, 404, 404, 200, 200, 200]),
        row("GET", "/api/fn/receipts/get", [401, 404, 404, 200, 200, 200]).query("?id={order}"),
        row("GET", "/api/referrals", members(200)),
        row("GET", "/api/fn/referrals/own", members(200)),
        row("GET", "/api/sales", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/sales/csv", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/fn/sales/list", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/fn/sales/revenue", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/promotions", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/fn/promotions/own", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/flash-sales", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/fn/flash-sales/own", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/fn/tiers/own", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/sales/revenue", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/orders/{order}", buyer(200)),
        // The order is paid: its transaction cannot be had again, and telling its signature again changes nothing.
        row("POST", "/api/orders/{order}/transaction", buyer(409)).body(json!({})),
        row("POST", "/api/orders/{order}/signature", buyer(202)).body(json!({"signature": "{signature}"})),
        row("POST", "/api/orders", [401, 201, 201, 201, 409, 201])
            .body(json!({"item": subscription, "currency": "SOL"})),
        // The post is locked for the first three: what lies below it does not exist for them.
        row("GET", "/api/posts/{id}/comments", [403, 403, 403, 200, 200, 200]),
        row("POST", "/api/posts/{id}/comments", [401, 403, 403, 201, 201, 201]).body(json!({"body": "Well said"})),
        row("GET", "/api/fn/comments/list", [403, 403, 403, 200, 200, 200]).query("?post={id}&query[limit]=5"),
        row("GET", "/api/comments/{comment}", [404, 404, 404, 200, 200, 200]),
        row("GET", "/api/fn/comments/get", [404, 404, 404, 200, 200, 200]).query("?id={comment}"),
        row("POST", "/act", [401, 403, 403, 303, 303, 303]).form("press=like%3A{id}%3Aon&back=%2Ffeed"),
        row("POST", "/post/{id}/comments", [401, 403, 403, 303, 303, 303]).form("body=Hello"),
        row("POST", "/comment/{comment}", [401, 404, 404, 303, 403, 403]).form("act=edit&body=Changed&back=%2F"),
        row("PATCH", "/api/comments/{comment}", [401, 404, 404, 200, 403, 403]).body(json!({"body": "Changed"})),
        row("PUT", "/api/comments/{comment}/like", [401, 404, 404, 200, 200, 200]),
        row("DELETE", "/api/comments/{comment}/like", [401, 404, 404, 200, 200, 200]),
        row("DELETE", "/api/comments/{comment}", [401, 404, 404, 204, 404, 404]),
        // The post has no poll, which only those learn who may open it.
        row("PUT", "/api/posts/{id}/vote", [401, 403, 403, 404, 404, 404]).body(json!({"option": 0})),
        row("POST", "/vote", [401, 403, 403, 404, 404, 404]).form("post={id}&option=0"),
        row("PUT", "/api/posts/{id}/like", [401, 403, 403, 200, 200, 200]),
        row("DELETE", "/api/posts/{id}/like", members(200)),
        row("PUT", "/api/posts/{id}/bookmark", members(200)),
        row("DELETE", "/api/posts/{id}/bookmark", members(200)),
        row("PUT", "/api/creators/{handle}/follow", [401, 200, 200, 200, 409, 200]),
        row("DELETE", "/api/creators/{handle}/follow", [401, 200, 200, 200, 409, 200]),
        row("PUT", "/api/users/{handle}/mute", [401, 200, 200, 200, 409, 200]),
        row("DELETE", "/api/users/{handle}/mute", [401, 200, 200, 200, 409, 200]),
        row("PUT", "/api/users/{handle}/block", [401, 200, 200, 200, 409, 200]),
        row("DELETE", "/api/users/{handle}/block", [401, 200, 200, 200, 409, 200]),
        row("POST", "/api/posts", [401, 403, 403, 403, 201, 403])
            .body(json!({"title": "New", "body": "New", "access": "public"})),
        row("PATCH", "/api/posts/{id}", [401, 403, 403, 403, 200, 403]).body(json!({"title": "Changed"})),
        row("DELETE", "/api/posts/{id}", [401, 403, 403, 403, 204, 404]),
        row("POST", "/api/posts/{id}/restore", [401, 404, 404, 404, 200, 404]),
        row("POST", "/create", [401, 403, 403, 403, 303, 403]).form("title=New&body=New&access=public"),
        // The post is another's, or deleted by now.
        row("GET", "/api/fn/posts/draft", [401, 403, 403, 403, 200, 403]).query("?id={id}"),
        // What was kept above is no whole post.
        row("GET", "/api/fn/posts/preview", [401, 403, 403, 403, 422, 403]).query("?id={id}&seen=stranger"),
        row("GET", "/api/fn/posts/queue", [401, 403, 403, 403, 200, 403]),
        row("POST", "/create/{id}", [401, 403, 403, 403, 303, 403]).form("act=save&title=New&body=New&access=public"),
        row("POST", "/post/{id}/edit", [401, 403, 403, 403, 303, 403]).form("act=save&title=New&body=New&access=public"),
        // A form of this kind brings no files.
        row("POST", "/create/files", [401, 403, 403, 403, 415, 403]).form("title=New"),
        row("POST", "/create/{id}/files", [401, 403, 403, 403, 415, 403]).form("title=New"),
        row("POST", "/post/{id}/delete", [401, 403, 403, 403, 303, 404]),
        row("POST", "/post/{id}/restore", [401, 404, 404, 404, 303, 404]),
        row("PUT", "/api/me/creator/tiers", [401, 403, 403, 403, 200, 403]).body(json!({"tiers": [
            {"level": "basic", "price": "50000000", "active": true}, {"level": "premium", "price": "150000000", "active": true},
            {"level": "vip", "price": "350000000", "active": true},
        ]})),
        row("POST", "/api/me/creator/payout", [401, 403, 403, 403, 200, 403])
            .body(json!({"address": testkit::Wallet::numbered(1_000_000).address().to_string()})),
        // What they send is no text of ours, and nothing waits.
        row("PUT", "/api/me/creator/payout", [401, 403, 403, 403, 401, 403])
            .body(json!({"signed_message": "bm90aGluZw==", "signature": "AAAA"})),
        row("DELETE", "/api/me/creator/payout", [401, 403, 403, 403, 404, 403]),
        row("GET", "/api/cases", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/fn/sales/cases", [401, 403, 403, 403, 200, 403]),
        // The order is paid: nothing of it is a case.
        row("DELETE", "/api/cases/{order}/{signature}", [401, 403, 403, 403, 404, 403]),
        row("POST", "/dashboard/cases", [401, 403, 403, 403, 404, 403]).form("order={order}&signature={signature}"),
        row("GET", "/api/cases/{order}/{signature}/refund", [401, 403, 403, 403, 404, 403]),
        row("POST", "/api/cases/{order}/{signature}/refund", [401, 403, 403, 403, 404, 403]).body(json!({})),
        row("POST", "/api/cases/{order}/{signature}/refund/signature", [401, 403, 403, 403, 404, 403])
            .body(json!({"signature": "{signature}"})),
        row("POST", "/api/cases/{order}/{signature}/grant", [401, 403, 403, 403, 404, 404]).body(json!({})),
        row("GET", "/api/moderation/cases", [401, 403, 403, 403, 403, 200]),
        row("GET", "/api/fn/moderation/cases", [401, 403, 403, 403, 403, 200]),
        row("POST", "/moderation/cases", [401, 403, 403, 403, 404, 404]).form("order={order}&signature={signature}"),
        row("POST", "/api/promotions", [401, 403, 403, 403, 201, 403]).body(json!({"code": "SUMMER", "percent": 20})),
        // The order is no code.
        row("DELETE", "/api/promotions/{order}", [401, 403, 403, 403, 404, 403]),
        row("POST", "/dashboard/promotions", [401, 403, 403, 403, 303, 403]).form("code=WINTER&percent=20"),
        // There is no such code.
        row("GET", "/api/fn/trials/offered", all(200)).query("?creator={handle}&code=FREE"),
        row("POST", "/api/creators/{handle}/trial", [401, 409, 409, 409, 409, 409]).body(json!({"code": "FREE", "tier": "vip"})),
        row("POST", "/order/trial", [401, 409, 409, 409, 409, 409]).form("creator={handle}&tier=vip&code=FREE"),
        row("POST", "/dashboard/promotions/stop", [401, 403, 403, 403, 404, 403]).form("id={order}"),
        row("POST", "/api/flash-sales", [401, 403, 403, 403, 201, 403])
            .body(json!({"tier": "basic", "percent": 20, "minutes": 60})),
        // The order is no sale.
        row("DELETE", "/api/flash-sales/{order}", [401, 403, 403, 403, 404, 403]),
        row("POST", "/dashboard/flash-sales", [401, 403, 403, 403, 303, 403]).form("on=tier%3Avip&off=20&minutes=60"),
        row("POST", "/dashboard/flash-sales/stop", [401, 403, 403, 403, 404, 403]).form("id={order}"),
        row("GET", "/api/webhooks", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/webhooks/deliveries", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/fn/webhooks/own", [401, 403, 403, 403, 200, 403]),
        row("GET", "/api/fn/webhooks/deliveries", [401, 403, 403, 403, 200, 403]),
        row("POST", "/api/webhooks", [401, 403, 403, 403, 201, 403])
            .body(json!({"url": "https://example.com/hook", "events": ["order.confirmed"]})),
        // The order is no webhook, and no message to one.
        row("PATCH", "/api/webhooks/{order}", [401, 403, 403, 403, 404, 403]).body(json!({"active": false})),
        row("DELETE", "/api/webhooks/{order}", [401, 403, 403, 403, 404, 403]),
        row("POST", "/api/webhooks/{order}/secret", [401, 403, 403, 403, 404, 403]),
        row("POST", "/api/webhooks/{order}/ping", [401, 403, 403, 403, 404, 403]),
        row("POST", "/api/webhooks/deliveries/{order}", [401, 403, 403, 403, 404, 403]),
        row("POST", "/dashboard/webhooks", [401, 403, 403, 403, 200, 403])
            .form("url=https%3A%2F%2Fexample.com%2Fother&case_opened=true"),
        row("POST", "/dashboard/webhooks/act", [401, 403, 403, 403, 404, 403]).form("act=ping&id={order}"),
        row("POST", "/dashboard/webhooks/again", [401, 403, 403, 403, 404, 403]).form("id={order}"),
        row("POST", "/dashboard/tiers", [401, 403, 403, 403, 303, 403])
            .form("basic_on=true&basic=0.05&premium_on=true&premium=0.15&vip_on=true&vip=0.35"),
        // Without a tier nobody becomes a creator.
        row("POST", "/welcome/creator", members(422)).form("category=tech"),
        row("POST", "/api/me/creator", [401, 201, 201, 201, 409, 201]).body(json!({"category": "tech"})),
        row("POST", "/api/auth/challenge", all(200)).body(json!({"address": "11111111111111111111111111111111"})),
        row("POST", "/api/auth/session", all(401)).body(json!({
            "address": "11111111111111111111111111111111",
            "signed_message": "bm90aGluZw==",
            "signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
        })),
        row("POST", "/api/auth/refresh", members(200)),
        row("DELETE", "/api/auth/session", all(204)),
    ]
}

/// Every door there is, as `METHOD path`.
fn doors() -> BTreeSet<String> {
    let document = serde_json::to_value(server::rest::document()).expect("the document serialises");
    let mut doors = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for method in methods.as_object().expect("methods").keys() {
            doors.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    for (path, method) in server_fn::axum::server_fn_paths() {
        doors.insert(format!("{method} {path}"));
    }
    for (method, path, _) in server::serve::plain_routes() {
        doors.insert(format!("{method} {path}"));
    }
    doors
}

fn template(row: &Row) -> String {
    // Orders, posts and pictures all call their id `id`; the rows tell them apart.
    let path = row
        .path
        .replace("{order}", "{id}")
        .replace("{media}", "{id}")
        .replace("{comment}", "{id}")
        .replace("{conversation}", "{id}")
        .replace("{broadcast}", "{id}")
        .replace("/api/messages/{message}", "/api/messages/{id}");
    format!("{} {path}", row.method)
}

#[test]
fn every_door_has_a_row_and_every_row_a_door() {
    let scene = Scene {
        handle: "x".into(),
        post: "x".into(),
        order: "x".into(),
        media: "x".into(),
        comment: "x".into(),
        conversation: "x".into(),
        message: "x".into(),
        broadcast: "x".into(),
    };
    let rows: BTreeSet<String> = rows(&scene).iter().map(template).collect();
    let doors = doors();
    assert!(doors.len() > 25, "the list of doors is not empty: {doors:?}");
    assert_eq!(
        doors.difference(&rows).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "doors without a row"
    );
    assert_eq!(
        rows.difference(&doors).collect::<Vec<_>>(),
        Vec::<&String>::new(),
        "rows without a door"
    );
}

/// Makes one follow the other.
pub async fn follow(app: &TestApp, fan: &Caller, creator: &Caller) {
    use domain::engagement::entity::follow;
    use sea_orm::{ActiveValue::Set, EntityTrait};
    let id = |me: &Value| me["id"].as_str().expect("an id").parse().expect("a UUID");
    let (fan, creator) = (fan.get("/api/me").await.json, creator.get("/api/me").await.json);
    let row = follow::ActiveModel {
        user_id: Set(id(&fan)),
        creator_id: Set(id(&creator)),
        created_at: Set(0),
    };
    follow::Entity::insert(row)
        .exec_without_returning(&app.domain().db)
        .await
        .expect("followed");
}

both! {
    async fn everybody_gets_what_the_matrix_says(app: TestApp) {
        let creator = app.creator("art").await;
        let (stranger, follower, subscriber) = (app.fan().await, app.fan().await, app.fan().await);
        let admin = app.with_role(Role::Admin).await;
        follow(&app, &follower, &creator).await;
        let handle = creator.handle().await;
        let post = creator
            .publish(json!({"title": "Locked", "body": "Secret", "access": "tier", "tier": "premium"}))
            .await;
        let item = json!({"kind": "subscription", "creator": handle, "tier": "premium", "days": 30});
        let order = app.pay(&subscriber, item).await;
        let signature = order.signature.expect("a paid order has one").to_string();
        let media = with_picture(&app, &post).await;
        let comment = subscriber.post(&format!("/api/posts/{post}/comments"), json!({"body": "Mine"})).await;
        let comment = comment.json["id"].as_str().expect("a comment").to_owned();
        let conversation = subscriber.post("/api/conversations", json!({"with": handle})).await;
        let conversation = conversation.json["id"].as_str().expect("a conversation").to_owned();
        let message = subscriber
            .post(&format!("/api/conversations/{conversation}/messages"), json!({"body": "Hello"}))
            .await;
        let message = message.json["id"].as_str().expect("a message").to_owned();
        let broadcast = creator.post("/api/broadcasts", json!({"to": "followers", "body": "To all"})).await;
        let broadcast = broadcast.json["id"].as_str().expect("a broadcast").to_owned();
        let scene = Scene { handle, post, order: order.id.to_string(), media, comment, conversation, message, broadcast };

        // What the post gives to each, before anything changes it.
        app.sol_costs(150_000_000).await;
        let callers = [&app.visitor(), &stranger, &follower, &subscriber, &creator, &admin];
        for (caller, locked) in callers.iter().zip([true, true, true, false, false, false]) {
            let view = caller.get(&format!("/api/posts/{}", scene.post)).await.json;
            assert_eq!(view["locked"], json!(locked));
            assert_eq!(view.get("body").is_none(), locked);
        }

        let names = ["visitor", "stranger", "follower", "subscriber", "creator", "admin"];
        let mut wrong = Vec::new();
        for row in rows(&scene) {
            let fill = |text: &str| {
                text.replace("{handle}", &scene.handle)
                    .replace("{order}", &scene.order)
                    .replace("{broadcast}", &scene.broadcast)
                    .replace("{id}", &scene.post)
                    .replace("{post}", &scene.post)
                    .replace("{media}", &scene.media)
                    .replace("{comment}", &scene.comment)
                    .replace("{conversation}", &scene.conversation)
                    .replace("{message}", &scene.message)
                    .replace("{name}", "320")
                    .replace("{version}", "any")
                    .replace("{piece}", "pages")
                    .replace("{section}", "content")
                    .replace("/pkg/{*path}", "/pkg/fonana.css")
                    .replace("/assets/{*path}", "/assets/favicon.svg")
                    .replace("{*path}", "pkg/fonana.css")
                    .replace("{signature}", &signature)
            };
            let path = fill(&format!("{}{}", row.path, row.query));
            let body = row.body.as_ref().map(|body| serde_json::from_str(&fill(&body.to_string())).expect("JSON"));
            let method: Method = row.method.parse().expect("a method");
            for ((caller, name), expected) in callers.iter().zip(names).zip(row.statuses) {
                let answer = if let Some(fields) = row.form {
                    caller.form(&path, &fill(fields)).await
                } else {
                    caller.send(method.clone(), &path, row.headers, body.clone()).await
                };
                if answer.status != expected {
                    wrong.push(format!("{} {path} as {name}: {} {}, not {expected}", row.method, answer.status, answer.code()));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
