//! A tip as plain data: whom it is for, how much there is to choose from, and what was typed. What is no tip is refused.

use super::view_model::Wish;
use serde::{Deserialize, Serialize};
use shared::{
    identity::Handle,
    ids::PostId,
    money::{Amount, Currency, Units},
};

/// Whom or what a tip is for, as the door of orders names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TipTo {
    creator: Option<String>,
    post: Option<String>,
}

impl TipTo {
    pub fn creator(handle: &Handle) -> Self {
        Self {
            creator: Some(handle.to_string()),
            post: None,
        }
    }

    pub fn post(post: PostId) -> Self {
        Self {
            creator: None,
            post: Some(post.to_string()),
        }
    }

    /// The field of a plain form that names it, and what it holds.
    pub fn field(&self) -> (&'static str, String) {
        match (&self.creator, &self.post) {
            (Some(creator), _) => ("creator", creator.clone()),
            (None, post) => ("post", post.clone().unwrap_or_default()),
        }
    }

    pub fn wish(&self, amount: Amount, note: &str) -> Wish {
        /// A [`ItemRequest::Tip`], as far as a browser must write it.
        #[derive(Serialize)]
        struct Tip<'a> {
            kind: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            creator: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            post: Option<&'a str>,
            amount: Units,
            #[serde(skip_serializing_if = "str::is_empty")]
            note: &'a str,
        }
        #[derive(Serialize)]
        struct Request<'a> {
            item: Tip<'a>,
            currency: Currency,
        }
        let item = Tip {
            kind: "tip",
            creator: self.creator.as_deref(),
            post: self.post.as_deref(),
            amount: amount.units,
            note: note.trim(),
        };
        let currency = amount.currency;
        Wish(serde_json::to_string(&Request { item, currency }).unwrap_or_default())
    }
}

/// Tips to choose from.
pub fn tips(currency: Currency) -> [Amount; 4] {
    let hundredths: [u64; 4] = match currency {
        Currency::Sol => [2, 5, 20, 100],
        Currency::Usdc => [200, 500, 2_000, 5_000],
    };
    hundredths.map(|one| currency.of(Units(one * currency.whole() / 100)))
}

/// The smallest tip and the largest.
pub fn tip_range(currency: Currency) -> (Amount, Amount) {
    (
        currency.of(currency.min_payment()),
        currency.of(currency.max_price()),
    )
}

/// The tip that somebody typed, with a point or a comma; `None` for what is no tip.
pub fn tip_amount(currency: Currency, text: &str) -> Option<Amount> {
    let units = currency.parse(&text.trim().replace(',', "."))?;
    let (least, most) = tip_range(currency);
    (least.units..=most.units)
        .contains(&units)
        .then(|| currency.of(units))
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::payments::{ItemRequest, OrderRequest};

    #[test]
    fn a_tip_is_asked_for_as_the_door_reads_it() {
        let note = "For \"tea\"";
        for (to, creator, post) in [
            (
                TipTo::creator(&"alice".parse().expect("a handle")),
                Some("alice"),
                None,
            ),
            (
                TipTo::post("01890a5d-ac96-774b-bcce-b302099a8057".parse().expect("an id")),
                None,
                Some("01890a5d-ac96-774b-bcce-b302099a8057"),
            ),
        ] {
            let Wish(json) = to.wish(Amount::usdc(5_000_000), &format!(" {note} "));
            let read: OrderRequest = serde_json::from_str(&json).expect("it can be read");
            let asked = ItemRequest::Tip {
                creator: creator.map(|handle| handle.parse().expect("a handle")),
                post: post.map(|post| post.parse().expect("an id")),
                amount: Units(5_000_000),
                note: Some(note.into()),
            };
            assert_eq!((read.item, read.currency), (asked, Currency::Usdc));
        }
    }

    #[test]
    fn a_tip_may_be_typed_in_either_way() {
        let (sol, usdc) = (Currency::Sol, Currency::Usdc);
        assert_eq!(tip_amount(sol, " 0,05 "), Some(Amount::sol(50_000_000)));
        assert_eq!(tip_amount(usdc, "0,5"), Some(Amount::usdc(500_000)));
        for currency in Currency::ALL {
            let (least, _) = tip_range(currency);
            assert_eq!(tip_amount(currency, &least.wholes()), Some(least));
            assert!(
                tips(currency)
                    .iter()
                    .all(|tip| tip_amount(currency, &tip.wholes()) == Some(*tip))
            );
            for text in ["", "0", "0.0009", "-1", "1e3", "10000000", "many"] {
                assert_eq!(tip_amount(currency, text), None, "{text}");
            }
        }
        assert_eq!(tip_amount(usdc, "0.1234567"), None);
    }
}
