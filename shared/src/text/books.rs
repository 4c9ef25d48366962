//! Words of the books: what one bought, what one sold, and a creator's tiers.

use super::Lang;
use crate::payments::{ItemKind, OrderStatus};

words! {
    subscriptions_title = "Subscriptions and orders" | "Подписки и заказы";
    subscriptions_text = "What you pay for, and all that you bought." | "За что вы платите и всё, что купили.";
    subscriptions_yours = "Subscriptions" | "Подписки";
    subscriptions_none = "You have no subscription yet." | "Подписок пока нет.";
    subscription_until(day: &str) = "until {day}" | "до {day}";
    subscription_from(day: &str) = "from {day}" | "с {day}";
    subscription_ended(day: &str) = "ended on {day}" | "закончилась {day}";
    subscription_change = "Other tiers and periods" | "Другие уровни и сроки";
    subscription_ends_today = "Ends today" | "Заканчивается сегодня";
    subscription_ends_in[n] = "Ends in {n} day", "Ends in {n} days" | "Закончится через {n} день", "Закончится через {n} дня", "Закончится через {n} дней";
    orders_title = "Orders" | "Заказы";
    orders_none = "You have bought nothing yet." | "Вы ещё ничего не покупали.";
    orders_csv = "Download as CSV" | "Скачать в CSV";
    order_post(title: &str) = "Post: {title}" | "Пост: {title}";
    order_subscription(tier: &str, days: &str) = "{tier} for {days}" | "«{tier}» на {days}";
    order_tip = "Tip" | "Чаевые";
    order_tip_for(title: &str) = "Tip for “{title}”" | "Чаевые за «{title}»";
    order_of(name: &str) = "from {name}" | "у автора {name}";

    dashboard = "Dashboard" | "Кабинет";
    dashboard_parts = "Parts of the dashboard" | "Разделы кабинета";
    dashboard_overview = "Overview" | "Обзор";
    dashboard_sales = "Sales" | "Продажи";
    dashboard_tiers = "Tiers" | "Уровни";
    dashboard_promotions = "Promotions" | "Акции";
    promotions_title = "Promo codes" | "Промокоды";
    promotions_text = "Whoever knows a code pays less for your subscriptions and posts, or has free days of a tier. Pass on the link, or the code alone."
        | "Кто знает код, платит меньше за ваши подписки и посты или получает бесплатные дни. Поделитесь ссылкой или самим кодом.";
    promotions_none = "You have no code yet." | "Кодов пока нет.";
    promotions_new = "A new code" | "Новый код";
    promotion_code = "Code" | "Код";
    promotion_code_help = "3 to 24 letters from A to Z, digits or dashes." | "От 3 до 24 букв от A до Z, цифр или дефисов.";
    promotion_percent = "Percent off" | "Скидка в процентах";
    promotion_amount = "Or an amount off" | "Или скидка суммой";
    promotion_uses = "Uses in all" | "Всего использований";
    promotion_uses_each = "Uses by one person" | "Использований на человека";
    promotion_days = "Good for so many days" | "Сколько дней действует";
    promotion_empty_help = "Empty for no limit." | "Пусто, если без ограничения.";
    promotion_make = "Make the code" | "Создать код";
    promotion_stop = "Stop" | "Остановить";
    promotion_off(off: &str) = "{off} off" | "скидка {off}";
    promotion_used[n] = "used {n} time", "used {n} times" | "использован {n} раз", "использован {n} раза", "использован {n} раз";
    promotion_of(uses: &str) = "of {uses}" | "из {uses}";
    promotion_until(day: &str) = "until {day}" | "до {day}";
    promotion_over = "over" | "закончился";
    promotion_wrong_count = "Write a number from 1 to 1,000,000, or nothing." | "Укажите число от 1 до 1 000 000 или оставьте пустым.";
    code_have = "Have a promo code?" | "Есть промокод?";
    code_apply = "Apply" | "Применить";
    code_applied(code: &str) = "With the code {code}: what it takes off is shown before you pay." | "С кодом {code}: скидка будет видна до оплаты.";
    code_without = "Without the code" | "Без кода";
    revenue_title = "What reached you" | "Что к вам пришло";
    revenue_text = "By the ledger: only what the chain confirmed. It went straight to your wallet."
        | "По книге: только то, что подтвердила сеть. Деньги пришли прямо в ваш кошелёк.";
    revenue_none = "Nothing was sold yet. Share your page: it is where people subscribe." | "Продаж пока нет. Поделитесь своей страницей: подписываются там.";
    revenue_final(amount: &str) = "of it final: {amount}" | "из них окончательно: {amount}";
    revenue_sales[n] = "{n} sale", "{n} sales" | "{n} продажа", "{n} продажи", "{n} продаж";
    audience_title = "Your people" | "Ваши люди";
    sales_latest = "Latest sales" | "Последние продажи";
    sales_all = "All sales" | "Все продажи";
    sales_none = "Nothing was sold yet." | "Продаж пока нет.";
    sale_received(amount: &str) = "{amount} to you" | "{amount} вам";
    to_own_page = "Your page" | "Ваша страница";

    dashboard_referrals = "Invitations" | "Приглашения";
    invite_people = "Invite people" | "Пригласить";
    referrals_title = "Your link" | "Ваша ссылка";
    referrals_text = "Whoever joins by your link and becomes a creator brings you half of the platform's part of every sale, for good. It comes with the sale, straight to your wallet."
        | "Кто придёт по вашей ссылке и станет автором, принесёт вам половину доли платформы с каждой продажи, навсегда. Она приходит вместе с продажей, сразу в ваш кошелёк.";
    referrals_first = "The first invitation counts." | "Считается первое приглашение.";
    referrals_invited[n] = "{n} person came by it", "{n} people came by it" | "По ней пришёл {n} человек", "По ней пришли {n} человека", "По ней пришло {n} человек";
    referrals_missed(amount: &str) = "{amount} went to the platform: your wallet could not receive it. Keep 0.001 SOL in it, and open a USDC account."
        | "{amount} ушло платформе: ваш кошелёк не мог это принять. Держите в нём 0,001 SOL и откройте счёт USDC.";
    referrals_creators = "Creators who came by it" | "Авторы, пришедшие по ней";
    referrals_none = "No creator has come by your link yet." | "Авторы по вашей ссылке ещё не приходили.";
    referrals_since(day: &str) = "creator since {day}" | "автор с {day}";
    referrals_brought(amount: &str) = "brought you {amount}" | "принёс вам {amount}";

    receipt_title = "Receipt" | "Чек";
    receipt_link = "Receipt" | "Чек";
    receipt_order = "Order" | "Заказ";
    receipt_buyer = "Bought by" | "Покупатель";
    receipt_seller = "Sold by" | "Продавец";
    receipt_paid_at = "Paid" | "Оплачено";
    receipt_payer = "From the wallet" | "С кошелька";
    receipt_transaction = "Transaction" | "Транзакция";
    receipt_slot = "Slot" | "Слот";
    receipt_network = "Network" | "Сеть";
    receipt_mint = "Token mint" | "Минт токена";
    receipt_surplus = "Paid beyond the price" | "Сверх цены";
    receipt_amount = "Paid in all" | "Оплачено всего";
    receipt_signed_title = "Signed receipt" | "Подписанный чек";
    receipt_signed_text = "It proves this payment to anybody and names no person. Check it with any JWS library and our public keys:"
        | "Он доказывает платёж кому угодно и никого не называет. Проверить его можно любой библиотекой JWS и нашими открытыми ключами:";
    receipt_not_final = "The payment is confirmed. It is signed once the network has made it final, usually within half a minute."
        | "Платёж подтверждён. Чек подпишется, когда сеть сделает его окончательным, обычно за полминуты.";

    cases_title[n] = "{n} payment needs you", "{n} payments need you"
        | "{n} платёж ждёт вас", "{n} платежа ждут вас", "{n} платежей ждут вас";
    cases_text = "This money arrived and opened nothing by itself."
        | "Эти деньги пришли, но сами ничего не открыли.";
    case_wallet = "The buyer's wallet:" | "Кошелёк покупателя:";
    case_settled = "Settled" | "Улажено";

    tiers_text = "Changes hold for new orders. What fans have bought stays as they bought it."
        | "Изменения действуют для новых заказов. То, что читатели уже купили, остаётся как было.";
    tier_on_offer = "On offer" | "Предлагается";
    tier_name_label = "Name" | "Название";
    tier_description_label = "In a sentence" | "Одной фразой";
    tier_benefits_label = "What it gives, one a line" | "Что в него входит, по одному в строке";
    periods_title = "Longer periods" | "Долгие сроки";
    periods_text = "Fans can also pay for 90 and 365 days at once. You say how much cheaper that is."
        | "Можно сразу оплатить 90 или 365 дней. Насколько это дешевле, решаете вы.";
    period_90_label = "For 90 days, percent off" | "За 90 дней, скидка в процентах";
    period_365_label = "For 365 days, percent off" | "За 365 дней, скидка в процентах";
    tiers_saved = "Saved." | "Сохранено.";
}

