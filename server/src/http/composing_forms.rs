//! The plain forms of writing posts: one form of all that is typed, and what is to be done with it by the button it was sent with. What is
//! refused stands in the form again, and of what was typed nothing is lost. It decides nothing.

use super::{
    body::to_its_end,
    errors::{self, Failure},
    extract::{Form, PathPart},
    forms::page_again,
    with_files::{file, words},
};
use crate::{pictures, rest::uploads::next_field, state::AppState};
use app::posts::{Unpublished, composer::model::Place};
use axum::{
    Extension,
    extract::{
        Multipart, State,
        multipart::{Field, MultipartRejection},
    },
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    Domain, Error, Viewer,
    media::{self, poster},
    posts::{self, drafts},
};
use shared::{
    Code, Problem, Refusal,
    drafts::{DraftFields, DraftSave, DraftView, MOST_FILES, PostFile, ScheduleDraft},
    ids::{MediaId, PostId},
    media::{CAPTIONS_SIZE, MediaPatch, POSTER_SIZE, moment},
    text::Lang,
};

/// What was sent.
#[derive(Clone, Debug, Default)]
struct Written {
    fields: DraftFields,
    act: String,
    at: String,
    version: Option<u32>,
    /// Of each file whether its original is to stay, in what language its captions are, and which moment stands for it, as typed.
    about: Vec<(MediaId, String, String)>,
}

impl Written {
    fn of(pairs: &[(String, String)]) -> Self {
        let pairs = || pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let named = |wanted: &str| {
            pairs()
                .filter(|(name, _)| *name == wanted)
                .map(|(_, value)| value.to_owned())
                .next()
                .unwrap_or_default()
        };
        Self {
            fields: DraftFields::of_form(pairs()),
            act: named("act"),
            at: named("at"),
            version: named("version").parse().ok().filter(|version| *version > 0),
            about: pairs()
                .filter_map(|(name, value)| {
                    let (what, id) = name.split_once('.')?;
                    let known = matches!(what, "keep" | "tongue" | "moment");
                    Some((
                        id.parse().ok().filter(|_| known)?,
                        what.to_owned(),
                        value.to_owned(),
                    ))
                })
                .collect(),
        }
    }

    /// What was typed of a file; the last where it is there twice.
    fn of_file(&self, file: MediaId, wanted: &str) -> Option<&str> {
        let mut about = self.about.iter().rev();
        about
            .find(|(id, what, _)| *id == file && what == wanted)
            .map(|(_, _, value)| value.as_str())
    }

    fn save(&self) -> DraftSave {
        DraftSave {
            fields: self.fields.clone(),
            version: self.version,
        }
    }
}

/// What can be mended in the form. Anything else is a page of its own.
fn mendable(error: Error) -> Result<Problem, Failure> {
    match error.code() {
        Code::SignInRequired
        | Code::SessionEnded
        | Code::NotACreator
        | Code::Forbidden
        | Code::NotFound
        | Code::Malformed
        | Code::Unavailable
        | Code::Internal => Err(error.into()),
        _ => Ok(errors::told(error.refusal())),
    }
}

/// The form again, with what was typed and why it stays.
struct Again<'a> {
    state: &'a AppState,
    viewer: Viewer,
    headers: &'a HeaderMap,
    written: Written,
}

impl Again<'_> {
    async fn page(
        self,
        place: Place,
        problem: Option<Problem>,
        unsent: Vec<(String, Problem)>,
    ) -> Result<Response, Failure> {
        let files = drafts::files(&self.state.domain, &self.viewer, &self.written.fields).await?;
        let status = problem
            .as_ref()
            .or(unsent.first().map(|(_, problem)| problem))
            .map_or(422, |problem| problem.status);
        let unpublished = Unpublished {
            problem,
            typed: self.written.fields,
            at: self.written.at,
            files,
            unsent,
        };
        let (state, headers) = (self.state, self.headers);
        Ok(page_again(state, self.viewer, headers, &place.path(), unpublished, status).await)
    }
}

