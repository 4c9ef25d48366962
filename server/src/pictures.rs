//! Pictures on their way in and out: a person's face as it was sent, and cards for others to share, drawn once and kept
//! for a while. The work itself is the crate `pictures`'s, away from the threads that answer requests.

use crate::{assets::Site, serve::studio, state::AppState};
use axum::body::Bytes;
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    Domain, Error, Result,
    media::{AVATAR_WIDTH, files::File, making::Unmade, marks, poster::Film, shown::Shown},
    posts,
};
use moka::future::Cache;
use pictures::{Crop, Edit, Fault, Letters, Limits, MarkKey, Tag};
use shared::{
    Code, Refusal,
    ids::{PostId, UserId},
    media::POSTER_SIZE,
};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::sync::{OnceCell, Semaphore};

/// The largest picture of a person that is taken, in bytes.
pub const FACE_LIMIT: usize = 8 * 1024 * 1024;
/// Cards that are kept; one has some 100 kB.
const KEPT: u64 = 64;
/// The fonts of the site, the first one first asked.
const FONTS: [&str; 3] = [
    "assets/fonts/inter-latin.woff2",
    "assets/fonts/inter-cyrillic.woff2",
    "assets/fonts/inter-latin-ext.woff2",
];

/// One at a time: a picture may take much memory for a moment.
static BENCH: Semaphore = Semaphore::const_new(1);

/// Does work on pixels. It runs to its end also when nobody waits for it any more, and others wait for that.
pub async fn at_the_bench<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let place = BENCH.acquire().await.map_err(Error::internal)?;
    let work = move || {
        let done = work();
        drop(place);
        done
    };
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)
}

/// A person's face of the picture that they sent.
///
/// # Errors
/// [`Code::TooLarge`]; [`Code::Invalid`] at `picture`: not a JPEG, PNG, WebP or GIF, broken, or with too many pixels or too few.
pub async fn face(bytes: Vec<u8>) -> Result<Shown> {
    if bytes.len() > FACE_LIMIT {
        return Err(Code::TooLarge.into());
    }
    let made = at_the_bench(move || pictures::square(&bytes, AVATAR_WIDTH)).await?;
    match made {
        Ok(square) => Ok(Shown {
            width: AVATAR_WIDTH,
            height: AVATAR_WIDTH,
            variants: vec![(AVATAR_WIDTH, square.bytes)],
            thumbhash: square.thumbhash,
            blur: square.blur,
            colour: String::new(),
        }),
        Err(Fault::Refused(why)) => Err(useless("picture", &why).into()),
        Err(Fault::Failed(words)) => Err(Error::internal(words)),
    }
}

/// A cover of the picture that a creator sent.
///
/// # Errors
/// [`Code::TooLarge`]; [`Code::Invalid`] at `cover`, as [`face`].
pub async fn cover(bytes: Vec<u8>) -> Result<Shown> {
    if bytes.len() > FACE_LIMIT {
        return Err(Code::TooLarge.into());
    }
    still(bytes, Crop::Middle { wide: 16, high: 7 }, "cover").await
}

/// A picture in all its widths, of an animation the first frame: what stands over a page, or waits to be played, does not move. What it
/// is refused for is said of `field`.
async fn still(bytes: Vec<u8>, crop: Crop, field: &'static str) -> Result<Shown> {
    let edit = Edit { turns: 0, crop };
    let made = at_the_bench(move || pictures::variants(&bytes, &Limits::default(), &edit)).await?;
    match made {
        Ok(made) => Ok(Shown {
            width: made.width,
            height: made.height,
            variants: if made.animated { made.still } else { made.variants }
                .into_iter()
                .map(|variant| (variant.width, variant.bytes))
                .collect(),
            thumbhash: made.thumbhash,
            blur: made.blur,
            colour: made.colour,
        }),
        Err(Fault::Refused(why)) => Err(useless(field, &why).into()),
        Err(Fault::Failed(words)) => Err(Error::internal(words)),
    }
}

/// Why nothing is made of a picture.
fn useless(field: &'static str, why: &pictures::Refusal) -> Refusal {
    let words = why.to_string();
    Refusal::field(field, |lang| lang.file_refusal(why.code(), &words))
}

/// What is to stand for a film, of the picture that its author sent: the largest part of its middle in the shape of the film.
///
/// # Errors
/// [`Code::TooLarge`]; [`Code::Invalid`] at `poster`, as [`face`].
pub async fn poster(bytes: Vec<u8>, size: Option<(u32, u32)>) -> Result<Shown> {
    if bytes.len() > POSTER_SIZE {
        return Err(Code::TooLarge.into());
    }
    poster_of(bytes, size).await
}

async fn poster_of(bytes: Vec<u8>, size: Option<(u32, u32)>) -> Result<Shown> {
    let crop = size.map_or(Crop::Whole, |(wide, high)| Crop::Middle { wide, high });
    still(bytes, crop, "poster").await
}

/// The same of a moment of the film.
///
/// # Errors
/// [`Code::MomentMissing`] where it cannot be had.
pub async fn moment(state: &AppState, film: &Film, milliseconds: u64) -> Result<Shown> {
    let milliseconds = film.moment(milliseconds)?;
    let (list, media) = film.rendition().ok_or(Code::MomentMissing)?;
    let workshop = state.stills.get_or_init(|| studio(state)).await;
    match workshop.still((&list, &media), milliseconds).await {
        Ok(Some(png)) => poster_of(png, film.size()).await,
        Ok(None) => Err(Code::MomentMissing.into()),
        Err(Unmade::Refused { words, .. } | Unmade::Failed(words)) => Err(Error::internal(words)),
    }
}

