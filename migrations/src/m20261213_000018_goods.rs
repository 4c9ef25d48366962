//! What posts sell: things at a price or in an auction, who bid, and what orders take of them.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, boolean, integer, integer_null, string_len, string_null, text, uuid,
    },
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let goods = Table::create()
            .table("goods")
            .col(uuid("post_id").primary_key())
            .col(uuid("creator_id"))
            .col(boolean("ships"))
            .col(big_integer("price"))
            .col(string_len("currency", 8))
            .col(integer_null("stock"))
            .col(text("handover"))
            // Both, of an auction.
            .col(big_integer_null("step"))
            .col(big_integer_null("ends_at"))
            .col(big_integer_null("closed_at"))
            .col(big_integer("created_at"))
            .to_owned();
        manager.create_table(goods).await?;
        let bids = Table::create()
            .table("bids")
            .col(uuid("post_id"))
            .col(integer("number"))
            .col(uuid("bidder_id"))
            .col(big_integer("amount"))
            .col(big_integer("created_at"))
            .primary_key(Index::create().col("post_id").col("number"))
            .to_owned();
        manager.create_table(bids).await?;
        let theirs = Index::create()
            .name("bids_bidder")
            .table("bids")
            .col("bidder_id")
            .to_owned();
        manager.create_index(theirs).await?;
        let sells = Table::alter()
            .table("posts")
            .add_column(boolean("sells").default(false))
            .to_owned();
        manager.alter_table(sells).await?;
        for column in [
            integer_null("quantity"),
            big_integer_null("sent_at"),
            string_null("sent_note"),
        ] {
            let alter = Table::alter().table("orders").add_column(column).to_owned();
            manager.alter_table(alter).await?;
        }
        let orders = Index::create()
            .name("orders_of_post")
            .table("orders")
            .col("post_id")
            .to_owned();
        manager.create_index(orders).await
    }
}
