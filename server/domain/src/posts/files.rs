//! The one door to the bytes of pictures, films and sounds. What is locked is refused as if it were absent, and what is a part of no
//! post is there for its owner alone.

use super::{
    standing::{self, Wanted},
    store::{self, Row},
};
use crate::{
    Domain, Error, Result, Viewer,
    access::{self, Decision},
    identity,
    media::{self, entity::media as file, files::File, uploads},
};
use shared::{
    Code, Timestamp,
    ids::{MediaId, PostId, UserId},
    media::MediaKind,
};

/// What decides about the files of one row, the same for everybody.
#[derive(Debug)]
pub struct Facts {
    row: file::Model,
    /// That it is a part of.
    post: Option<Row>,
    /// Whether its author wants to know to whom pictures were shown.
    marked: bool,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Made(File),
    /// The file as it was sent; for its owner.
    Original,
}

impl Asked {
    /// By the last part of its address.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "original" => Some(Self::Original),
            name => File::named(name).map(Self::Made),
        }
    }
}

/// A file that the viewer may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// In the storage.
    pub key: String,
    pub asked: Asked,
    pub kind: MediaKind,
    /// Free for everybody, now and for good: caches may keep it.
    pub public: bool,
    /// What the owner calls the original.
    pub name: Option<String>,
    /// In whose pictures a mark is to stand, of which post.
    pub mark: Option<(UserId, PostId)>,
}

impl Opened {
    /// Whether it is more than one reads at once.
    pub fn is_long(&self) -> bool {
        match self.asked {
            Asked::Made(file) => matches!(file, File::Rendition { .. } | File::Played(_) | File::Sound),
            Asked::Original => true,
        }
    }
}

async fn facts(domain: &Domain, id: MediaId) -> Result<Facts> {
    let row = media::store::find(&domain.db, id.0)
        .await?
        .ok_or(Code::NotFound)?;
    let post = match row.post_id {
        // The post may be gone for good.
        Some(post) => Some(
            store::facts(&domain.db, PostId(post))
                .await?
                .ok_or(Code::NotFound)?,
        ),
        None => None,
    };
    let marked = post.is_some() && identity::store::marks(&domain.db, UserId(row.owner_id)).await?;
    Ok(Facts { row, post, marked })
}

/// Whether a viewer may have it, and whether everybody may.
async fn decide(domain: &Domain, viewer: &Viewer, facts: &Facts, now: Timestamp) -> Result<Option<bool>> {
    let Some(post) = &facts.post else {
        let own = viewer.id() == Some(UserId(facts.row.owner_id));
        return Ok((facts.row.shown || own).then_some(facts.row.shown));
    };
    let everybody = access::decide(&Viewer::Visitor, &post.facts, &Default::default(), now);
    if everybody == Decision::Open || (facts.row.sample && everybody != Decision::Hidden) {
        return Ok(Some(true));
    }
    let standings = standing::of_all(domain, viewer, std::slice::from_ref(post), Wanted::Access, now).await?;
    let decision = access::decide(viewer, &post.facts, &standings.of(post), now);
    Ok((decision == Decision::Open).then_some(false))
}

/// A file for a viewer.
///
/// # Errors
/// [`Code::NotFound`] for what is not there, and for whoever may not have it.
pub async fn open(domain: &Domain, viewer: &Viewer, id: MediaId, asked: Asked) -> Result<Opened> {
    let Asked::Made(file) = asked else {
        return original(domain, viewer, id).await;
    };
    let facts = domain.lists.files.get(id, facts(domain, id)).await?;
    let row = &facts.row;
    if !media::has(row, file) {
        return Err(Code::NotFound.into());
    }
    let public = decide(domain, viewer, &facts, domain.now())
        .await?
        .ok_or(Code::NotFound)?;
    let still = file.is_picture() && !(row.animated && matches!(file, File::Picture { .. }));
    let mark = match (viewer.id(), &facts.post) {
        // Who may see it without having bought anything is known to the author anyway.
        (Some(who), Some(post)) if facts.marked && still && !public => {
            let known = who == post.facts.author || viewer.moderates();
            (!known).then_some((who, post.id))
        }
        _ => None,
    };
    Ok(Opened {
        key: file.key(&row.storage_key),
        asked,
        kind: media::kind("media", row.id, &row.kind)?,
        public,
        name: None,
        mark,
    })
}

async fn original(domain: &Domain, viewer: &Viewer, id: MediaId) -> Result<Opened> {
    let owner = viewer.person().map_err(|_| Code::NotFound)?.id;
    let upload = uploads::store::of_owner(&domain.db, owner, &[id.0]).await?.pop();
    let upload = upload
        .filter(|upload| upload.stored_at.is_some() && upload.gone_at.is_none())
        .ok_or(Code::NotFound)?;
    let kind = match media::store::find(&domain.db, id.0).await? {
        Some(row) => media::kind("media", row.id, &row.kind)?,
        None => match media::making::store::find(&domain.db, id.0).await? {
            Some(row) => media::kind("makings", row.id, &row.kind)?,
            None => return Err(Code::NotFound.into()),
        },
    };
    Ok(Opened {
        name: uploads::name(&upload),
        key: upload.storage_key,
        asked: Asked::Original,
        kind,
        public: false,
        mark: None,
    })
}

/// The bytes of a file that everybody may have, for work of our own.
///
/// # Errors
/// As [`open`].
pub async fn public_bytes(domain: &Domain, id: MediaId, file: File) -> Result<Vec<u8>> {
    let opened = open(domain, &Viewer::Visitor, id, Asked::Made(file)).await?;
    domain.storage.get(&opened.key).await.map_err(Error::internal)
}
