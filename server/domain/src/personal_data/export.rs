//! Everything that is kept of a person, for them to take along: a ZIP of JSON and pictures. Of others it holds nothing
//! but ids, of locked posts of others nothing but that they were bought or liked.

use crate::{Domain, Error, Result, media};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use serde_json::{Map, Value};
use shared::{Timestamp, ids::UserId};
use std::io::{Cursor, Write};
use uuid::Uuid;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// How a column is told.
#[derive(Clone, Copy)]
enum Kind {
    Id,
    Text,
    /// A whole number.
    Count,
    /// Base units of money: a string, as numbers of that size are not safe in JSON.
    Amount,
    /// Milliseconds, told as RFC 3339.
    Moment,
    Flag,
}
use Kind::{Amount, Count, Flag, Id, Moment, Text};

/// One file of the archive: the rows of a table that are the person's, `$1`.
struct Listing {
    file: &'static str,
    from: &'static str,
    columns: &'static [(&'static str, Kind)],
}

const LISTINGS: &[Listing] = &[
    Listing {
        file: "profile.json",
        from: "users WHERE id = $1",
        columns: &[
            ("id", Id),
            ("address", Text),
            ("handle", Text),
            ("name", Text),
            ("bio", Text),
            ("role", Text),
            ("avatar_id", Id),
            ("created_at", Moment),
            ("lang", Text),
            ("theme", Text),
            ("activity", Text),
            ("may_write", Text),
            ("presence", Flag),
            ("sensitive", Text),
            ("marks", Flag),
            ("seen", Flag),
            ("typing", Flag),
            ("adult_at", Moment),
            ("welcomed_at", Moment),
            ("erase_at", Moment),
            ("links", Text),
            ("referrer_id", Id),
            ("unwanted", Text),
        ],
    },
    Listing {
        file: "notifications.json",
        from: "notifications WHERE user_id = $1 ORDER BY created_at, id",
        columns: &[
            ("id", Id),
            ("kind", Text),
            ("actor_id", Id),
            ("creator_id", Id),
            ("post_id", Id),
            ("comment_id", Id),
            ("order_id", Id),
            ("tier_rank", Count),
            ("amount", Amount),
            ("currency", Text),
            ("moment", Moment),
            ("days", Count),
            ("created_at", Moment),
            ("read_at", Moment),
            ("hidden", Flag),
            ("conversation_id", Id),
        ],
    },
    Listing {
        file: "ways.json",
        from: "ways WHERE user_id = $1",
        columns: &[
            ("email", Text),
            ("email_at", Moment),
            ("new_email", Text),
            ("new_email_at", Moment),
            ("mail", Text),
            ("unwanted_mail", Text),
            ("unwanted_push", Text),
            ("quiet_from", Count),
            ("quiet_to", Count),
            ("zone", Text),
        ],
    },
    Listing {
        file: "devices.json",
        from: "devices WHERE user_id = $1 ORDER BY created_at, id",
        columns: &[
            ("id", Id),
            ("session_id", Id),
            ("endpoint", Text),
            ("created_at", Moment),
        ],
    },
    Listing {
        file: "dispatches.json",
        from: "dispatches WHERE user_id = $1 ORDER BY created_at, id",
        columns: &[
            ("id", Id),
            ("way", Text),
            ("notification_id", Id),
            ("address", Text),
            ("created_at", Moment),
            ("next_at", Moment),
            ("tries", Count),
            ("sent_at", Moment),
        ],
    },
    Listing {
        file: "cancelled_subscriptions.json",
        from: "cancelled_subscriptions WHERE user_id = $1 ORDER BY cancelled_at",
        columns: &[("creator_id", Id), ("cancelled_at", Moment)],
    },
    Listing {
        file: "former_handles.json",
        from: "former_handles WHERE user_id = $1 ORDER BY left_at",
        columns: &[("handle", Text), ("left_at", Moment)],
    },
    Listing {
        file: "sessions.json",
        from: "sessions WHERE user_id = $1 ORDER BY created_at",
        columns: &[
            ("id", Id),
            ("user_agent", Text),
            ("created_at", Moment),
            ("rotated_at", Moment),
            ("expires_at", Moment),
            ("revoked_at", Moment),
            ("revoked_why", Text),
        ],
    },
    Listing {
        file: "uploads.json",
        from: "uploads WHERE owner_id = $1 ORDER BY created_at, id",
        columns: &[
            ("id", Id),
            ("length", Count),
            ("received", Count),
            ("metadata", Text),
            ("created_at", Moment),
            ("expires_at", Moment),
            ("stored_at", Moment),
            ("gone_at", Moment),
            ("draft_id", Id),
            ("kept", Flag),
        ],
    },
    Listing {
        file: "unmade.json",
        from: "makings WHERE owner_id = $1 ORDER BY created_at, id",
        columns: &[
            ("id", Id),
            ("kind", Text),
            ("turns", Count),
            ("crop", Text),
            ("attempts", Count),
            ("due_at", Moment),
            ("progress", Count),
            ("refusal_code", Text),
            ("refusal", Text),
            ("created_at", Moment),
        ],
    },
    Listing {
        file: "drafts.json",
        from: "drafts WHERE owner_id = $1 ORDER BY created_at, id",
        columns: &[
            ("id", Id),
            ("post_id", Id),
            ("fields", Text),
            ("version", Count),
            ("publish_at", Moment),
            ("fault", Text),
            ("created_at", Moment),
            ("updated_at", Moment),
        ],
    },
    Listing {
        file: "creator.json",
        from: "creators WHERE user_id = $1",
        columns: &[
            ("category", Text),
            ("payout_address", Text),
            ("next_payout_address", Text),
            ("next_payout_at", Moment),
            ("currency", Text),
            ("cover_id", Id),
            ("posts_count", Count),
            ("followers_count", Count),
            ("discount_90", Count),
            ("discount_365", Count),
            ("created_at", Moment),
        ],
    },
    Listing {
        file: "payout_changes.json",
        from: "payout_changes WHERE user_id = $1 ORDER BY asked_at",
        columns: &[
            ("id", Id),
            ("old_address", Text),
            ("new_address", Text),
            ("asked_at", Moment),
            ("takes_effect_at", Moment),
            ("ended_at", Moment),
            ("ended_why", Text),
            ("signed_message", Text),
            ("signature", Text),
        ],
    },
    Listing {
        file: "promo_codes.json",
        from: "promotions WHERE creator_id = $1 ORDER BY created_at",
        columns: &[
            ("id", Id),
            ("code", Text),
            ("percent", Count),
            ("amount", Amount),
            ("currency", Text),
            ("trial_days", Count),
            ("trial_tier", Count),
            ("uses", Count),
            ("uses_each", Count),
            ("created_at", Moment),
            ("ends_at", Moment),
            ("stopped_at", Moment),
        ],
    },
    // Without the secrets, which are shown once.
    Listing {
        file: "webhooks.json",
        from: "webhooks WHERE creator_id = $1 ORDER BY created_at",
        columns: &[
            ("id", Id),
            ("url", Text),
            ("events", Text),
            ("created_at", Moment),
            ("stopped_at", Moment),
        ],
    },
    // Without the messages, which name those who paid.
    Listing {
        file: "webhook_deliveries.json",
        from: "webhook_deliveries WHERE creator_id = $1 ORDER BY created_at",
        columns: &[
            ("id", Id),
            ("webhook_id", Id),
            ("event", Text),
            ("order_id", Id),
            ("created_at", Moment),
            ("attempts", Count),
            ("last_status", Count),
            ("fault", Text),
            ("delivered_at", Moment),
        ],
    },
    Listing {
        file: "flash_sales.json",
        from: "flash_sales WHERE creator_id = $1 ORDER BY created_at",
        columns: &[
            ("id", Id),
            ("post_id", Id),
            ("tier_rank", Count),
            ("percent", Count),
            ("uses", Count),
            ("starts_at", Moment),
            ("ends_at", Moment),
            ("created_at", Moment),
            ("stopped_at", Moment),
        ],
    },
    Listing {
        file: "tiers.json",
        from: "tiers WHERE creator_id = $1 ORDER BY rank",
        columns: &[
            ("rank", Count),
            ("name", Text),
            ("description", Text),
            ("benefits", Text),
            ("price", Amount),
            ("active", Flag),
        ],
    },
    Listing {
        file: "posts.json",
        from: "posts WHERE creator_id = $1 ORDER BY published_at",
        columns: &[
            ("id", Id),
            ("kind", Text),
            ("title", Text),
            ("teaser", Text),
            ("body", Text),
            ("tags", Text),
            ("category", Text),
            ("access", Text),
            ("tier_rank", Count),
            ("price", Amount),
            ("currency", Text),
            ("opens_at", Moment),
            ("milliseconds", Count),
            ("likes_count", Count),
            ("comments_count", Count),
            ("published_at", Moment),
            ("updated_at", Moment),
            ("pinned_at", Moment),
            ("poll_ends_at", Moment),
            ("deleted_at", Moment),
        ],
    },
    Listing {
        file: "media.json",
        from: "media WHERE owner_id = $1 ORDER BY created_at, position",
        columns: &[
            ("id", Id),
            ("post_id", Id),
            ("position", Count),
            ("kind", Text),
            ("width", Count),
            ("height", Count),
            ("colour", Text),
            ("alt", Text),
            ("shown", Flag),
            ("sample", Flag),
            ("animated", Flag),
            ("milliseconds", Count),
            ("bytes", Count),
            ("turns", Count),
            ("crop", Text),
            ("created_at", Moment),
        ],
    },
    Listing {
        file: "marks.json",
        from: "marks WHERE user_id = $1 ORDER BY created_at, post_id",
        columns: &[("post_id", Id), ("created_at", Moment)],
    },
    Listing {
        file: "comments.json",
        from: "comments WHERE author_id = $1 AND deleted_at IS NULL ORDER BY created_at",
        columns: &[
            ("id", Id),
            ("post_id", Id),
            ("parent_id", Id),
            ("body", Text),
            ("anonymous", Flag),
            ("created_at", Moment),
            ("edited_at", Moment),
        ],
    },
    Listing {
        file: "conversations.json",
        from: "participants WHERE user_id = $1 ORDER BY last_at",
        columns: &[
            ("conversation_id", Id),
            ("other_id", Id),
            ("last_at", Moment),
            ("read_until", Moment),
            ("unread", Count),
            ("muted", Flag),
        ],
    },
    Listing {
        file: "messages.json",
        from: "messages WHERE deleted_at IS NULL AND conversation_id IN \
               (SELECT conversation_id FROM participants WHERE user_id = $1) ORDER BY conversation_id, created_at",
        columns: &[
            ("id", Id),
            ("conversation_id", Id),
            ("author_id", Id),
            ("answers_id", Id),
            ("post_id", Id),
            ("tip", Amount),
            ("tip_currency", Text),
            ("body", Text),
            ("created_at", Moment),
            ("edited_at", Moment),
        ],
    },
    Listing {
        file: "broadcasts.json",
        from: "broadcasts WHERE creator_id = $1 ORDER BY created_at",
        columns: &[
            ("id", Id),
            ("audience", Text),
            ("body", Text),
            ("post_id", Id),
            ("sent", Count),
            ("skipped", Count),
            ("created_at", Moment),
            ("unsent_at", Moment),
        ],
    },
    Listing {
        file: "reactions.json",
        from: "reactions WHERE user_id = $1 ORDER BY created_at",
        columns: &[("message_id", Id), ("reaction", Text), ("created_at", Moment)],
    },
    Listing {
        file: "likes.json",
        from: "likes WHERE user_id = $1 ORDER BY created_at",
        columns: &[("post_id", Id), ("created_at", Moment)],
    },
    Listing {
        file: "comment_likes.json",
        from: "comment_likes WHERE user_id = $1 ORDER BY created_at",
        columns: &[("comment_id", Id), ("created_at", Moment)],
    },
    Listing {
        file: "bookmarks.json",
        from: "bookmarks WHERE user_id = $1 ORDER BY created_at",
        columns: &[("post_id", Id), ("collection_id", Id), ("created_at", Moment)],
    },
    Listing {
        file: "collections.json",
        from: "collections WHERE user_id = $1 ORDER BY created_at",
        columns: &[("id", Id), ("name", Text), ("created_at", Moment)],
    },
    Listing {
        file: "poll_votes.json",
        from: "poll_votes WHERE user_id = $1 ORDER BY created_at",
        columns: &[("post_id", Id), ("position", Count), ("created_at", Moment)],
    },
    Listing {
        file: "poll_options.json",
        from: "poll_options WHERE post_id IN (SELECT id FROM posts WHERE creator_id = $1) ORDER BY post_id, position",
        columns: &[
            ("post_id", Id),
            ("position", Count),
            ("words", Text),
            ("votes", Count),
        ],
    },
    Listing {
        file: "follows.json",
        from: "follows WHERE user_id = $1 ORDER BY created_at",
        columns: &[("creator_id", Id), ("created_at", Moment)],
    },
    Listing {
        file: "blocks.json",
        from: "blocks WHERE user_id = $1 ORDER BY created_at",
        columns: &[("target_id", Id), ("created_at", Moment)],
    },
    Listing {
        file: "mutes.json",
        from: "mutes WHERE user_id = $1 ORDER BY created_at",
        columns: &[("target_id", Id), ("created_at", Moment)],
    },
    Listing {
        file: "reports.json",
        from: "reports WHERE reporter_id = $1 ORDER BY created_at",
        columns: &[
            ("kind", Text),
            ("target_id", Id),
            ("reason", Text),
            ("note", Text),
            ("said", Text),
            ("status", Text),
            ("created_at", Moment),
        ],
    },
    Listing {
        file: "things_sold.json",
        from: "goods WHERE creator_id = $1 ORDER BY created_at",
        columns: &[
            ("post_id", Id),
            ("price", Amount),
            ("currency", Text),
            ("stock", Count),
            ("handover", Text),
            ("step", Amount),
            ("ends_at", Moment),
            ("closed_at", Moment),
            ("created_at", Moment),
        ],
    },
    Listing {
        file: "bids.json",
        from: "bids WHERE bidder_id = $1 ORDER BY created_at",
        columns: &[("post_id", Id), ("amount", Amount), ("created_at", Moment)],
    },
    Listing {
        file: "orders.json",
        from: "orders WHERE buyer_id = $1 ORDER BY created_at",
        columns: &[
            ("id", Id),
            ("payer_address", Text),
            ("kind", Text),
            ("creator_id", Id),
            ("post_id", Id),
            ("tier_rank", Count),
            ("days", Count),
            ("quantity", Count),
            ("recipient_id", Id),
            ("currency", Text),
            ("mint", Text),
            ("amount", Amount),
            ("account_rent", Amount),
            ("promotion_id", Id),
            ("flash_sale_id", Id),
            ("network", Text),
            ("reference", Text),
            ("message", Text),
            ("sent_at", Moment),
            ("sent_note", Text),
            ("status", Text),
            ("signature", Text),
            ("created_at", Moment),
            ("expires_at", Moment),
            ("paid_at", Moment),
        ],
    },
    // Of what was paid, as everywhere.
    Listing {
        file: "handed_over.json",
        from: "order_handovers WHERE order_id IN \
               (SELECT id FROM orders WHERE buyer_id = $1 AND status IN ('confirmed', 'finalized')) ORDER BY order_id",
        columns: &[("order_id", Id), ("words", Text)],
    },
    Listing {
        file: "taken_off.json",
        from: "order_reductions WHERE order_id IN (SELECT id FROM orders WHERE buyer_id = $1) ORDER BY order_id, kind",
        columns: &[("order_id", Id), ("kind", Text), ("amount", Amount)],
    },
    Listing {
        file: "prices_of_sol.json",
        from: "order_quotes WHERE order_id IN (SELECT id FROM orders WHERE buyer_id = $1) ORDER BY order_id",
        columns: &[
            ("order_id", Id),
            ("usd", Amount),
            ("micros", Amount),
            ("sources", Text),
            ("observed_at", Moment),
            ("lamports", Amount),
            ("expires_at", Moment),
        ],
    },
    Listing {
        file: "time_given_in_payment.json",
        from: "order_credits WHERE order_id IN (SELECT id FROM orders WHERE buyer_id = $1) ORDER BY order_id, grant_id",
        columns: &[("order_id", Id), ("grant_id", Id), ("millis", Count)],
    },
    Listing {
        file: "access.json",
        from: "grants WHERE user_id = $1 ORDER BY created_at",
        columns: &[
            ("order_id", Id),
            ("kind", Text),
            ("creator_id", Id),
            ("post_id", Id),
            ("tier_rank", Count),
            ("days", Count),
            ("starts_at", Moment),
            ("ends_at", Moment),
            ("open_until", Moment),
            ("revoked_at", Moment),
        ],
    },
    Listing {
        file: "sent_back_to_you.json",
        from: "refunds WHERE order_id IN (SELECT id FROM orders WHERE buyer_id = $1) ORDER BY created_at",
        columns: &[
            ("order_id", Id),
            ("case_signature", Text),
            ("recipient_address", Text),
            ("currency", Text),
            ("mint", Text),
            ("amount", Amount),
            ("network", Text),
            ("status", Text),
            ("signature", Text),
            ("seen_at", Moment),
            ("finalized_at", Moment),
        ],
    },
    // Without those who paid.
    Listing {
        file: "sent_back.json",
        from: "refunds WHERE creator_id = $1 ORDER BY created_at",
        columns: &[
            ("order_id", Id),
            ("case_signature", Text),
            ("payer_address", Text),
            ("currency", Text),
            ("mint", Text),
            ("amount", Amount),
            ("account_rent", Amount),
            ("network", Text),
            ("reference", Text),
            ("status", Text),
            ("signature", Text),
            ("created_at", Moment),
            ("seen_at", Moment),
            ("finalized_at", Moment),
        ],
    },
    // Without those who paid.
    Listing {
        file: "sales.json",
        from: "orders WHERE creator_id = $1 AND paid_at IS NOT NULL ORDER BY created_at",
        columns: &[
            ("id", Id),
            ("kind", Text),
            ("post_id", Id),
            ("tier_rank", Count),
            ("days", Count),
            ("quantity", Count),
            ("currency", Text),
            ("amount", Amount),
            ("message", Text),
            ("sent_at", Moment),
            ("sent_note", Text),
            ("status", Text),
            ("signature", Text),
            ("paid_at", Moment),
        ],
    },
];

