//! The books as tables to take away: one's orders, and what one sold, as CSV by RFC 4180. A cell that a spreadsheet would
//! take for a formula is marked as text.

use crate::{http::errors::Failure, state::AppState};
use axum::{
    Extension,
    body::{Body, Bytes},
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use domain::{Domain, Viewer, payments};
use futures::stream;
use shared::{
    Problem,
    money::{Currency, Units},
    paging::{MAX_LIMIT, Page},
    payments::{OrderItem, OrderView, SaleView},
};

/// An amount in its currency's own unit, such as `0.05`.
fn units(amount: Units, currency: Currency) -> String {
    currency.of(amount).wholes()
}

/// Text of people's own. What begins as a formula begins with an apostrophe, as OWASP advises.
/// <https://owasp.org/www-community/attacks/CSV_Injection>
fn text(words: &str) -> String {
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{words}");
    }
    words.to_owned()
}

/// What an item is, in columns.
#[derive(Debug, Default)]
struct ItemCells {
    kind: &'static str,
    creator: String,
    tier: &'static str,
    days: Option<u32>,
    given_to: String,
    post: String,
    title: String,
    quantity: Option<u32>,
    note: String,
    sent_at: String,
}

impl ItemCells {
    fn of(item: &OrderItem) -> Self {
        match item {
            OrderItem::Subscription {
                creator,
                tier,
                days,
                to,
            } => Self {
                kind: "subscription",
                creator: creator.handle.to_string(),
                tier: tier.as_str(),
                days: Some(*days),
                given_to: to.as_ref().map(|to| to.handle.to_string()).unwrap_or_default(),
                ..Self::default()
            },
            OrderItem::Post { creator, post, title } => Self {
                kind: "post",
                creator: creator.handle.to_string(),
                post: post.to_string(),
                title: text(title),
                ..Self::default()
            },
            OrderItem::Goods {
                creator,
                post,
                title,
                quantity,
                note,
                sent,
            } => Self {
                kind: "goods",
                creator: creator.handle.to_string(),
                post: post.to_string(),
                title: text(title),
                quantity: Some(*quantity),
                note: note.as_deref().map(text).unwrap_or_default(),
                sent_at: sent.as_ref().map(|sent| sent.at.rfc3339()).unwrap_or_default(),
                ..Self::default()
            },
            OrderItem::Tip {
                creator,
                post,
                title,
                note,
            } => Self {
                kind: "tip",
                creator: creator.handle.to_string(),
                post: post.as_ref().map(ToString::to_string).unwrap_or_default(),
                title: title.as_deref().map(text).unwrap_or_default(),
                note: note.as_deref().map(text).unwrap_or_default(),
                ..Self::default()
            },
        }
    }
}

/// The columns of orders.
const ORDERS: &[&str] = &[
    "order",
    "created_at",
    "paid_at",
    "status",
    "kind",
    "creator",
    "tier",
    "days",
    "given_to",
    "post",
    "title",
    "quantity",
    "note",
    "sent_at",
    "currency",
    "taken_off",
    "amount",
    "payer",
    "network",
    "signature",
    "sent_back",
];

fn order_cells(order: &OrderView) -> Vec<String> {
    let item = ItemCells::of(&order.item);
    let taken_off = order
        .reductions
        .iter()
        .fold(0_u64, |sum, reduction| sum.saturating_add(reduction.amount.0));
    let sent_back = order
        .sent_back
        .iter()
        .fold(0_u64, |sum, sent| sum.saturating_add(sent.amount.0));
    vec![
        order.id.to_string(),
        order.created_at.rfc3339(),
        order.paid_at.map(|at| at.rfc3339()).unwrap_or_default(),
        order.status.as_str().to_owned(),
        item.kind.to_owned(),
        item.creator,
        item.tier.to_owned(),
        item.days.map(|days| days.to_string()).unwrap_or_default(),
        item.given_to,
        item.post,
        item.title,
        item.quantity
            .map(|quantity| quantity.to_string())
            .unwrap_or_default(),
        item.note,
        item.sent_at,
        order.currency.code().to_owned(),
        units(Units(taken_off), order.currency),
        units(order.amount, order.currency),
        order.payer.to_string(),
        order.network.clone(),
        order
            .signature
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        units(Units(sent_back), order.currency),
    ]
}

