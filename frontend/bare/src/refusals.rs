//! What a door says when it refuses, for a person and for the one who asked.

use crate::json;
use shared::{Code, text::Lang};

/// Why, in the reader's language: doors of ours say it themselves.
pub fn words(lang: Lang, body: &str) -> String {
    match (code(body), json::text(body, "detail")) {
        (Some(_), Some(detail)) => detail,
        _ => lang.fault_unreadable().to_owned(),
    }
}

/// Its code alone; none where it was no door of ours that answered.
pub fn code(body: &str) -> Option<Code> {
    let code = json::text(body, "code")?;
    Code::ALL.iter().copied().find(|known| known.as_str() == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_refusal_is_told_in_the_readers_language() {
        let body =
            r#"{"type":"about:blank","title":"","status":413,"code":"quota_reached","detail":"Места нет."}"#;
        assert_eq!(words(Lang::Ru, body), "Места нет.");
        assert_eq!(code(body), Some(Code::QuotaReached));
        assert_eq!(code("<html>"), None);
        assert_eq!(words(Lang::En, "<html>"), Lang::En.fault_unreadable());
    }
}
