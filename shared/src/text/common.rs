//! Words of the frame: navigation, signing in, names of categories and tiers, time.

use super::Lang;
use crate::{
    creators::{Category, TierLevel},
    money::Amount,
    time::Timestamp,
};

words! {
    site_name = "Fonana" | "Fonana";
    feed = "Feed" | "Лента";
    creators = "Creators" | "Авторы";
    home = "Home" | "Главная";
    sign_in = "Sign in" | "Войти";
    sign_out = "Sign out" | "Выйти";
    skip_to_content = "Skip to content" | "К содержанию";
    next_page = "Next page" | "Дальше";
    main_menu = "Main menu" | "Главное меню";
    preferences = "Appearance" | "Вид и язык";
    theme = "Theme" | "Тема";
    theme_light = "Light" | "Светлая";
    theme_dark = "Dark" | "Тёмная";
    theme_system = "System" | "Как в системе";
    language = "Language" | "Язык";
    network = "Network" | "Сеть";
    play_money = "Local network: the SOL here is play money." | "Локальная сеть: SOL здесь игрушечные.";
    just_now = "just now" | "только что";
    minutes_ago[n] = "{n} minute ago", "{n} minutes ago" | "{n} минуту назад", "{n} минуты назад", "{n} минут назад";
    hours_ago[n] = "{n} hour ago", "{n} hours ago" | "{n} час назад", "{n} часа назад", "{n} часов назад";
    days_ago[n] = "{n} day ago", "{n} days ago" | "{n} день назад", "{n} дня назад", "{n} дней назад";
    posts_count[n] = "{n} post", "{n} posts" | "{n} пост", "{n} поста", "{n} постов";
    followers_count[n] = "{n} follower", "{n} followers" | "{n} читатель", "{n} читателя", "{n} читателей";
    subscribers_count[n] = "{n} subscriber", "{n} subscribers" | "{n} подписчик", "{n} подписчика", "{n} подписчиков";
    creators_count[n] = "{n} creator", "{n} creators" | "{n} автор", "{n} автора", "{n} авторов";
    likes_count[n] = "{n} like", "{n} likes" | "{n} лайк", "{n} лайка", "{n} лайков";
    comments_count[n] = "{n} comment", "{n} comments" | "{n} комментарий", "{n} комментария", "{n} комментариев";
}

const MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const MONTHS_SHORT_RU: [&str; 12] = [
    "янв.",
    "февр.",
    "мар.",
    "апр.",
    "мая",
    "июн.",
    "июл.",
    "авг.",
    "сент.",
    "окт.",
    "нояб.",
    "дек.",
];
const MONTHS_RU: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

