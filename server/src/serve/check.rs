//! What `fonana check` finds: whether the world agrees with the configuration. It makes no file, runs no
//! migration and leaves the embedded network alone, so that it may be asked while a server runs.

use super::{StartError, domain_on, outside, tools};
use crate::{
    adapters::{bucket, database, mail, redis, studio::films},
    config::Config,
};
use domain::payments;
use sea_orm::DatabaseConnection;

/// Looks at everything the configuration names and says how it stands.
pub async fn check(config: &Config) -> Result<String, StartError> {
    let db = look(config).await?;
    let database = match &db {
        Some(db) => pending(db).await?,
        None => "not there yet; the first start makes it".to_owned(),
    };
    let network = if config.embedded() {
        "localnet (embedded; not opened, for it belongs to the server that runs)".to_owned()
    } else {
        real(config, db).await?
    };
    let files = match &config.bucket {
        Some(named) => {
            bucket::ask(named).await.map_err(StartError::Bucket)?;
            let at = named.endpoint.as_deref().unwrap_or("Amazon");
            format!("in the bucket {} at {at} (it answers)", named.name)
        }
        None => "in the data folder".to_owned(),
    };
    let others = match &config.redis {
        Some(at) => {
            redis::ask(at).await.map_err(StartError::Redis)?;
            format!("several processes may serve, by Redis at {at} (it answers)")
        }
        None => "one process serves".to_owned(),
    };
    let tools = films::told(&tools(config).await);
    let letters = match &config.mail {
        None => "not sent".to_owned(),
        Some(smtp) => {
            let answer = match mail::ask(smtp).await {
                Ok(()) => "it answers".to_owned(),
                Err(why) => format!("IT DOES NOT TAKE LETTERS: {why}"),
            };
            format!("from {} by {} ({answer})", smtp.from, smtp.host())
        }
    };
    Ok(format!(
        "The configuration is sound.\n  site      {}\n  data      {}\n  database  {} ({database})\n  network   {network}\n  files     {files}\n  others    {others}\n  films     {tools}\n  e-mail    {letters}",
        config.origin,
        config.data_dir.display(),
        // Without credentials and options.
        config
            .database_url
            .split('?')
            .next()
            .and_then(|url| url.rsplit('@').next())
            .unwrap_or_default(),
    ))
}

/// The database as it is; `None` for a SQLite file that the first start will make.
pub(super) async fn look(config: &Config) -> Result<Option<DatabaseConnection>, StartError> {
    let file = config.database_url.strip_prefix("sqlite:").map(|path| {
        path.trim_start_matches("//")
            .split('?')
            .next()
            .unwrap_or_default()
    });
    if file.is_some_and(|file| !std::path::Path::new(file).exists()) {
        return Ok(None);
    }
    let db = database::look(&config.database_url).await?;
    db.ping().await?;
    Ok(Some(db))
}

async fn pending(db: &DatabaseConnection) -> Result<String, StartError> {
    Ok(match database::pending(db).await? {
        0 => "up to date".to_owned(),
        some => format!("{some} migrations to run; `fonana migrate` or the next start runs them"),
    })
}

/// Asks the nodes of a real network, and whether people could pay.
async fn real(config: &Config, db: Option<DatabaseConnection>) -> Result<String, StartError> {
    let outside = outside(config).await?;
    let found = outside.genesis_hash.clone();
    let migrated = match &db {
        Some(db) => database::pending(db).await? == 0,
        None => false,
    };
    if let (Some(db), true) = (&db, migrated)
        && let Some(kept) = database::kept_genesis(db).await?.filter(|kept| *kept != found)
    {
        return Err(StartError::OtherNetwork { kept, found });
    }
    // Paying asks the network only; the database stands for nothing here.
    let domain = domain_on(db.unwrap_or_default(), config, &outside)?;
    payments::check_network(&domain).await?;
    let network = &domain.rules.network;
    Ok(format!(
        "{} ({})\n  platform  {}\n  usdc      {}",
        network.name,
        network.genesis_hash,
        domain.rules.platform_address,
        network
            .usdc_mint
            .map_or_else(|| "not taken".to_owned(), |mint| mint.to_string())
    ))
}
