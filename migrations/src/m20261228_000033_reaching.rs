//! What leaves the page: how each person is reached, the browsers that show what they are told, and what is to be sent.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, integer, small_integer_null, text, text_null, uuid, uuid_null,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Told on other ways alone: it stands in no list.
        let hidden = Table::alter()
            .table("notifications")
            .add_column(boolean("hidden").default(false))
            .to_owned();
        manager.alter_table(hidden).await?;
        // The bell's number is read by an index that has nothing else.
        let unread = Index::drop()
            .name("notifications_unread")
            .table("notifications")
            .to_owned();
        manager.drop_index(unread).await?;
        // Under another name: connections that have not seen the old one go would take it for the same.
        let unread = Index::create()
            .name("notifications_unread_listed")
            .table("notifications")
            .col("user_id")
            .and_where(Expr::col("read_at").is_null())
            .and_where(Expr::cust("NOT hidden"))
            .to_owned();
        manager.create_index(unread).await?;
        let conversation = Table::alter()
            .table("notifications")
            .add_column(uuid_null("conversation_id"))
            .to_owned();
        manager.alter_table(conversation).await?;
        // Of whoever set something; others are told on the page alone.
        let ways = Table::create()
            .table("ways")
            .col(uuid("user_id").primary_key())
            // Confirmed.
            .col(text_null("email"))
            .col(big_integer_null("email_at"))
            // To be confirmed.
            .col(text_null("new_email"))
            .col(big_integer_null("new_email_at"))
            .col(text("mail").default("daily"))
            // Kinds, parted by spaces.
            .col(text("unwanted_mail").default(""))
            .col(text("unwanted_push").default(""))
            // Minutes of the day in `zone`.
            .col(small_integer_null("quiet_from"))
            .col(small_integer_null("quiet_to"))
            .col(text("zone").default(""))
            .to_owned();
        manager.create_table(ways).await?;
        let devices = Table::create()
            .table("devices")
            .col(uuid("id").primary_key())
            .col(uuid("user_id"))
            // It ends with its session.
            .col(uuid("session_id"))
            .col(text("endpoint"))
            .col(text("p256dh"))
            .col(text("auth"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(devices).await?;
        let dispatches = Table::create()
            .table("dispatches")
            .col(uuid("id").primary_key())
            .col(uuid("user_id"))
            // push, mail; confirm, moved.
            .col(text("way"))
            // Of push and mail.
            .col(uuid_null("notification_id"))
            // Of confirm and moved.
            .col(text_null("address"))
            .col(big_integer("created_at"))
            // Nothing once it is sent or given up; while it is being sent, the end of the claim.
            .col(big_integer_null("next_at"))
            .col(integer("tries").default(0))
            .col(big_integer_null("sent_at"))
            .to_owned();
        manager.create_table(dispatches).await?;
        let index = |name: &str, table: &'static str, columns: &[&'static str]| {
            let mut index = Index::create().name(name).table(table).to_owned();
            for column in columns {
                index.col(*column);
            }
            index
        };
        for index in [
            index("devices_endpoint", "devices", &["endpoint"])
                .unique()
                .to_owned(),
            index("devices_of", "devices", &["user_id"]),
            index("dispatches_once", "dispatches", &["notification_id", "way"])
                .unique()
                .to_owned(),
            index("dispatches_of", "dispatches", &["user_id", "way"]),
            index("dispatches_address", "dispatches", &["address", "created_at"]),
            index("dispatches_due", "dispatches", &["next_at"])
                .and_where(Expr::col("next_at").is_not_null())
                .to_owned(),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
