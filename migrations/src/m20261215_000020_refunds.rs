//! Refunds of cases: one for each case, with the key that its transactions are found by.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, text, text_null, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let refunds = Table::create()
            .table("refunds")
            .col(uuid("order_id"))
            .col(text("case_signature"))
            .col(uuid("creator_id"))
            .col(text("payer_address"))
            .col(text("recipient_address"))
            .col(text("currency"))
            .col(text_null("mint"))
            .col(big_integer("amount"))
            .col(big_integer("account_rent"))
            .col(text("network"))
            .col(text("genesis_hash"))
            .col(text("reference").unique_key())
            .col(text("status"))
            // What was given out last.
            .col(text("transaction"))
            .col(text("blockhash"))
            .col(big_integer("last_valid_block_height"))
            .col(big_integer("given_at"))
            .col(text_null("signature"))
            .col(big_integer_null("lands_until"))
            .col(big_integer_null("slot"))
            // How often it was taken back.
            .col(integer("turn"))
            .col(big_integer("created_at"))
            .col(big_integer_null("seen_at"))
            .col(big_integer_null("finalized_at"))
            .primary_key(Index::create().col("order_id").col("case_signature"))
            .to_owned();
        manager.create_table(refunds).await?;
        let theirs = Index::create()
            .name("refunds_creator")
            .table("refunds")
            .col("creator_id")
            .to_owned();
        manager.create_index(theirs).await
    }
}