/// Pictures with the marks of those to whom they are shown, kept for a while.
pub struct Marks {
    key: OnceCell<[u8; 32]>,
    kept: Cache<(String, u64), Bytes>,
}

impl Default for Marks {
    /// Keeps 64 MB: laying a mark takes a tenth of a second.
    fn default() -> Self {
        let weight = |_: &(String, u64), bytes: &Bytes| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        Self {
            key: OnceCell::new(),
            kept: Cache::builder()
                .weigher(weight)
                .max_capacity(64 * 1024 * 1024)
                .time_to_idle(Duration::from_secs(10 * 60))
                .build(),
        }
    }
}

impl Marks {
    /// The picture of a key of the storage as this viewer of this post gets it. One that cannot bear a mark is as it is.
    pub async fn get(&self, domain: &Domain, key: &str, (viewer, post): (UserId, PostId)) -> Result<Bytes> {
        let tag = marks::tag(domain, viewer, post).await?;
        let secret = *self.key.get_or_try_init(|| marks::key(domain)).await?;
        let lay = async {
            let bytes = domain.storage.get(key).await.map_err(Error::internal)?;
            let tag =
                Tag::new(tag).ok_or_else(|| Error::internal("a mark's number has more than 48 bits"))?;
            let marked = at_the_bench(move || pictures::mark(&bytes, &MarkKey::new(secret), tag));
            match marked.await? {
                Ok(marked) => Ok(Bytes::from(marked.bytes)),
                Err(fault) => Err(Error::internal(fault.to_string())),
            }
        };
        self.kept
            .try_get_with((key.to_owned(), tag), lay)
            .await
            .map_err(|error| error.again())
    }
}

/// What lies behind the words of a card.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Backdrop {
    /// Nothing but the house's colours.
    Plain,
    /// The path of a picture; one that not everybody may see is left out.
    Picture(String),
    /// A blur as a `data:` address.
    Blur(String),
}

/// What is on a card; two that are equal look the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Card {
    pub title: String,
    /// Below the title: a name, or a sentence.
    pub line: String,
    /// Behind the line, in quiet: a handle.
    pub quiet: Option<String>,
    /// The path of a picture.
    pub face: Option<String>,
    pub backdrop: Backdrop,
    /// On a locked post: what opens it, as `0.05 SOL`.
    pub lock: Option<String>,
}

/// The cards of this process, and the letters for them.
pub struct Cards {
    site: Site,
    letters: Arc<OnceLock<Letters>>,
    kept: Cache<Card, Bytes>,
}

impl Cards {
    /// Reads nothing yet: most processes of a test never draw.
    pub fn new(site: Site) -> Self {
        Self {
            site,
            letters: Arc::default(),
            kept: Cache::new(KEPT),
        }
    }

    /// The card as JPEG, drawn once however many ask.
    pub async fn get(&self, domain: &Domain, card: Card) -> Result<Bytes> {
        self.kept
            .try_get_with_by_ref(&card, self.draw(domain, card.clone()))
            .await
            .map_err(|error| Error::internal(error.to_string()))
    }

    async fn draw(&self, domain: &Domain, card: Card) -> Result<Bytes> {
        let face = match &card.face {
            Some(path) => bytes(domain, path).await?,
            None => None,
        };
        let behind = match &card.backdrop {
            Backdrop::Plain => None,
            Backdrop::Picture(path) => bytes(domain, path).await?,
            Backdrop::Blur(address) => {
                let data = address.split_once(',').map_or("", |(_, data)| data);
                Some(STANDARD.decode(data).map_err(Error::internal)?)
            }
        };
        let (site, letters) = (self.site, self.letters.clone());
        let (jpeg, unread) = at_the_bench(move || {
            let words = pictures::Card {
                title: &card.title,
                line: &card.line,
                quiet: card.quiet.as_deref(),
                lock: card.lock.as_deref(),
                face: face.as_deref(),
                behind: behind.as_deref(),
            };
            pictures::card(letters.get_or_init(|| read_letters(site)), &words)
        })
        .await?
        .map_err(Error::internal)?;
        for error in unread {
            tracing::warn!(
                error,
                "a picture cannot be read, so what is shared goes without it"
            );
        }
        Ok(jpeg.into())
    }
}

/// The letters of the site's fonts; none, and a word in the log, where they cannot be read.
fn read_letters(site: Site) -> Letters {
    let fonts: Vec<Vec<u8>> = FONTS.iter().filter_map(|name| site.bytes(name)).collect();
    Letters::of(&fonts).unwrap_or_else(|error| {
        tracing::error!(
            error,
            "the site's fonts cannot be read; what is shared has no words on it"
        );
        Letters::default()
    })
}

/// The bytes at a path of ours as everybody may have them.
async fn bytes(domain: &Domain, path: &str) -> Result<Option<Vec<u8>>> {
    let mut parts = path.strip_prefix("/media/").unwrap_or_default().split('/');
    let (id, name) = (parts.next().and_then(|id| id.parse().ok()), parts.next());
    let file = name.and_then(File::named).filter(|file| file.is_picture());
    let (Some(id), Some(file)) = (id, file) else {
        return Ok(None);
    };
    match posts::files::public_bytes(domain, id, file).await {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.code() == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