/// The columns of sales.
const SALES: &[&str] = &[
    "order",
    "paid_at",
    "status",
    "kind",
    "tier",
    "days",
    "given_to",
    "post",
    "title",
    "quantity",
    "note",
    "sent_at",
    "buyer",
    "currency",
    "amount",
    "received",
    "network",
    "signature",
    "sent_back",
];

fn sale_cells(sale: &SaleView) -> Vec<String> {
    let item = ItemCells::of(&sale.item);
    vec![
        sale.order.to_string(),
        sale.paid_at.rfc3339(),
        sale.status.as_str().to_owned(),
        item.kind.to_owned(),
        item.tier.to_owned(),
        item.days.map(|days| days.to_string()).unwrap_or_default(),
        item.given_to,
        item.post,
        item.title,
        item.quantity
            .map(|quantity| quantity.to_string())
            .unwrap_or_default(),
        item.note,
        item.sent_at,
        sale.buyer.handle.to_string(),
        sale.currency.code().to_owned(),
        units(sale.amount, sale.currency),
        units(sale.received, sale.currency),
        sale.network.clone(),
        sale.signature
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        units(sale.sent_back, sale.currency),
    ]
}

/// Lines of a table.
fn lines(rows: impl IntoIterator<Item = Vec<String>>) -> std::io::Result<Bytes> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row)?;
    }
    writer
        .into_inner()
        .map(Bytes::from)
        .map_err(|error| error.into_error())
}

/// A table, read and sent piece by piece; where a piece cannot be read, the answer breaks off, so that nobody takes a part
/// for the whole. The first piece is read before anything is sent: its refusal is the answer.
async fn table<T, F>(
    domain: Domain,
    name: &str,
    head: &'static [&'static str],
    cells: fn(&T) -> Vec<String>,
    read: impl Fn(Domain, Option<String>) -> F + Send + Sync + 'static,
) -> Result<Response, Failure>
where
    T: Send + 'static,
    F: Future<Output = domain::Result<Page<T>>> + Send,
{
    let first = read(domain.clone(), None).await?;
    let head = head.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let pieces = stream::try_unfold(
        (Some((Some(head), first)), read, domain),
        move |(piece, read, domain)| async move {
            let Some((head, page)) = piece else {
                return Ok::<_, std::io::Error>(None);
            };
            let bytes = lines(head.into_iter().chain(page.items.iter().map(cells)))?;
            let next = match page.next_cursor {
                Some(cursor) => {
                    let page = read(domain.clone(), Some(cursor)).await.map_err(|error| {
                        tracing::error!(%error, "a table broke off");
                        std::io::Error::other("the table broke off")
                    })?;
                    Some((None, page))
                }
                None => None,
            };
            Ok(Some((bytes, (next, read, domain))))
        },
    );
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.csv\""),
        ),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

/// Your orders as CSV, newest first.
#[utoipa::path(get, path = "/api/orders/csv", tag = "orders", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = String, content_type = "text/csv"), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn orders(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<Response, Failure> {
    let read = move |domain: Domain, cursor: Option<String>| {
        let viewer = viewer.clone();
        async move { payments::list(&domain, &viewer, Some(MAX_LIMIT), cursor.as_deref()).await }
    };
    table(state.domain.clone(), "fonana-orders", ORDERS, order_cells, read).await
}

/// What you sold as CSV, the last paid first.
#[utoipa::path(get, path = "/api/sales/csv", tag = "orders", security(("cookie" = []), ("bearer" = [])),
    responses((status = 200, body = String, content_type = "text/csv"), (status = "4XX", body = Problem, content_type = "application/problem+json")))]
pub async fn sales(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
) -> Result<Response, Failure> {
    let read = move |domain: Domain, cursor: Option<String>| {
        let viewer = viewer.clone();
        async move { payments::sales::list(&domain, &viewer, Some(MAX_LIMIT), cursor.as_deref()).await }
    };
    table(state.domain.clone(), "fonana-sales", SALES, sale_cells, read).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_text() {
        let row = |cell: &str| lines([vec!["a".to_owned(), text(cell)]]).expect("lines");
        assert_eq!(row("plain"), "a,plain\r\n");
        assert_eq!(row("one, two"), "a,\"one, two\"\r\n");
        assert_eq!(row("a \"b\"\nc"), "a,\"a \"\"b\"\"\nc\"\r\n");
        assert_eq!(row("=1+1"), "a,'=1+1\r\n");
        assert_eq!(row("@SUM(A1)"), "a,'@SUM(A1)\r\n");
    }
}
