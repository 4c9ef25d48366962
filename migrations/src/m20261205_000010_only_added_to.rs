//! The ledger and the history of orders are only ever added to: the database itself refuses to change or delete a line.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 2] = ["ledger_entries", "order_events"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let statements = match db.get_database_backend() {
            DbBackend::Postgres => {
                let refuse = "CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS \
                     $$ BEGIN RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; END $$";
                let guards = TABLES.map(|table| {
                    format!(
                        "CREATE TRIGGER {table}_only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} \
                         FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()"
                    )
                });
                std::iter::once(refuse.to_owned())
                    .chain(guards)
                    .collect::<Vec<_>>()
            }
            _ => TABLES
                .iter()
                .flat_map(|table| {
                    ["UPDATE", "DELETE"].map(|act| {
                        format!(
                            "CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} \
                             BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END"
                        )
                    })
                })
                .collect(),
        };
        for statement in statements {
            db.execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
