//! Why a form was refused, in words that stand at the field at fault. A refusal that is about no field stands over the
//! form, whose field has no name.

use shared::Problem;

/// The words for `field`, if it is the one at fault.
pub fn field_fault(problem: &Problem, field: &str) -> Option<String> {
    let about = problem.field.as_deref().unwrap_or_default();
    (about == field).then(|| problem.detail.clone().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{Code, Refusal, text::Lang};

    #[test]
    fn words_stand_at_the_field_at_fault() {
        for lang in Lang::ALL {
            let problem = Problem::new(Refusal::field("name", Lang::text_empty), *lang, None);
            let at = |field| field_fault(&problem, field);
            assert_eq!(at("name").as_deref(), Some(lang.text_empty()));
            assert_eq!((at("bio"), at("")), (None, None));
            let problem = Problem::new(Code::AlreadyACreator.into(), *lang, None);
            let words = field_fault(&problem, "");
            assert_eq!(words.as_deref(), Some(lang.refusal(Code::AlreadyACreator)));
        }
    }
}
