//! All SQL about what an installation knows of itself under a name, written once and read by all processes.

use crate::Result;
use sea_orm::{ConnectionTrait, Statement};

/// The value of a name; the given one, when it is asked for the first time. Of two who ask at once both get the first.
pub(crate) async fn kept(db: &impl ConnectionTrait, name: &str, new: &str) -> Result<String> {
    if let Some(kept) = read(db, name).await? {
        return Ok(kept);
    }
    let backend = db.get_database_backend();
    let sql = "INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let values = [name.into(), new.into()];
    db.execute_raw(Statement::from_sql_and_values(backend, sql, values))
        .await?;
    Ok(read(db, name).await?.unwrap_or_default())
}

async fn read(db: &impl ConnectionTrait, name: &str) -> Result<Option<String>> {
    let sql = "SELECT value FROM installation WHERE name = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [name.into()]);
    let row = db.query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get("", "value")).transpose()?)
}