fn value(row: &QueryResult, column: &str, kind: Kind) -> Result<Value> {
    let number = || row.try_get::<Option<i64>>("", column);
    Ok(match kind {
        Id => row
            .try_get::<Option<Uuid>>("", column)?
            .map_or(Value::Null, |id| id.to_string().into()),
        Text => row
            .try_get::<Option<String>>("", column)?
            .map_or(Value::Null, Value::from),
        Count => number()?.map_or(Value::Null, Value::from),
        Amount => number()?.map_or(Value::Null, |amount| amount.to_string().into()),
        Moment => number()?.map_or(Value::Null, |at| Timestamp(at).rfc3339().into()),
        Flag => row
            .try_get::<Option<bool>>("", column)?
            .map_or(Value::Null, Value::from),
    })
}

impl Listing {
    async fn rows(&self, db: &impl ConnectionTrait, user: UserId) -> Result<Value> {
        let columns: Vec<String> = self
            .columns
            .iter()
            .map(|(name, kind)| match kind {
                // Whatever width it is stored in.
                Count | Amount | Moment => format!("CAST({name} AS BIGINT) AS {name}"),
                Id | Text | Flag => (*name).to_owned(),
            })
            .collect();
        let sql = format!("SELECT {} FROM {}", columns.join(", "), self.from);
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [user.0.into()]);
        db.query_all_raw(statement)
            .await?
            .iter()
            .map(|row| {
                let told: Map<String, Value> = self
                    .columns
                    .iter()
                    .map(|(name, kind)| Ok(((*name).to_owned(), value(row, name, *kind)?)))
                    .collect::<Result<_>>()?;
                Ok(Value::Object(told))
            })
            .collect()
    }
}

