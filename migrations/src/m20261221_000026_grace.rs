//! Until when what was bought stays open after its end, what its time counts from, when its holder is reminded of the end, and
//! who wants to hear nothing of it.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, uuid},
};

/// Milliseconds of the seven days before an end at which the first reminder is due.
const WEEK: i64 = 7 * 86_400_000;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            big_integer_null("open_until"),
            big_integer_null("counts_from"),
            big_integer_null("remind_at"),
        ] {
            let add = Table::alter().table("grants").add_column(column).to_owned();
            manager.alter_table(add).await?;
        }
        let db = manager.get_connection();
        // What was bought before has no days of grace.
        db.execute_unprepared("UPDATE grants SET open_until = ends_at")
            .await?;
        db.execute_unprepared(&format!(
            "UPDATE grants SET remind_at = ends_at - {WEEK} WHERE ends_at IS NOT NULL AND revoked_at IS NULL"
        ))
        .await?;
        let due = Index::create()
            .name("grants_remind")
            .table("grants")
            .col("remind_at")
            .and_where(Expr::col("remind_at").is_not_null())
            .to_owned();
        manager.create_index(due).await?;
        let cancelled = Table::create()
            .table("cancelled_subscriptions")
            .col(uuid("user_id"))
            .col(uuid("creator_id"))
            .col(big_integer("cancelled_at"))
            .primary_key(Index::create().col("user_id").col("creator_id"))
            .to_owned();
        manager.create_table(cancelled).await
    }
}