/// Does what the boxes say of originals. What is a part of a post, or gone, has nothing to be said of it.
async fn keep(domain: &Domain, viewer: &Viewer, written: &Written) -> Result<(), Error> {
    for file in written.fields.media.iter().map(|file| file.id).take(MOST_FILES) {
        let Some(keep) = written.of_file(file, "keep").map(|keep| keep == "yes") else {
            continue;
        };
        let patch = MediaPatch {
            keep_original: Some(keep),
            ..MediaPatch::default()
        };
        match media::change(domain, viewer, file, &patch).await {
            Ok(_) | Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn place_of(draft: &DraftView) -> Place {
    match draft.published {
        true => Place::Post(draft.id),
        false => Place::Draft(draft.id),
    }
}

fn to(address: &str) -> Response {
    Redirect::to(address).into_response()
}

/// `POST /create`: publishes what is typed, or begins a draft of it.
pub async fn begin(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    if viewer.person()?.creator.is_none() {
        return Err(Code::NotACreator.into());
    }
    let written = Written::of(&pairs);
    let domain = &state.domain;
    let again = |viewer, written| Again {
        state: &state,
        viewer,
        headers: &headers,
        written,
    };
    keep(domain, &viewer, &written).await?;
    if matches!(written.act.as_str(), "" | "publish") {
        return match drafts::publish_typed(domain, &viewer, &written.fields).await {
            Ok(post) => Ok(to(&format!("/post/{}", post.id))),
            Err(error) => {
                let problem = mendable(error)?;
                again(viewer, written)
                    .page(Place::New, Some(problem), vec![])
                    .await
            }
        };
    }
    match drafts::create(domain, &viewer, &written.fields).await {
        Ok(draft) => done(&state, viewer, &headers, Place::Draft(draft.id), written).await,
        Err(error) => {
            let problem = mendable(error)?;
            again(viewer, written)
                .page(Place::New, Some(problem), vec![])
                .await
        }
    }
}

/// `POST /create/{id}` and `POST /post/{id}/edit`: keeps what is typed, and does what the button says.
pub async fn go_on(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    PathPart(id): PathPart<PostId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let written = Written::of(&pairs);
    let domain = &state.domain;
    let place = place_of(&drafts::get(domain, &viewer, id).await?);
    match (written.act.as_str(), place) {
        ("delete", Place::Post(id)) => return delete_post(&state, &viewer, id).await,
        ("delete", _) => {
            drafts::delete(domain, &viewer, id).await?;
            return Ok(to("/dashboard/posts"));
        }
        ("discard", _) => {
            drafts::delete(domain, &viewer, id).await?;
            return Ok(to(&format!("/post/{id}")));
        }
        _ => {}
    }
    keep(domain, &viewer, &written).await?;
    match drafts::save(domain, &viewer, id, &written.save()).await {
        Ok(_) => done(&state, viewer, &headers, place, written).await,
        Err(error) => {
            let problem = mendable(error)?;
            let again = Again {
                state: &state,
                viewer,
                headers: &headers,
                written,
            };
            again.page(place, Some(problem), vec![]).await
        }
    }
}

/// What is to be done with a draft that is kept.
async fn done(
    state: &AppState,
    viewer: Viewer,
    headers: &HeaderMap,
    place: Place,
    mut written: Written,
) -> Result<Response, Failure> {
    match act(state, &viewer, place, &mut written).await {
        Ok(address) => Ok(to(&address)),
        Err(error) => {
            let problem = mendable(error)?;
            // What is said of one file stands with its name.
            let named = match written.act.split_once(':') {
                Some(("moment" | "uncaption", file)) => file.parse::<MediaId>().ok(),
                _ => None,
            };
            let (problem, unsent) = match named {
                Some(file) => (None, vec![(name(&state.domain, &viewer, file).await?, problem)]),
                None => (Some(problem), vec![]),
            };
            let again = Again {
                state,
                viewer,
                headers,
                written,
            };
            again.page(place, problem, unsent).await
        }
    }
}

/// What a file of one's own is called.
async fn name(domain: &Domain, viewer: &Viewer, file: MediaId) -> Result<String, Error> {
    let own = media::get(domain, viewer, file).await?;
    Ok(own.name.unwrap_or_default())
}

/// Does it; where it leads.
async fn act(
    state: &AppState,
    viewer: &Viewer,
    place: Place,
    written: &mut Written,
) -> Result<String, Error> {
    let domain = &state.domain;
    let id = place.id().ok_or(Code::NotFound)?;
    match written.act.as_str() {
        "publish" => {
            let post = drafts::publish(domain, viewer, id).await?;
            return Ok(format!("/post/{}", post.id));
        }
        "schedule" => {
            let when = ScheduleDraft {
                at: written.at.clone(),
                zone: None,
            };
            drafts::schedule(domain, viewer, id, &when).await?;
            return Ok("/dashboard/posts?saved=scheduled".to_owned());
        }
        "unschedule" => {
            drafts::unschedule(domain, viewer, id).await?;
        }
        "preview" => return Ok(format!("/create/{id}/preview")),
        other => {
            let Some((what, file)) = other.split_once(':') else {
                return Ok(place.path());
            };
            let file: MediaId = file.parse().map_err(|_| Code::NotFound)?;
            if what == "turn" {
                let edit = media::get(domain, viewer, file).await?.edit.turned();
                let patch = MediaPatch {
                    edit: Some(edit),
                    ..MediaPatch::default()
                };
                media::change(domain, viewer, file, &patch).await?;
            } else if what == "uncaption" {
                media::captions::remove(domain, viewer, file).await?;
            } else if what == "moment" {
                let typed = written.of_file(file, "moment").unwrap_or_default();
                let wrong = || Refusal::field("milliseconds", Lang::poster_typed);
                let moment = moment(typed).ok_or_else(wrong)?;
                let film = poster::film(domain, viewer, file).await?;
                let made = pictures::moment(state, &film, moment).await?;
                poster::set(domain, viewer, film, made).await?;
            } else if moved(&mut written.fields.media, what, file) {
                let save = DraftSave {
                    fields: written.fields.clone(),
                    version: None,
                };
                drafts::save(domain, viewer, id, &save).await?;
            }
            return Ok(format!("{}#files", place.path()));
        }
    }
    Ok(place.path())
}

/// Moves a file by one place, or takes it out; whether that changed anything.
fn moved(files: &mut Vec<PostFile>, what: &str, file: MediaId) -> bool {
    let Some(at) = files.iter().position(|known| known.id == file) else {
        return false;
    };
    match what {
        "up" if at > 0 => files.swap(at - 1, at),
        "down" if at + 1 < files.len() => files.swap(at, at + 1),
        "out" => {
            files.remove(at);
        }
        _ => return false,
    }
    true
}

/// What came for a file that is there already: captions, or a picture that is to stand for it.
struct Besides {
    file: MediaId,
    captions: bool,
    name: String,
    bytes: Vec<u8>,
}

/// How many of these come with one form.
const MOST_BESIDES: usize = 4;

/// What came with files: the fields, the files that were taken, what came for files, and what was not taken with its reasons.
type Come = (Written, Vec<MediaId>, Vec<Besides>, Vec<(String, Problem)>);

/// `POST /create/files`: begins a draft of what is typed, with files.
pub async fn begin_with_files(
    state: State<AppState>,
    viewer: Extension<Viewer>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    with_files(state, viewer, headers, None, form).await
}

/// `POST /create/{id}/files`: keeps what is typed, and adds files.
pub async fn add_files(
    state: State<AppState>,
    viewer: Extension<Viewer>,
    headers: HeaderMap,
    PathPart(id): PathPart<PostId>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    with_files(state, viewer, headers, Some(id), form).await
}

async fn with_files(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    headers: HeaderMap,
    id: Option<PostId>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    if viewer.person()?.creator.is_none() {
        return Err(Code::NotACreator.into());
    }
    let domain = state.domain.clone();
    let mut place = match id {
        Some(id) => place_of(&drafts::get(&domain, &viewer, id).await?),
        None => Place::New,
    };
    let form = form.map_err(|_| {
        Refusal::from(Code::UnsupportedMediaType).saying(|lang| lang.door_takes("multipart/form-data"))
    })?;
    let sender = viewer.clone();
    let (mut written, taken, besides, mut unsent) =
        to_its_end(async move { come(&domain, &sender, form).await }).await?;
    let domain = &state.domain;
    keep(domain, &viewer, &written).await?;
    for one in besides {
        let name = one.name.clone();
        match beside(&state, &viewer, &written, one).await {
            Ok(()) => {}
            Err(error) if matches!(error, Error::Refused(_)) => {
                unsent.push((name, errors::told(error.refusal())));
            }
            Err(error) => return Err(error.into()),
        }
    }
    for id in taken {
        if written.fields.media.len() < MOST_FILES {
            written.fields.media.push(PostFile {
                id,
                alt: String::new(),
                sample: false,
            });
        }
    }
    let kept = match place {
        Place::New => drafts::create(domain, &viewer, &written.fields)
            .await
            .map(|draft| place = place_of(&draft)),
        Place::Draft(id) | Place::Post(id) => {
            drafts::save(domain, &viewer, id, &written.save()).await.map(drop)
        }
    };
    let problem = kept.err().map(mendable).transpose()?;
    if problem.is_none() && unsent.is_empty() {
        return Ok(to(&format!("{}#files", place.path())));
    }
    unsent.truncate(MOST_FILES);
    let again = Again {
        state: &state,
        viewer,
        headers: &headers,
        written,
    };
    again.page(place, problem, unsent).await
}

/// Takes what came for a file.
async fn beside(state: &AppState, viewer: &Viewer, written: &Written, one: Besides) -> Result<(), Error> {
    let domain = &state.domain;
    if one.captions {
        let tongue = written.of_file(one.file, "tongue").unwrap_or_default().parse()?;
        media::captions::set(domain, viewer, one.file, tongue, &one.bytes).await?;
    } else {
        let film = poster::film(domain, viewer, one.file).await?;
        let made = pictures::poster(one.bytes, film.size()).await?;
        poster::set(domain, viewer, film, made).await?;
    }
    Ok(())
}

/// The bytes of a field that may have so many.
async fn bytes(mut field: Field<'_>, most: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| Code::Malformed)? {
        if bytes.len() + piece.len() > most {
            return Err(Code::TooLarge.into());
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Reads the whole form: each file is taken or refused by itself, and none of the fields is lost by that.
async fn come(domain: &Domain, viewer: &Viewer, mut form: Multipart) -> Result<Come, Error> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut typed = 0;
    let (mut taken, mut besides, mut unsent) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(field) = next_field(&mut form).await? {
        let name = field.name().unwrap_or_default().to_owned();
        let of_file = name.split_once('.').and_then(|(what, id)| {
            let captions = match what {
                "captions" => true,
                "poster" => false,
                _ => return None,
            };
            Some((captions, id.parse::<MediaId>().ok()?))
        });
        if let Some((captions, of)) = of_file {
            let name = field.file_name().unwrap_or_default().to_owned();
            let most = if captions { CAPTIONS_SIZE } else { POSTER_SIZE };
            if name.is_empty() {
                continue;
            }
            let came = match besides.len() < MOST_BESIDES {
                true => bytes(field, most).await,
                false => Err(Code::TooLarge.into()),
            };
            match came {
                Ok(bytes) => besides.push(Besides {
                    file: of,
                    captions,
                    name,
                    bytes,
                }),
                Err(error) if error.code() == Code::TooLarge => {
                    unsent.push((name, errors::told(error.refusal())));
                }
                Err(error) => return Err(error),
            }
            continue;
        }
        if name != "file" {
            pairs.push(words(field, &mut typed).await?);
            continue;
        }
        match file(domain, viewer, field).await? {
            Some(Ok(id)) => taken.push(id),
            Some(Err(refused)) => unsent.push(refused),
            None => {}
        }
    }
    Ok((Written::of(&pairs), taken, besides, unsent))
}

async fn delete_post(state: &AppState, viewer: &Viewer, id: PostId) -> Result<Response, Failure> {
    let handle = viewer.person()?.handle.clone();
    posts::delete(&state.domain, viewer, id).await?;
    Ok(to(&format!("/{handle}?deleted={id}")))
}

/// `POST /post/{id}/delete`: deletes a post of one's own; to one's page, where it can be put back.
pub async fn delete(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Result<Response, Failure> {
    delete_post(&state, &viewer, id).await
}

/// `POST /post/{id}/restore`: puts it back, and shows it.
pub async fn restore(
    State(state): State<AppState>,
    Extension(viewer): Extension<Viewer>,
    PathPart(id): PathPart<PostId>,
) -> Result<Redirect, Failure> {
    posts::restore(&state.domain, &viewer, id).await?;
    Ok(Redirect::to(&format!("/post/{id}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_moves_by_one_place() {
        let id = |number: u8| -> MediaId {
            format!("01900000-0000-7000-8000-00000000000{number}")
                .parse()
                .expect("an id")
        };
        let mut files: Vec<PostFile> = (1..4)
            .map(|number| PostFile {
                id: id(number),
                alt: String::new(),
                sample: false,
            })
            .collect();
        assert!(moved(&mut files, "up", id(3)));
        assert!(!moved(&mut files, "up", id(1)));
        assert!(!moved(&mut files, "down", id(2)));
        assert!(!moved(&mut files, "down", id(7)));
        assert!(moved(&mut files, "out", id(1)));
        let left: Vec<MediaId> = files.iter().map(|file| file.id).collect();
        assert_eq!(left, [id(3), id(2)]);
    }

    #[test]
    fn what_is_sent_is_read_once() {
        let pairs = [
            ("version", "0"),
            ("act", "schedule"),
            ("act", "save"),
            ("at", "soon"),
            ("title", "T"),
            ("keep.01900000-0000-7000-8000-000000000001", "no"),
            ("keep.01900000-0000-7000-8000-000000000001", "yes"),
            ("keep.nobody", "yes"),
            ("other.01900000-0000-7000-8000-000000000001", "yes"),
        ];
        let pairs: Vec<(String, String)> = pairs.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
        let written = Written::of(&pairs);
        assert_eq!(
            (written.act.as_str(), written.at.as_str(), written.version),
            ("schedule", "soon", None)
        );
        let file = "01900000-0000-7000-8000-000000000001".parse().expect("an id");
        assert_eq!(written.of_file(file, "keep"), Some("yes"));
        assert_eq!((written.of_file(file, "moment"), written.about.len()), (None, 2));
    }
}
