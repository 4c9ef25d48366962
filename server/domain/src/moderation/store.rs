//! All SQL about reports.

use super::entity::report;
use crate::Result;
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, sea_query::OnConflict};

/// Adds a report, or nothing when its reporter has said the same before.
pub(super) async fn insert(db: &impl ConnectionTrait, row: report::Model) -> Result<()> {
    use report::Column as C;
    let once = OnConflict::columns([C::ReporterId, C::Kind, C::TargetId])
        .do_nothing()
        .to_owned();
    report::Entity::insert(row.into_active_model())
        .on_conflict(once)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
