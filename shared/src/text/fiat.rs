//! Words around dollars: what an amount is worth, and by which price.

use super::Lang;
use crate::{
    Timestamp,
    fiat::{Cents, Rate, Worth},
    money::Amount,
};

words! {
    fiat_at(price: &str, time: &str) = "1 SOL = {price} at {time} UTC" | "1 SOL = {price} на {time} UTC";
    fiat_at_test(price: &str) = "1 SOL = {price}, a test price" | "1 SOL = {price}, пробный курс";
    fiat_usdc = "USDC counts as a dollar each" | "USDC считается по доллару";
    pay_otherwise(amount: Amount) = "Or pay about {amount}" | "Или заплатить около {amount}";
    fiat_test_ribbon = "Dollars are at a test price." | "Доллары по пробному курсу.";
    fiat_play_ribbon = "Local network: play money, dollars at a test price." | "Локальная сеть: деньги игрушечные, курс пробный.";
}

impl Lang {
    /// Dollars: `$1,234.50`, `1234,50 $`.
    pub fn usd(self, cents: Cents) -> String {
        let (whole, rest) = (self.number(cents.0 / 100), cents.0 % 100);
        match self {
            Self::En => format!("${whole}.{rest:02}"),
            Self::Ru => format!("{whole},{rest:02}\u{a0}$"),
        }
    }

    /// What an amount is worth: `≈ $7.50`; what is less than half a cent is told as that.
    pub fn worth(self, worth: Worth) -> String {
        match worth.cents {
            Cents(0) => format!("<\u{a0}{}", self.usd(Cents(1))),
            cents => format!("≈\u{a0}{}", self.usd(cents)),
        }
    }

    /// By which price, and of when.
    pub fn worth_why(self, worth: Worth) -> String {
        match worth.rate {
            None => self.fiat_usdc().to_owned(),
            Some(rate) => self.rate(rate),
        }
    }

    /// A price with its moment: `1 SOL = $150.00 at 14:03 UTC`.
    pub fn rate(self, rate: Rate) -> String {
        let price = self.usd(Cents::of_micros(rate.micros));
        match rate.test {
            true => self.fiat_at_test(&price),
            false => self.fiat_at(&price, &hour(rate.observed_at)),
        }
    }
}

/// The time of the day in UTC, as `14:03`.
fn hour(moment: Timestamp) -> String {
    let minutes = moment.0.div_euclid(60_000).rem_euclid(1_440);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Units;

    #[test]
    fn dollars_are_written_as_each_language_does() {
        assert_eq!(Lang::En.usd(Cents(123_450)), "$1,234.50");
        assert_eq!(Lang::Ru.usd(Cents(123_450)), "1234,50\u{a0}$");
        assert_eq!(Lang::Ru.usd(Cents(1_234_507)), "12\u{a0}345,07\u{a0}$");
        assert_eq!(Lang::En.usd(Cents(5)), "$0.05");
    }

    #[test]
    fn a_worth_says_by_which_price_it_is() {
        let rate = Rate {
            micros: Units(150_004_999),
            observed_at: Timestamp(1_767_225_600_000 + 843 * 60_000),
            test: false,
        };
        let worth = |cents, rate| Worth {
            cents: Cents(cents),
            rate,
        };
        assert_eq!(Lang::En.worth(worth(750, Some(rate))), "≈\u{a0}$7.50");
        assert_eq!(Lang::Ru.worth(worth(750, Some(rate))), "≈\u{a0}7,50\u{a0}$");
        assert_eq!(Lang::En.worth(worth(0, Some(rate))), "<\u{a0}$0.01");
        assert_eq!(
            Lang::En.worth_why(worth(750, Some(rate))),
            "1 SOL = $150.00 at 14:03 UTC"
        );
        let test = Rate { test: true, ..rate };
        assert_eq!(
            Lang::Ru.worth_why(worth(1, Some(test))),
            "1 SOL = 150,00\u{a0}$, пробный курс"
        );
        assert_eq!(Lang::En.worth_why(worth(1, None)), "USDC counts as a dollar each");
    }
}
