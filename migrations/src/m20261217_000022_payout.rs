//! Where a creator is paid next, and from when; what was asked to be signed for it, and every change that ever was.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, text, text_null, uuid},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Both or none: another address than `payout_address`, from that moment on.
        for column in [
            text_null("next_payout_address"),
            big_integer_null("next_payout_at"),
        ] {
            let add = Table::alter().table("creators").add_column(column).to_owned();
            manager.alter_table(add).await?;
        }
        let challenges = Table::create()
            .table("payout_challenges")
            .col(text("nonce").primary_key())
            .col(uuid("user_id"))
            .col(uuid("session_id"))
            .col(text("old_address"))
            .col(text("new_address"))
            .col(big_integer("issued_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("used_at"))
            .to_owned();
        manager.create_table(challenges).await?;
        let changes = Table::create()
            .table("payout_changes")
            .col(uuid("id").primary_key())
            .col(uuid("user_id"))
            .col(text("old_address"))
            .col(text("new_address"))
            .col(big_integer("asked_at"))
            .col(big_integer("takes_effect_at"))
            // Where it never took effect: when that was settled, and `cancelled` or `replaced`.
            .col(big_integer_null("ended_at"))
            .col(text_null("ended_why"))
            // What the old wallet signed, and its signature in base64.
            .col(text("signed_message"))
            .col(text("signature"))
            .to_owned();
        manager.create_table(changes).await?;
        let of = Index::create()
            .name("payout_changes_of")
            .table("payout_changes")
            .col("user_id")
            .col("takes_effect_at")
            .to_owned();
        manager.create_index(of).await
    }
}
