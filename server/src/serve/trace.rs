//! What `fonana trace` says of a file that somebody found: to whom it was shown. It writes nothing, and names nobody where the mark is
//! not certain.

use super::{StartError, check::look, domain_on, outside};
use crate::config::Config;
use domain::{
    identity,
    media::marks::{self, Shown},
    posts,
};
use pictures::{Fault, Limits, MarkKey};
use std::path::Path;

/// What is said, and whether somebody was named.
pub struct Traced {
    pub words: String,
    pub named: bool,
}

fn nobody(words: impl Into<String>) -> Traced {
    Traced {
        words: words.into(),
        named: false,
    }
}

/// Looks for a mark in a picture.
///
/// # Errors
/// In a sentence: the file cannot be read, or what the database says.
pub async fn trace(config: &Config, file: &Path) -> Result<Traced, String> {
    let told = |error: StartError| error.to_string();
    let bytes = std::fs::read(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    let Some(db) = look(config).await.map_err(told)? else {
        return Ok(nobody(
            "There is no database yet, so nothing was ever shown here.",
        ));
    };
    let outside = outside(config).await.map_err(told)?;
    let domain = domain_on(db, config, &outside).map_err(told)?;
    let said = |error: domain::Error| error.to_string();
    let key = MarkKey::new(marks::key(&domain).await.map_err(said)?);
    let found = match pictures::trace(&bytes, &Limits::default(), &key) {
        Ok(found) => found,
        Err(Fault::Refused(why)) => return Ok(nobody(why.to_string())),
        Err(Fault::Failed(words)) => return Err(words),
    };
    let Some(found) = found else {
        return Ok(nobody("No mark of this site can be read in this picture."));
    };
    let shown = marks::shown(&domain, found.tag.number()).await.map_err(said)?;
    let Some(Shown { viewer, post, at }) = shown else {
        return Ok(nobody(
            "There is a mark of this site in it, and nobody has its number any more: they left, or the database is an older one.",
        ));
    };
    let person = identity::person_by_id(&domain.db, viewer).await.map_err(said)?;
    let title = posts::title(&domain.db, post).await.map_err(said)?;
    let who = person.map_or_else(
        || "somebody who left".to_owned(),
        |person| format!("@{} ({}), wallet {}", person.handle, person.name, person.address),
    );
    let title = title.unwrap_or_else(|| "a post that is gone".to_owned());
    Ok(Traced {
        words: format!(
            "It was shown to {who}.\n  post        {title} (/post/{post})\n  first shown {at}\n  certainty   {:.1} standard deviations \
             above chance\nThat a copy was theirs does not say who passed it on.",
            found.confidence
        ),
        named: true,
    })
}
