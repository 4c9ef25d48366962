//! What people type into fields, read into values: amounts also with a comma, numbers, and nothing where nothing stands. What cannot
//! be read is refused at its field.

use crate::{
    Refusal,
    money::{Currency, Units},
    text::Lang,
};
use std::{
    num::{IntErrorKind, ParseIntError},
    str::FromStr,
};

/// The text without what stands around it; none where that is nothing.
pub fn filled(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// An amount in wholes of a currency.
///
/// # Errors
/// `invalid` at the field, with an example.
pub fn units(field: &'static str, currency: Currency, text: &str) -> Result<Units, Refusal> {
    let read = currency.parse(text.trim().replace(',', ".").as_str());
    read.ok_or_else(|| {
        let example = currency.of(currency.min_price());
        Refusal::field(field, |lang| {
            lang.amount_wanted(currency.code(), &lang.typed_amount(example))
        })
    })
}

/// The currency that was chosen; the first where there was no choice.
///
/// # Errors
/// `invalid` at `currency`.
pub fn currency(text: &str) -> Result<Currency, Refusal> {
    match text {
        "" => Ok(Currency::default()),
        text => text.parse(),
    }
}

/// A whole number, also of percent; none for an empty field.
///
/// # Errors
/// `invalid` at the field.
pub fn whole<T: FromStr<Err = ParseIntError>>(field: &'static str, text: &str) -> Result<Option<T>, Refusal> {
    filled(text)
        .map(|text| {
            let number = text.trim_end_matches('%').trim_end().parse();
            number.map_err(|error: ParseIntError| match error.kind() {
                // It is a whole number, and nobody means one that large.
                IntErrorKind::PosOverflow => Refusal::field(field, Lang::whole_large),
                _ => Refusal::field(field, Lang::whole_wanted),
            })
        })
        .transpose()
}

/// Words parted by spaces, commas or lines.
pub fn words(text: &str) -> Vec<String> {
    text.split([' ', ',', '\n']).filter_map(filled).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_number_is_told() {
        assert_eq!(whole::<u8>("percent", " 20 % "), Ok(Some(20)));
        assert_eq!(whole::<u8>("percent", " "), Ok(None));
        let said = |text| whole::<u8>("percent", text).expect_err("none").said(Lang::En);
        assert_eq!(said("500"), Lang::En.whole_large());
        for text in ["-1", "1.5", "ten"] {
            assert_eq!(said(text), Lang::En.whole_wanted());
        }
    }

    #[test]
    fn amounts_are_read_with_a_comma_too() {
        assert_eq!(units("price", Currency::Sol, " 0,05 "), Ok(Units(50_000_000)));
        let refused = units("price", Currency::Usdc, "five").expect_err("no amount");
        assert_eq!(refused.field.as_deref(), Some("price"));
        assert!(refused.to_string().contains("USDC"), "{refused}");
    }

    #[test]
    fn nothing_is_nothing_and_a_number_is_whole() {
        assert_eq!(filled("  "), None);
        assert_eq!(whole::<u8>("percent", " 15 % "), Ok(Some(15)));
        assert_eq!(whole::<u8>("percent", " "), Ok(None));
        assert!(whole::<u8>("percent", "1.5").is_err());
        assert!(whole::<u8>("percent", "300").is_err());
        assert_eq!(words("a, b\nc"), ["a", "b", "c"]);
    }
}