impl Lang {
    /// The language's name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Ru => "Русский",
        }
    }

    /// A whole number with its thousands apart: `1,240`, `1 240`.
    pub fn number(self, number: u64) -> String {
        let digits = number.to_string();
        if number < 1_000 || (self == Self::Ru && number < 10_000) {
            return digits;
        }
        let gap = match self {
            Self::En => ',',
            Self::Ru => '\u{a0}',
        };
        let mut out = String::with_capacity(digits.len() + digits.len() / 3 * 2);
        for (place, digit) in digits.char_indices() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(gap);
            }
            out.push(digit);
        }
        out
    }

    pub fn category(self, category: Category) -> &'static str {
        let (en, ru) = match category {
            Category::Art => ("Art", "Искусство"),
            Category::Music => ("Music", "Музыка"),
            Category::Gaming => ("Gaming", "Игры"),
            Category::Lifestyle => ("Lifestyle", "Образ жизни"),
            Category::Fitness => ("Fitness", "Фитнес"),
            Category::Tech => ("Tech", "Технологии"),
            Category::Defi => ("DeFi", "DeFi"),
            Category::Nft => ("NFT", "NFT"),
            Category::Trading => ("Trading", "Трейдинг"),
            Category::Gamefi => ("GameFi", "GameFi"),
            Category::Blockchain => ("Blockchain", "Блокчейн"),
            Category::Intimate => ("Intimate", "Для взрослых"),
            Category::Education => ("Education", "Образование"),
            Category::Comedy => ("Comedy", "Юмор"),
        };
        match self {
            Self::En => en,
            Self::Ru => ru,
        }
    }

    pub fn tier(self, level: TierLevel) -> &'static str {
        match (self, level) {
            (_, TierLevel::Vip) => "VIP",
            (Self::En, TierLevel::Basic) => "Basic",
            (Self::En, TierLevel::Premium) => "Premium",
            (Self::Ru, TierLevel::Basic) => "Базовый",
            (Self::Ru, TierLevel::Premium) => "Премиум",
        }
    }

    /// A calendar day in UTC: `23 Nov 2026`, `23 ноября 2026`.
    pub fn date(self, moment: Timestamp) -> String {
        let (year, month, day) = moment.date();
        let months = match self {
            Self::En => MONTHS_EN,
            Self::Ru => MONTHS_RU,
        };
        let month = months.get(usize::from(month) - 1).copied().unwrap_or_default();
        format!("{day} {month} {year}")
    }

    /// The same as short as a list wants it: `23 нояб.`, and the year only where it is another than `now`'s.
    fn day(self, moment: Timestamp, now: Timestamp) -> String {
        let (year, month, day) = moment.date();
        let months = match self {
            Self::En => MONTHS_EN,
            Self::Ru => MONTHS_SHORT_RU,
        };
        let month = months.get(usize::from(month) - 1).copied().unwrap_or_default();
        if year == now.date().0 {
            format!("{day}\u{a0}{month}")
        } else {
            format!("{day}\u{a0}{month} {year}")
        }
    }

    /// How long it is from one moment to a later one: `47 min`, `2 h 14 min`, `3 d 5 h`. A begun minute counts whole.
    pub fn lasting(self, from: Timestamp, to: Timestamp) -> String {
        let left = u64::try_from(to.0.saturating_sub(from.0)).unwrap_or(0);
        let minutes = left.div_ceil(60_000).max(1);
        let (hours, rest) = (minutes / 60, minutes % 60);
        let (days, rest_hours) = (hours / 24, hours % 24);
        let (day, hour, minute) = match self {
            Self::En => ("d", "h", "min"),
            Self::Ru => ("д", "ч", "мин"),
        };
        match (hours, days) {
            (0, _) => format!("{minutes} {minute}"),
            (_, 0 | 1) if rest == 0 => format!("{hours} {hour}"),
            (_, 0 | 1) => format!("{hours} {hour} {rest} {minute}"),
            _ if rest_hours == 0 => format!("{days} {day}"),
            _ => format!("{days} {day} {rest_hours} {hour}"),
        }
    }

    /// An amount as somebody would type it, without the currency.
    pub fn typed_amount(self, amount: Amount) -> String {
        match self {
            Self::En => amount.wholes(),
            Self::Ru => amount.wholes().replace('.', ","),
        }
    }

    /// An amount, exact: `0.05 SOL`, `0,05 SOL`.
    pub fn money(self, amount: Amount) -> String {
        match self {
            Self::En => amount.to_string(),
            Self::Ru => amount.to_string().replace('.', ","),
        }
    }

    /// Amounts of several currencies beside each other; of none, that nothing came.
    pub fn amounts(self, amounts: &[Amount]) -> String {
        if amounts.is_empty() {
            return self.money(Amount::sol(0));
        }
        let words: Vec<String> = amounts.iter().map(|amount| self.money(*amount)).collect();
        words.join(" + ")
    }

    /// How long ago in words for the last week, else the day. `now` is the server's.
    pub fn ago(self, moment: Timestamp, now: Timestamp) -> String {
        let minutes = u64::try_from((now.0 - moment.0) / 60_000).unwrap_or(0);
        match minutes {
            0 => self.just_now().to_owned(),
            1..60 => self.minutes_ago(minutes),
            60..1_440 => self.hours_ago(minutes / 60),
            1_440..10_080 => self.days_ago(minutes / 1_440),
            _ => self.day(moment, now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_this_year_is_said_without_it() {
        let day = |days: i64| Timestamp(days * 86_400_000);
        // 1 January 1971 is day 365.
        assert_eq!(Lang::En.ago(day(365), day(400)), "1\u{a0}Jan");
        assert_eq!(Lang::Ru.ago(day(365), day(400)), "1\u{a0}янв.");
        assert_eq!(Lang::Ru.ago(day(364), day(400)), "31\u{a0}дек. 1970");
    }

    #[test]
    fn amounts_have_the_languages_own_decimal_sign() {
        assert_eq!(Lang::En.money(Amount::sol(50_000_000)), "0.05 SOL");
        assert_eq!(
            Lang::Ru.unlock_for(Amount::sol(50_000_000)),
            "Открыть за 0,05 SOL"
        );
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(Lang::En.number(999), "999");
        assert_eq!(Lang::En.number(1_240), "1,240");
        assert_eq!(Lang::En.number(12_345_678), "12,345,678");
        assert_eq!(Lang::Ru.number(1_240), "1240");
        assert_eq!(Lang::Ru.number(12_345), "12\u{a0}345");
        assert_eq!(Lang::Ru.followers_count(100_021), "100\u{a0}021 читатель");
    }
}
