//! Words of the frame: navigation, signing in, names of categories and tiers, time.

use super::Lang;
use crate::{
    creators::{Category, TierLevel},
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
    play_money = "Local network: the SOL here is play money." | "Локальная сеть: SOL здесь игрушечные.";
    just_now = "just now" | "только что";
    minutes_ago[n] = "{n} minute ago", "{n} minutes ago" | "{n} минуту назад", "{n} минуты назад", "{n} минут назад";
    hours_ago[n] = "{n} hour ago", "{n} hours ago" | "{n} час назад", "{n} часа назад", "{n} часов назад";
    days_ago[n] = "{n} day ago", "{n} days ago" | "{n} день назад", "{n} дня назад", "{n} дней назад";
    posts_count[n] = "{n} post", "{n} posts" | "{n} пост", "{n} поста", "{n} постов";
    followers_count[n] = "{n} follower", "{n} followers" | "{n} подписчик", "{n} подписчика", "{n} подписчиков";
    likes_count[n] = "{n} like", "{n} likes" | "{n} отметка", "{n} отметки", "{n} отметок";
    comments_count[n] = "{n} comment", "{n} comments" | "{n} комментарий", "{n} комментария", "{n} комментариев";
}

const MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
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

    /// How long ago in words for the last week, else the day. `now` is the server's.
    pub fn ago(self, moment: Timestamp, now: Timestamp) -> String {
        let minutes = u64::try_from((now.0 - moment.0) / 60_000).unwrap_or(0);
        match minutes {
            0 => self.just_now().to_owned(),
            1..60 => self.minutes_ago(minutes),
            60..1_440 => self.hours_ago(minutes / 60),
            1_440..10_080 => self.days_ago(minutes / 1_440),
            _ => self.date(moment),
        }
    }
}
