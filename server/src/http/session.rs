//! Sessions in cookies: who asks, on every request, and a silent refresh when the access token has ended. A
//! bad cookie is no cookie; it is never an error page. A bad token in `Authorization` is refused.

use super::{
    errors::{Failure, log},
    observe,
};
use crate::{config::Config, state::AppState};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    Domain, Viewer,
    identity::{self, Refreshed, Started},
};
use rand::TryRngCore;
use shared::Timestamp;

/// The cookie of the access token (JWT).
pub const ACCESS: &str = "fonana_access";
const REFRESH: &str = "fonana_refresh";
/// The handle of whoever invited this browser; the first one stays.
const REFERRER: &str = "fonana_referrer";
/// Seconds that an invitation is remembered.
const INVITED: i64 = 90 * 24 * 60 * 60;
/// Says that the visitor is of age.
pub const ADULT: &str = "fonana_adult";
/// Binds a sign-in to the browser that asked for its challenge.
const BINDING: &str = "fonana_binding";

/// `__Host-` keeps a cookie to this very host (RFC 6265bis); browsers take it with https only.
fn name(config: &Config, name: &str) -> String {
    if config.https() {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

fn cookie(config: &Config, base: &str, value: String, seconds: i64) -> Cookie<'static> {
    Cookie::build((name(config, base), value))
        .path("/")
        .http_only(true)
        .secure(config.https())
        .same_site(SameSite::Lax)
        .max_age(time::Duration::seconds(seconds))
        .build()
}

fn value(config: &Config, jar: &CookieJar, base: &str) -> Option<String> {
    jar.get(&name(config, base))
        .map(|cookie| cookie.value().to_owned())
        .filter(|value| !value.is_empty())
}

/// The browser's binding value, made when it has none. Its cookie lives on with every challenge, or the last one
/// could outlive it.
pub fn binding(config: &Config, jar: CookieJar) -> (String, CookieJar) {
    let value = bound(config, &jar).unwrap_or_else(|| {
        let mut bytes = [0; 32];
        rand::rngs::OsRng
            .try_fill_bytes(&mut bytes)
            .expect("the system has randomness, or no key is safe");
        URL_SAFE_NO_PAD.encode(bytes)
    });
    let jar = jar.add(cookie(config, BINDING, value.clone(), 600));
    (value, jar)
}

/// The browser's binding value, if it has one.
pub fn bound(config: &Config, jar: &CookieJar) -> Option<String> {
    value(config, jar, BINDING)
}

/// Who invited this browser, if somebody did.
pub fn invited_by(config: &Config, jar: &CookieJar) -> Option<String> {
    value(config, jar, REFERRER)
}

/// Remembers who invited this browser, unless somebody did before.
pub fn invited(config: &Config, jar: CookieJar, handle: &str) -> CookieJar {
    if invited_by(config, &jar).is_some() {
        return jar;
    }
    jar.add(cookie(config, REFERRER, handle.to_owned(), INVITED))
}

/// The refresh token, if there is one.
pub fn refresh_token(config: &Config, jar: &CookieJar) -> Option<String> {
    value(config, jar, REFRESH)
}

fn seconds_until(moment: Timestamp, now: Timestamp) -> i64 {
    (moment.0 - now.0).max(0) / 1000
}

/// The cookies of a new session.
pub fn started(config: &Config, jar: CookieJar, started: &Started, now: Timestamp) -> CookieJar {
    let access = i64::try_from(started.expires_in).unwrap_or(0);
    let keep = seconds_until(started.refresh_expires_at, now);
    let invited = invited_by(config, &jar).is_some();
    let jar = jar
        .add(cookie(config, ACCESS, started.access_token.clone(), access))
        .add(cookie(config, REFRESH, started.refresh_token.clone(), keep))
        .add(cookie(config, BINDING, String::new(), 0));
    // Whoever signed in is somebody now, invited or not.
    if invited {
        jar.add(cookie(config, REFERRER, String::new(), 0))
    } else {
        jar
    }
}

/// The cookies after a refresh; the refresh token stays when another tab has rotated it just now.
pub fn refreshed(config: &Config, jar: CookieJar, refreshed: &Refreshed, now: Timestamp) -> CookieJar {
    let access = i64::try_from(refreshed.expires_in).unwrap_or(0);
    let jar = jar.add(cookie(config, ACCESS, refreshed.access_token.clone(), access));
    match &refreshed.refresh_token {
        Some(token) => {
            let keep = seconds_until(refreshed.refresh_expires_at, now);
            jar.add(cookie(config, REFRESH, token.clone(), keep))
        }
        None => jar,
    }
}

/// No session.
pub fn ended(config: &Config, jar: CookieJar) -> CookieJar {
    jar.add(cookie(config, ACCESS, String::new(), 0))
        .add(cookie(config, REFRESH, String::new(), 0))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Whether an address gives everybody the same and may be kept by anybody: no session belongs there.
fn public(path: &str) -> bool {
    ["/v/", "/pkg/", "/assets/"]
        .iter()
        .any(|folder| path.starts_with(folder))
        || matches!(path, "/favicon.ico" | "/api/health/live")
}

/// Whether this browser was told that its person is of age.
fn of_age(headers: &HeaderMap) -> bool {
    headers.contains_key(header::COOKIE) && CookieJar::from_headers(headers).get(ADULT).is_some()
}

/// Finds who asks and puts the [`Viewer`] into the request.
pub async fn layer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    if public(request.uri().path()) {
        request.extensions_mut().insert(Viewer::Visitor);
        return next.run(request).await;
    }
    let path = request.uri().path();
    let (viewer, jar) = match viewer(&state.domain, &state.config, request.headers(), path).await {
        Ok(found) => found,
        Err(failure) => return failure.into_response(),
    };
    let viewer = match viewer {
        Viewer::Visitor if of_age(request.headers()) => Viewer::AdultVisitor,
        viewer => viewer,
    };
    observe::heed(&viewer);
    request.extensions_mut().insert(viewer);
    let mut response = next.run(request).await;
    if let Some(jar) = jar {
        // Ours first: of two cookies with one name the later wins, and a door that sets one knows better.
        let theirs: Vec<_> = response
            .headers()
            .get_all(header::SET_COOKIE)
            .iter()
            .cloned()
            .collect();
        response.headers_mut().remove(header::SET_COOKIE);
        response = (jar, response).into_response();
        for value in theirs {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

async fn viewer(
    domain: &Domain,
    config: &Config,
    headers: &HeaderMap,
    path: &str,
) -> Result<(Viewer, Option<CookieJar>), Failure> {
    if let Some(token) = bearer(headers) {
        // A program that sends a token means to be somebody: silently being nobody would mislead it. Where it
        // gets its next token the old one does not matter.
        return match identity::viewer(domain, token).await? {
            Ok(person) => Ok((Viewer::Person(Box::new(person)), None)),
            Err(_) if path.starts_with("/api/auth/") => Ok((Viewer::Visitor, None)),
            Err(why) => Err(why.into()),
        };
    }
    if !headers.contains_key(header::COOKIE) {
        return Ok((Viewer::Visitor, None));
    }
    let jar = CookieJar::from_headers(headers);
    if let Some(token) = value(config, &jar, ACCESS) {
        let viewer = known(domain, &token).await?;
        if viewer != Viewer::Visitor {
            return Ok((viewer, None));
        }
    }
    // The refresh door does itself what would otherwise happen silently, and must find the token unused.
    let silently = path != "/api/auth/refresh";
    let Some(token) = refresh_token(config, &jar).filter(|_| silently) else {
        return Ok((Viewer::Visitor, None));
    };
    // Only what is added goes out: an empty jar does not send the cookies back.
    match identity::refresh(domain, &token).await {
        Ok(answer) => {
            let jar = refreshed(config, CookieJar::new(), &answer, domain.now());
            Ok((Viewer::Person(Box::new(answer.person)), Some(jar)))
        }
        Err(domain::Error::Refused(_)) => Ok((Viewer::Visitor, Some(ended(config, CookieJar::new())))),
        Err(error) => {
            log(&error);
            Ok((Viewer::Visitor, None))
        }
    }
}

async fn known(domain: &Domain, token: &str) -> Result<Viewer, Failure> {
    Ok(match identity::viewer(domain, token).await? {
        Ok(person) => Viewer::Person(Box::new(person)),
        Err(_) => Viewer::Visitor,
    })
}
