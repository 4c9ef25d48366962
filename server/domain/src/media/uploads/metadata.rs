//! What a client says of its file, as tus writes it: pairs of a key and a value in base64, parted by commas. It refuses names that
//! lead somewhere.

use base64::{Engine, engine::general_purpose::STANDARD};
use shared::{Code, Refusal, text::Lang, uploads::is_file_name};
use std::collections::HashSet;

/// The longest that is kept, in bytes.
const LONGEST: usize = 4_000;
const NAME: &str = "filename";

/// Metadata in tus's form, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata(String);

impl From<Metadata> for String {
    fn from(Metadata(text): Metadata) -> Self {
        text
    }
}

/// The pairs; `None` where it is not in this form.
fn pairs(text: &str) -> Option<Vec<(&str, Vec<u8>)>> {
    let pairs = text
        .split(',')
        .filter(|pair| !pair.trim().is_empty())
        .map(|pair| {
            let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
            Some((key, STANDARD.decode(value.trim()).ok()?))
        });
    pairs.collect()
}

impl Metadata {
    /// Reads what a client sent.
    ///
    /// # Errors
    /// [`Code::Malformed`] at `Upload-Metadata`; [`Code::UploadName`].
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let malformed = || {
            Refusal::from(Code::Malformed)
                .at("Upload-Metadata")
                .saying(Lang::header_metadata)
        };
        let plain = text.len() <= LONGEST && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        let pairs = pairs(text).filter(|_| plain).ok_or_else(malformed)?;
        let mut keys = HashSet::new();
        for (key, value) in &pairs {
            if !keys.insert(*key) {
                return Err(malformed());
            }
            let named = || std::str::from_utf8(value).is_ok_and(is_file_name);
            if *key == NAME && !named() {
                return Err(Refusal::from(Code::UploadName).at(NAME));
            }
        }
        Ok(Self(text.to_owned()))
    }

    /// Of a file whose name alone is known, if it is.
    ///
    /// # Errors
    /// [`Code::UploadName`].
    pub fn named(name: Option<&str>) -> Result<Self, Refusal> {
        match name {
            Some(name) if !is_file_name(name) => Err(Refusal::from(Code::UploadName).at(NAME)),
            Some(name) => Ok(Self(format!("{NAME} {}", STANDARD.encode(name)))),
            None => Ok(Self::default()),
        }
    }
}

/// The file's name in metadata that were checked.
pub(super) fn file_name(metadata: &str) -> Option<String> {
    let named = pairs(metadata)?.into_iter().find(|(key, _)| *key == NAME)?;
    String::from_utf8(named.1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_are_taken_as_they_are_and_names_are_names() {
        let text = "filename 0JzQvtC5INGE0LDQudC7Lm1wNA==,filetype dmlkZW8vbXA0, is_confidential";
        let Metadata(kept) = Metadata::parse(text).expect("as tus says");
        assert_eq!(kept, text);
        assert_eq!(file_name(&kept).as_deref(), Some("Мой файл.mp4"));
        assert_eq!(file_name(""), None);
        let Metadata(named) = Metadata::named(Some("a b.png")).expect("a name");
        assert_eq!(file_name(&named).as_deref(), Some("a b.png"));
        for (text, code) in [
            ("filename ***", Code::Malformed),
            ("filename YQ==,filename Yg==", Code::Malformed),
            ("имя YQ==", Code::Malformed),
            // ../../etc/passwd, a\b, nothing, and no UTF-8.
            ("filename Li4vLi4vZXRjL3Bhc3N3ZA==", Code::UploadName),
            ("filename YVxi", Code::UploadName),
            ("filename", Code::UploadName),
            ("filename /w==", Code::UploadName),
        ] {
            assert_eq!(
                Metadata::parse(text).map_err(|refusal| refusal.code),
                Err(code),
                "{text}"
            );
        }
        assert!(Metadata::parse(&"a".repeat(LONGEST + 1)).is_err());
    }
}
