//! Why a form was refused, in words that stand at the field at fault. A refusal that is about no field stands over the
//! form, whose field has no name.

use shared::{Code, Problem, text::Lang};

/// The words for `field`, if it is the one at fault. The server's own sentence says most, and is in English; `own` are the
/// form's words for what is not valid, in every language.
pub fn field_fault(
    lang: Lang,
    problem: &Problem,
    field: &str,
    own: impl FnOnce() -> &'static str,
) -> Option<String> {
    let about = problem.field.as_deref();
    if about != Some(field) && !(about.is_none() && field.is_empty()) {
        return None;
    }
    Some(match (problem.code, lang) {
        (Code::Invalid, Lang::En) => problem.detail.clone().into_owned(),
        (Code::Invalid, _) => own().to_owned(),
        (code, _) => lang.refusal(code).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Refusal;

    #[test]
    fn words_stand_at_the_field_at_fault() {
        let problem = Problem::new(Refusal::field("name", "Too long."), None);
        let at = |lang, field| field_fault(lang, &problem, field, || "own");
        assert_eq!(at(Lang::En, "name").as_deref(), Some("Too long."));
        assert_eq!(at(Lang::Ru, "name").as_deref(), Some("own"));
        assert_eq!(at(Lang::En, "bio"), None);
        assert_eq!(at(Lang::En, ""), None);
        let problem = Problem::new(Code::AlreadyACreator.into(), None);
        let words = field_fault(Lang::Ru, &problem, "", || "own");
        assert_eq!(words.as_deref(), Some(Lang::Ru.refusal(Code::AlreadyACreator)));
    }
}
