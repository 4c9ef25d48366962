//! Words of gifts.

use crate::money::Amount;

words! {
    gift_title = "Give a subscription" | "Подарить подписку";
    gift_text(name: &str) = "Pay for somebody's time at {name}'s. It begins at once, or after what they have already."
        | "Оплатите кому-нибудь подписку на {name}. Она начнётся сразу или после того, что у них уже есть.";
    gift_to = "For whom" | "Кому";
    gift_to_hint = "Their handle, without @" | "Имя в адресе, без @";
    gift_tier = "Which tier" | "Какой уровень";
    gift_period = "For how long" | "На какой срок";
    gift_check = "Continue" | "Продолжить";
    gift_for(price: Amount) = "Give it for {price}" | "Подарить за {price}";
    gift_summary(what: &str, to: &str) = "{what}, for @{to}" | "{what} для @{to}";
    gift_wrong_to = "A handle has 3 to 30 characters: letters a to z, digits, underscores."
        | "В имени от 3 до 30 знаков: латинские буквы, цифры, подчёркивания.";
    gift_arrived = "Your gift has arrived. Thank you!" | "Подарок доставлен. Спасибо!";
    gift_named(what: &str, name: &str) = "{what}, a gift for {name}" | "{what}, подарок для {name}";
    gift_from(name: &str) = "A gift from {name}" | "Подарок от {name}";
}
