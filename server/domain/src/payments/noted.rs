//! What an order says of itself: a stable name, and the English sentence that the books keep, always together.

use super::{
    entity::{order, sighting},
    verify::Mismatch,
};
use crate::{Result, columns::corrupt};
use sea_orm::ActiveValue::Set;
use shared::{order_notes::OrderNote, text::Lang};

/// Why an order is as it is.
#[derive(Clone, Debug)]
pub struct Noted {
    pub code: OrderNote,
    pub text: String,
}

impl From<OrderNote> for Noted {
    fn from(code: OrderNote) -> Self {
        Self::saying(code, code.said(Lang::En))
    }
}

impl Noted {
    /// With words that say more than the name's own.
    pub fn saying(code: OrderNote, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { code, text }
    }

    /// Of a transaction that does not pay, and who can put it right.
    pub fn of(mismatch: &Mismatch) -> Self {
        Self::saying(mismatch.code(), mismatch.note())
    }

    /// Of a transaction that was judged before.
    pub fn seen(sighting: &sighting::Model) -> Result<Self> {
        let code = sighting.verdict.parse();
        let code = code.map_err(|_| corrupt("order_sightings", sighting.order_id))?;
        Ok(Self::saying(code, sighting.note.as_str()))
    }

    /// The columns of an order that hold it, or that it is not there.
    pub fn columns(noted: Option<&Self>) -> order::ActiveModel {
        order::ActiveModel {
            note: Set(noted.map(|noted| noted.text.clone())),
            note_code: Set(noted.map(|noted| noted.code.as_str().to_owned())),
            ..Default::default()
        }
    }
}
