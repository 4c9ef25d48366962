//! Words of changing where a creator is paid.

use super::Lang;
use crate::Timestamp;

words! {
    payout_change = "Be paid at another wallet" | "Получать деньги на другой кошелёк";
    payout_change_text = "The wallet that you are paid at now signs it, and it takes effect a day later. Orders that were made before are still paid to the old one."
        | "Смену подписывает кошелёк, на который деньги приходят сейчас; она вступает в силу через сутки. Заказы, сделанные раньше, оплачиваются на прежний.";
    payout_new = "Address of the new wallet" | "Адрес нового кошелька";
    payout_go = "Sign with the old wallet" | "Подписать прежним кошельком";
    payout_needs_javascript = "Changing it needs the wallet in this browser, and wallets need JavaScript."
        | "Чтобы сменить адрес, нужен кошелёк в этом браузере, а кошелькам нужен JavaScript.";
    payout_sign_title = "Sign the change" | "Подпишите смену";
    payout_sign_text = "Sign it with the wallet that you are paid at now. It costs nothing and moves no money."
        | "Подпишите кошельком, на который деньги приходят сейчас. Это ничего не стоит и не переводит денег.";
    payout_from = "Signs" | "Подписывает";
    payout_to = "Is paid from tomorrow on" | "С завтрашнего дня деньги придут на";
    payout_needs(here: &str, needed: &str) = "This wallet stands for {here}. Choose the account {needed} in it, or another wallet."
        | "В этом кошельке выбран {here}. Выберите в нём аккаунт {needed} или другой кошелёк.";
    payout_begun = "Signed. It takes effect in 24 hours." | "Подписано. Вступит в силу через 24 часа.";
    payout_waits = "Where you are paid will change" | "Кошелёк для денег сменится";
    payout_waits_text(when: &str, left: &str) = "From {when}, in {left}, you are paid at another wallet:"
        | "С {when}, через {left}, деньги будут приходить на другой кошелёк:";
    payout_not_you = "Was that not you? Cancel it, and sign out on all other devices."
        | "Это не вы? Отмените и выйдите на всех остальных устройствах.";
    payout_cancel = "Cancel the change" | "Отменить смену";
    payout_cancelled = "The change is cancelled." | "Смена отменена.";
}

impl Lang {
    /// A minute in UTC: `23 Nov 2026, 10:00 UTC`.
    pub fn minute(self, moment: Timestamp) -> String {
        let text = moment.rfc3339();
        let clock = text.get(11..16).unwrap_or_default();
        format!("{}, {clock} UTC", self.date(moment))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_told_in_utc() {
        let moment = Timestamp(1_700_000_000_123);
        assert_eq!(Lang::En.minute(moment), "14 Nov 2023, 22:13 UTC");
        assert_eq!(Lang::Ru.minute(moment), "14 ноября 2023, 22:13 UTC");
    }
}
