//! Empties what posts are found by: the words of what is locked are kept with a mark of their author from now on, and the
//! server fills the index anew when it starts.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables: &[&str] = match manager.get_database_backend() {
            DbBackend::Postgres => &["search_posts"],
            _ => &[
                "search_posts_title",
                "search_posts_open",
                "search_posts_whole",
                "search_posts_rows",
            ],
        };
        for table in tables {
            let sql = format!("DELETE FROM {table}");
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        Ok(())
    }
}
