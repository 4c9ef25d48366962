//! Addresses of one file that stand for a viewer for a few hours, for players that bring no cookies. What they open is decided each time
//! as for that viewer; a session that ended takes its addresses along.

use domain::{Domain, Viewer, identity};
use shared::{ids::MediaId, media::SignedAddress};

/// The viewer of a signed address.
///
/// # Errors
/// `not_found` for a mark of another file, of somebody who is not signed in any more, or of nobody.
pub async fn viewer(domain: &Domain, id: MediaId, by: &str) -> domain::Result<Viewer> {
    let person = identity::media_viewer(domain, id, by).await?;
    Ok(Viewer::Person(Box::new(person)))
}

/// A playlist whose files are asked for with the same mark.
pub fn playlist(list: &str, by: &str) -> String {
    let mut marked = String::with_capacity(list.len() * 2);
    for line in list.lines() {
        match line.split_once("URI=\"") {
            // The beginning of a rendition (RFC 8216, 4.3.2.5).
            Some((before, rest)) if line.starts_with('#') => match rest.split_once('"') {
                Some((uri, after)) => marked.push_str(&format!("{before}URI=\"{uri}?by={by}\"{after}")),
                None => marked.push_str(line),
            },
            _ if line.starts_with('#') || line.is_empty() => marked.push_str(line),
            _ => marked.push_str(&format!("{line}?by={by}")),
        }
        marked.push('\n');
    }
    marked
}

/// The signed address of a file that the viewer may open.
///
/// # Errors
/// `sign_in_required`, `not_found`.
pub async fn address(
    domain: &Domain,
    viewer: &Viewer,
    id: MediaId,
    name: &str,
) -> domain::Result<SignedAddress> {
    let asked = domain::posts::files::Asked::named(name).ok_or(shared::Code::NotFound)?;
    let (token, expires_at) = identity::media_token(domain, viewer, id).await?;
    domain::posts::files::open(domain, viewer, id, asked).await?;
    Ok(SignedAddress {
        url: format!("/media/{id}/{name}?by={token}"),
        expires_at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_playlist_is_marked() {
        let list = "#EXTM3U\n#EXT-X-MAP:URI=\"360p.mp4\",BYTERANGE=\"800@0\"\n#EXTINF:2,\n#EXT-X-BYTERANGE:100@800\n360p.mp4\n\n";
        let marked = playlist(list, "abc");
        let expected = "#EXTM3U\n#EXT-X-MAP:URI=\"360p.mp4?by=abc\",BYTERANGE=\"800@0\"\n#EXTINF:2,\n#EXT-X-BYTERANGE:100@800\n\
                        360p.mp4?by=abc\n\n";
        assert_eq!(marked, expected);
    }
}
