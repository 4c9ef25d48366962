//! What is sent, made of what was typed. Whether it may be sent is the server's to say; only what is no number is no price.

use bare::json;
use js_sys::{Array, JSON, Object, Reflect};
use shared::money::{Currency, Units};
use wasm_bindgen::JsValue;

/// A message as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub body: String,
    /// To whom, where that is chosen.
    pub to: Option<String>,
    pub answers: Option<String>,
    /// In wholes.
    pub price: String,
    pub usdc: bool,
    /// Words that are locked.
    pub inside: String,
}

/// Its price is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPrice;

impl Typed {
    /// Nothing to send, unless there are files.
    pub fn is_empty(&self) -> bool {
        self.body.trim().is_empty() && self.price.trim().is_empty() && self.inside.trim().is_empty()
    }

    /// What was typed to send this JSON; none where something came with it that cannot be typed.
    pub fn read(body: &str) -> Option<Self> {
        let text = |name| json::text(body, name);
        if json::has(body, "media") || json::has(body, "answers") {
            return None;
        }
        let currency = match text("currency").as_deref() {
            Some("USDC") => Currency::Usdc,
            _ => Currency::Sol,
        };
        let units = text("price").and_then(|units| units.parse().ok());
        Some(Self {
            body: text("body")?,
            to: text("to"),
            answers: None,
            price: units
                .map(|units| currency.of(Units(units)).wholes())
                .unwrap_or_default(),
            usdc: currency == Currency::Usdc,
            inside: text("inside").unwrap_or_default(),
        })
    }

    /// What the price is in base units and in what, if there is one.
    fn price(&self) -> Result<Option<(u64, Currency)>, NoPrice> {
        let price = self.price.trim();
        if price.is_empty() {
            return Ok(None);
        }
        let currency = match self.usdc {
            true => Currency::Usdc,
            false => Currency::Sol,
        };
        // With a point or a comma.
        let units = currency.parse(&price.replace(',', ".")).ok_or(NoPrice)?;
        Ok(Some((units.0, currency)))
    }

    /// JSON, written by the browser.
    pub fn json(&self, media: &[String]) -> Result<String, NoPrice> {
        let draft = Object::new();
        let put = |name: &str, value: &JsValue| {
            // Setting a member of a fresh plain object cannot fail.
            let _ = Reflect::set(&draft, &JsValue::from_str(name), value);
        };
        put("body", &JsValue::from_str(&self.body));
        if let Some((units, currency)) = self.price()? {
            put("price", &JsValue::from_str(&units.to_string()));
            put("currency", &JsValue::from_str(currency.code()));
        }
        // Without a price the server says that it wants one: nothing typed is left out.
        let inside = Some(self.inside.clone()).filter(|inside| !inside.trim().is_empty());
        for (name, value) in [("inside", &inside), ("to", &self.to), ("answers", &self.answers)] {
            if let Some(value) = value {
                put(name, &JsValue::from_str(value));
            }
        }
        if !media.is_empty() {
            let list: Array = media.iter().map(|id| JsValue::from_str(id)).collect();
            put("media", &list);
        }
        // An object of texts can be written.
        Ok(JSON::stringify(&draft).map(String::from).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn priced(price: &str, usdc: bool) -> Typed {
        Typed {
            body: "Look".to_owned(),
            price: price.to_owned(),
            usdc,
            inside: "Inside".to_owned(),
            ..Typed::default()
        }
    }

    #[test]
    fn what_was_typed_is_what_is_sent() {
        let plain = Typed {
            body: "A \"word\"".to_owned(),
            answers: Some("a".to_owned()),
            ..Typed::default()
        };
        assert_eq!(
            plain.json(&["f".to_owned()]).as_deref(),
            Ok(r#"{"body":"A \"word\"","answers":"a","media":["f"]}"#)
        );
        assert!(!plain.is_empty() && Typed::default().is_empty());
        assert_eq!(
            priced(" 0,05 ", false).json(&[]).as_deref(),
            Ok(r#"{"body":"Look","price":"50000000","currency":"SOL","inside":"Inside"}"#)
        );
        assert_eq!(
            priced("1.5", true).json(&[]).as_deref(),
            Ok(r#"{"body":"Look","price":"1500000","currency":"USDC","inside":"Inside"}"#)
        );
    }

    #[test]
    fn what_was_sent_is_what_was_typed() {
        let many = Typed {
            to: Some("followers".to_owned()),
            ..priced("0.05", false)
        };
        for typed in [
            many,
            priced("1.5", true),
            Typed {
                body: "Look".to_owned(),
                ..Typed::default()
            },
        ] {
            let body = typed.json(&[]).expect("a price");
            assert_eq!(Typed::read(&body), Some(typed));
        }
        for body in [
            r#"{"body":"a","media":["f"]}"#,
            r#"{"body":"a","answers":"b"}"#,
            "{}",
            "nothing",
        ] {
            assert_eq!(Typed::read(body), None, "{body}");
        }
    }

    #[test]
    fn a_price_is_a_number() {
        for price in ["much", "-1", "1e3", "0.0000000001", "1.2.3"] {
            assert_eq!(priced(price, false).json(&[]), Err(NoPrice), "{price}");
        }
    }
}