impl Lang {
    /// What kind of thing was sold, several of them.
    pub fn kind_of_sales(self, kind: ItemKind) -> &'static str {
        match (self, kind) {
            (Self::En, ItemKind::Subscription) => "Subscriptions",
            (Self::En, ItemKind::Post) => "Posts",
            (Self::En, ItemKind::Goods) => "Things",
            (Self::En, ItemKind::Tip) => "Tips",
            (Self::Ru, ItemKind::Subscription) => "Подписки",
            (Self::Ru, ItemKind::Post) => "Посты",
            (Self::Ru, ItemKind::Goods) => "Вещи",
            (Self::Ru, ItemKind::Tip) => "Чаевые",
        }
    }

    /// Why a payment opened nothing, by the verdict's name.
    pub fn case_why(self, verdict: &str) -> &'static str {
        match (self, verdict) {
            (Self::En, "paid_twice" | "order_closed") => "Paid a second time.",
            (Self::En, "already_owned") => "The buyer had it already.",
            (Self::En, "credit_gone") => "It counted on unused time that was used otherwise.",
            (Self::En, "late") => "It came after the order had ended.",
            (Self::En, "too_early") => "It is older than its order.",
            (Self::En, "code_used_up") => "It came late, and the code of the order was used up by then.",
            (_, "code_used_up") => "Платёж опоздал, а код этого заказа уже израсходован.",
            (Self::En, "sale_sold_out") => "It came late, and the sale of the order was sold out by then.",
            (_, "sale_sold_out") => "Платёж опоздал, а на распродаже уже всё раскупили.",
            (Self::En, "another_asset") => "It was not the currency of the order.",
            (_, "another_asset") => "Это была не валюта заказа.",
            (Self::En, "underpaid") => "It is less than the price.",
            (Self::En, "several_orders") => "One transaction names several orders.",
            (Self::En, _) => "It was not paid in the way that was ordered.",
            (Self::Ru, "paid_twice" | "order_closed") => "Оплачено второй раз.",
            (Self::Ru, "already_owned") => "У покупателя это уже было.",
            (Self::Ru, "credit_gone") => "В нём зачтено время, которое уже потрачено.",
            (Self::Ru, "late") => "Платёж пришёл, когда заказ уже закончился.",
            (Self::Ru, "too_early") => "Платёж старше своего заказа.",
            (Self::Ru, "underpaid") => "Заплачено меньше цены.",
            (Self::Ru, "several_orders") => "В одной транзакции несколько заказов.",
            (Self::Ru, _) => "Заплачено не так, как было заказано.",
        }
    }

    /// Where an order stands, in a word or two.
    pub fn order_status(self, status: OrderStatus) -> &'static str {
        use OrderStatus::{
            AwaitingSignature, Confirmed, Created, Expired, Failed, Finalized, Reversed, Review, Submitted,
        };
        match (self, status) {
            (Self::En, Created | AwaitingSignature) => "Not paid",
            (Self::En, Submitted) => "Confirming",
            (Self::En, Confirmed) => "Paid",
            (Self::En, Finalized) => "Paid, final",
            (Self::En, Failed) => "Failed",
            (Self::En, Expired) => "Expired",
            (Self::En, Reversed) => "Taken back",
            (Self::En, Review) => "In review",
            (Self::Ru, Created | AwaitingSignature) => "Не оплачен",
            (Self::Ru, Submitted) => "Подтверждается",
            (Self::Ru, Confirmed) => "Оплачен",
            (Self::Ru, Finalized) => "Оплачен окончательно",
            (Self::Ru, Failed) => "Не удался",
            (Self::Ru, Expired) => "Устарел",
            (Self::Ru, Reversed) => "Отменён сетью",
            (Self::Ru, Review) => "На проверке",
        }
    }
}
