//! What an operator does to people from a shell: their roles. It asks nobody's permission but that of whoever may open the database.

use super::{StartError, check::look};
use crate::{adapters::database, config::Config};
use domain::identity;
use shared::{
    Code,
    identity::{Handle, Role},
};

/// Gives a person a role; it counts from their next request on. What was done, in a sentence.
///
/// # Errors
/// In a sentence: no database yet, nobody of this handle, or what the database says.
pub async fn grant(config: &Config, role: Role, handle: &Handle) -> Result<String, String> {
    let told = |error: StartError| error.to_string();
    if look(config).await.map_err(told)?.is_none() {
        return Err("there is no database yet, so there are no people".to_owned());
    }
    let db = database::open(&config.database_url, &config.data_dir).await;
    let db = db.map_err(|error| told(error.into()))?;
    match identity::grant_role(&db, handle, role).await {
        Ok(()) => Ok(format!("@{handle} is {} now.", role.as_str())),
        Err(error) if error.code() == Code::NotFound => Err(format!("nobody here has the handle {handle}")),
        Err(error) => Err(error.to_string()),
    }
}