const README: &str = "Everything that this site keeps of you.

Each .json file is a list of what its name says; times are UTC, amounts are base units of their\ncurrency (1 SOL = 1000000000, 1 USDC = 1000000); account_rent is in those of SOL.
media/ holds your pictures, and of films one, in the largest size that is kept, by their ids, and captions. Of other people there are ids only.
";

/// The whole archive.
pub(super) async fn archive(domain: &Domain, user: UserId) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    // Pictures are packed already.
    let as_it_is = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut add = |name: &str, bytes: &[u8], options| -> Result<()> {
        zip.start_file(name, options).map_err(Error::internal)?;
        zip.write_all(bytes).map_err(Error::internal)
    };
    add("README.txt", README.as_bytes(), packed)?;
    for listing in LISTINGS {
        let rows = listing.rows(&domain.db, user).await?;
        let json = serde_json::to_vec_pretty(&rows).map_err(Error::internal)?;
        add(listing.file, &json, packed)?;
    }
    for row in super::store::media_of(&domain.db, user).await? {
        let captions = media::captions_key(&row).map(|key| (key, "vtt", packed));
        let picture = media::widest(&row).map(|key| (key, "webp", as_it_is));
        for (key, kind, options) in picture.into_iter().chain(captions) {
            match domain.storage.get(&key).await {
                Ok(bytes) => add(&format!("media/{}.{kind}", row.id), &bytes, options)?,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::internal(error)),
            }
        }
    }
    Ok(zip.finish().map_err(Error::internal)?.into_inner())
}
