//! Why an order failed, waits for a person or came out otherwise than it was made: stable names, and what its buyer reads of each. It holds
//! no amounts; those are in the books.

use crate::{creators::named, payments::OrderView, text::Lang};
use serde::{Deserialize, Serialize};

named! {
    /// Why an order is as it is. What a transaction did wrong has the verifier's name of it.
    OrderNote {
        AlreadyOwned = "already_owned", AnotherAsset = "another_asset", CodeUsedUp = "code_used_up", CreditGone = "credit_gone",
        Failed = "failed", FundsMissing = "funds_missing", Incoherent = "incoherent", Indirect = "indirect", Late = "late",
        NeverArrived = "never_arrived", NoTime = "no_time", NotThePayer = "not_the_payer", OrderClosed = "order_closed",
        OutOfSight = "out_of_sight", PaidTwice = "paid_twice", RecipientUnfunded = "recipient_unfunded",
        ReferenceAbsent = "reference_absent", ReferenceElsewhere = "reference_elsewhere", RefundGone = "refund_gone",
        Reversed = "reversed", SaleSoldOut = "sale_sold_out", SentBack = "sent_back", SeveralOrders = "several_orders",
        SoldOut = "sold_out", Surplus = "surplus", TooEarly = "too_early", Underpaid = "underpaid", Unreadable = "unreadable",
        UsedElsewhere = "used_elsewhere", VersionOne = "version_one", Vanished = "vanished",
    } "note_code" no_such_state
}

impl OrderNote {
    /// In words, for the buyer.
    pub fn said(self, lang: Lang) -> &'static str {
        match self {
            Self::AlreadyOwned => lang.note_already_owned(),
            Self::AnotherAsset => lang.note_another_asset(),
            Self::CodeUsedUp => lang.note_code_used_up(),
            Self::CreditGone => lang.note_credit_gone(),
            Self::Failed => lang.note_failed(),
            Self::FundsMissing => lang.note_funds_missing(),
            Self::Incoherent => lang.mismatch_incoherent(),
            Self::Indirect => lang.note_indirect(),
            Self::Late => lang.note_late(),
            Self::NeverArrived => lang.note_never_arrived(),
            Self::NoTime => lang.mismatch_no_time(),
            Self::NotThePayer => lang.mismatch_payer(),
            Self::OrderClosed => lang.note_order_closed(),
            Self::OutOfSight => lang.note_out_of_sight(),
            Self::PaidTwice => lang.note_paid_twice(),
            Self::RecipientUnfunded => lang.note_recipient_unfunded(),
            Self::ReferenceAbsent => lang.mismatch_no_reference(),
            Self::ReferenceElsewhere => lang.note_reference_elsewhere(),
            Self::RefundGone => lang.note_refund_gone(),
            Self::Reversed => lang.note_reversed(),
            Self::SaleSoldOut => lang.note_sale_sold_out(),
            Self::SentBack => lang.note_sent_back(),
            Self::SeveralOrders => lang.note_several_orders(),
            Self::SoldOut => lang.note_sold_out(),
            Self::Surplus => lang.note_surplus(),
            Self::TooEarly => lang.note_too_early(),
            Self::Underpaid => lang.note_underpaid(),
            Self::Unreadable => lang.note_unreadable(),
            Self::UsedElsewhere => lang.note_used_elsewhere(),
            Self::VersionOne => lang.note_version_one(),
            Self::Vanished => lang.note_vanished(),
        }
    }
}

impl OrderView {
    /// The same for somebody who reads this language. The note is kept in English, with what was not said without it; where that is of no
    /// use, its code speaks.
    pub fn said_in(self, lang: Lang) -> Self {
        let note = match lang {
            Lang::En => self.note,
            Lang::Ru => self.note_code.map(|code| code.said(lang).to_owned()),
        };
        Self { note, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_is_said_in_both_languages_and_in_its_own_words() {
        for lang in [Lang::En, Lang::Ru] {
            let said: BTreeSet<_> = OrderNote::ALL.iter().map(|note| note.said(lang)).collect();
            assert_eq!(said.len(), OrderNote::ALL.len());
            for words in said {
                assert!(
                    words.ends_with('.') && words.is_ascii() == (lang == Lang::En),
                    "{words}"
                );
            }
        }
    }

    #[test]
    fn a_name_is_read_as_it_is_written() {
        for note in OrderNote::ALL {
            assert_eq!(note.as_str().parse(), Ok(*note));
        }
        assert!("no_such_note".parse::<OrderNote>().is_err());
    }
}
