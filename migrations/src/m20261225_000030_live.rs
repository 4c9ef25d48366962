//! What happened, for those who hear it live: each topic with events numbered without holes, and tickets that open a connection once.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let topics = Table::create()
            .table("topics")
            .col(text("topic").primary_key())
            // The number of its last event. The row stays when its events go, or numbers would be given twice.
            .col(big_integer("seq"))
            .col(big_integer("changed_at"))
            .to_owned();
        manager.create_table(topics).await?;
        let events = Table::create()
            .table("events")
            .col(text("topic"))
            .col(big_integer("seq"))
            // JSON.
            .col(text("body"))
            .col(big_integer("created_at"))
            .primary_key(Index::create().col("topic").col("seq"))
            .to_owned();
        manager.create_table(events).await?;
        let tickets = Table::create()
            .table("tickets")
            .col(text("hash").primary_key())
            .col(uuid("session_id"))
            .col(big_integer("expires_at"))
            .to_owned();
        manager.create_table(tickets).await?;
        for (name, table, column) in [
            ("topics_changed", "topics", "changed_at"),
            ("events_age", "events", "created_at"),
            ("tickets_expiry", "tickets", "expires_at"),
        ] {
            let index = Index::create().name(name).table(table).col(column).to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
