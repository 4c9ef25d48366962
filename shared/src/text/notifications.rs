//! Words of what people are told, of time that ends, and of cancelling it.

use super::Lang;
use crate::{money::Amount, notifications::NotificationKind};

words! {
    notifications_title = "Notifications" | "Уведомления";
    notifications_text = "What others did with your work, and what became of your money."
        | "Что другие сделали с вашей работой и что стало с деньгами.";
    notifications_none = "Nothing yet. You will read here when somebody likes, answers or buys something of yours, and when your time at a creator ends."
        | "Пока ничего нет. Здесь вы узнаете, когда кто-то оценит, прокомментирует или купит что-то ваше и когда закончится ваша подписка.";
    notifications_unread[n] = "{n} unread", "{n} unread" | "{n} новое", "{n} новых", "{n} новых";
    notifications_read_all = "Mark all as read" | "Отметить всё прочитанным";
    notification_read = "Mark as read" | "Прочитано";
    notification_new = "new" | "новое";
    today = "Today" | "Сегодня";
    yesterday = "Yesterday" | "Вчера";
    somebody = "Somebody" | "Кто-то";
    and_others[n] = "and {n} other", "and {n} others" | "и ещё {n}", "и ещё {n}", "и ещё {n}";
    your_post = "your post" | "ваш пост";
    told_like(who: &str, what: &str) = "{who} liked {what}" | "Нравится {what}: {who}";
    told_like_comment(who: &str, what: &str) = "{who} liked your comment on {what}" | "Нравится ваш комментарий, {what}: {who}";
    told_comment(who: &str, what: &str) = "{who} commented on {what}" | "Новый комментарий, {what}: {who}";
    told_reply(who: &str, what: &str) = "{who} answered your comment on {what}" | "Ответ на ваш комментарий, {what}: {who}";
    told_follow(who: &str) = "{who} followed you" | "Вас теперь читает: {who}";
    told_follow_many(who: &str) = "{who} followed you" | "Вас теперь читают: {who}";
    told_subscriber(who: &str, tier: &str) = "{who} subscribed to {tier}" | "Новая подписка «{tier}»: {who}";
    told_gift(who: &str, tier: &str, creator: &str) = "{who} gave you {tier} at {creator}’s" | "Вам подарили подписку «{tier}» на {creator}: {who}";
    told_sale(who: &str, what: &str) = "{who} bought {what}" | "Покупка, {what}: {who}";
    told_tip(who: &str) = "{who} tipped you" | "Чаевые для вас: {who}";
    told_sent(creator: &str, what: &str) = "{creator} sent {what}" | "Отправлено, {what}: {creator}";
    told_outbid(what: &str) = "You were outbid on {what}" | "Вашу ставку перебили, {what}";
    told_turn(what: &str, moment: &str) = "It is your turn to buy {what}, until {moment}" | "Ваша очередь купить {what}, до {moment}";
    told_auction_over(what: &str) = "The bidding on {what} is over" | "Торги закончились, {what}";
    told_unsold(what: &str) = "{what} found no buyer. You can put it up again." | "Покупателя не нашлось, {what}. Можно выставить снова.";
    told_ends_in(tier: &str, creator: &str, days: &str) = "Your {tier} at {creator}’s ends in {days}" | "Подписка «{tier}» на {creator} закончится через {days}";
    told_ends_today(tier: &str, creator: &str) = "Your {tier} at {creator}’s is about to end" | "Подписка «{tier}» на {creator} вот-вот закончится";
    told_ended(tier: &str, creator: &str) = "Your {tier} at {creator}’s has ended" | "Подписка «{tier}» на {creator} закончилась";
    told_trouble(creator: &str) = "A payment to {creator} arrived and opened nothing. The creator was asked to look at it." | "Платёж для {creator} пришёл, но ничего не открыл. Автор получил просьбу разобраться.";
    told_trouble_creator(who: &str) = "A payment from {who} arrived and opened nothing. It needs you." | "Пришёл платёж от {who}, который ничего не открыл. Нужны вы.";
    told_sent_back(creator: &str) = "{creator} sent a payment back to you" | "{creator} возвращает вам платёж";
    told_reversed(creator: &str) = "The network took your payment to {creator} back, and what it opened is closed. Nothing was charged." | "Сеть отменила ваш платёж для {creator}, и доступ закрыт. Деньги не списаны.";
    told_reversed_creator(who: &str) = "The network took a payment from {who} back. What it opened is closed." | "Сеть отменила платёж от {who}. Доступ закрыт.";
    told_payout_begun(day: &str) = "From {day} your sales are paid to another wallet. If this was not you, cancel it." | "С {day} оплата придёт на другой кошелёк. Если это не вы, отмените смену.";
    told_payout_cancelled = "Your sales stay with the wallet they are paid to now." | "Оплата по-прежнему приходит на нынешний кошелёк.";
    told_removed(what: &str) = "A moderator removed your comment below {what}" | "Модератор удалил ваш комментарий к посту {what}";
    told_new_post(who: &str, what: &str) = "{who} published {what}" | "Новый пост, {what}: {who}";
    told_message(who: &str) = "{who} wrote to you" | "Вам сообщение: {who}";
    still_open_until(day: &str) = "Still open until {day}: renew to keep it." | "Ещё открыто до {day}: продлите, чтобы не потерять.";
    ended_still_open(day: &str, until: &str) = "ended {day}, still open until {until}" | "закончилась {day}, ещё открыта до {until}";
    renew_to_keep = "Renew to keep it. It goes on from its end." | "Продлите, чтобы не потерять. Срок пойдёт со дня окончания.";
    cancel_subscription = "Cancel" | "Отменить";
    cancel_text = "You keep what you paid for until its end and are reminded of nothing. Nothing renews by itself, so nothing is charged either way."
        | "Оплаченное остаётся до конца срока, напоминаний не будет. Само ничего не продлевается, поэтому и денег не спишут.";
    cancel_sure = "Cancel the subscription" | "Отменить подписку";
    cancelled_text = "Cancelled: it stays open until its end, and you are not reminded." | "Отменена: открыта до конца срока, без напоминаний.";
    cancelled_keep = "Keep it" | "Оставить";
    settings_notifications = "Notifications" | "Уведомления";
    settings_notifications_text = "What you are told of, and where. Of payments that need a look, of what is sent back, of your payout wallet and of what moderators remove you always read here."
        | "О чём и где вам сообщать. О платежах, которым нужно внимание, о возвратах, о кошельке для выплат и об удалённом модераторами вы всегда узнаете здесь.";
}

impl Lang {
    /// A kind of notification, as one is asked about it.
    pub fn notification_kind(self, kind: NotificationKind) -> &'static str {
        use NotificationKind as Kind;
        match (self, kind) {
            (Self::En, Kind::Like) => "Likes of my posts",
            (Self::En, Kind::LikeComment) => "Likes of my comments",
            (Self::En, Kind::Comment) => "Comments on my posts",
            (Self::En, Kind::Reply) => "Answers to my comments",
            (Self::En, Kind::Follow) => "New followers",
            (Self::En, Kind::Subscriber) => "New subscribers",
            (Self::En, Kind::Gift) => "Gifts for me",
            (Self::En, Kind::Sale) => "Sales",
            (Self::En, Kind::Tip) => "Tips",
            (Self::En, Kind::GoodsSent) => "What I bought is sent",
            (Self::En, Kind::Outbid) => "Somebody bids more than I",
            (Self::En, Kind::Turn) => "It is my turn to buy",
            (Self::En, Kind::AuctionOver) => "My auctions are over",
            (Self::En, Kind::Expiry) => "A subscription ends soon",
            (Self::En, Kind::Ended) => "A subscription has ended",
            (Self::En, Kind::Trouble) => "Payments that need a look",
            (Self::En, Kind::SentBack) => "Payments sent back",
            (Self::En, Kind::Reversed) => "Payments taken back",
            (Self::En, Kind::PayoutBegun | Kind::PayoutCancelled) => "The payout wallet",
            (Self::En, Kind::Removed) => "What moderators remove",
            (Self::En, Kind::NewPost) => "New posts where I subscribe",
            (Self::En, Kind::Message) => "Messages",
            (Self::Ru, Kind::Like) => "Оценки моих постов",
            (Self::Ru, Kind::LikeComment) => "Оценки моих комментариев",
            (Self::Ru, Kind::Comment) => "Комментарии к моим постам",
            (Self::Ru, Kind::Reply) => "Ответы на мои комментарии",
            (Self::Ru, Kind::Follow) => "Новые читатели",
            (Self::Ru, Kind::Subscriber) => "Новые подписчики",
            (Self::Ru, Kind::Gift) => "Подарки мне",
            (Self::Ru, Kind::Sale) => "Продажи",
            (Self::Ru, Kind::Tip) => "Чаевые",
            (Self::Ru, Kind::GoodsSent) => "Моя покупка отправлена",
            (Self::Ru, Kind::Outbid) => "Мою ставку перебили",
            (Self::Ru, Kind::Turn) => "Моя очередь купить",
            (Self::Ru, Kind::AuctionOver) => "Мои торги закончились",
            (Self::Ru, Kind::Expiry) => "Подписка скоро закончится",
            (Self::Ru, Kind::Ended) => "Подписка закончилась",
            (Self::Ru, Kind::Trouble) => "Платежи, которым нужно внимание",
            (Self::Ru, Kind::SentBack) => "Возвраты",
            (Self::Ru, Kind::Reversed) => "Отменённые сетью платежи",
            (Self::Ru, Kind::PayoutBegun | Kind::PayoutCancelled) => "Кошелёк для выплат",
            (Self::Ru, Kind::Removed) => "Удалённое модераторами",
            (Self::Ru, Kind::NewPost) => "Новые посты по подписке",
            (Self::Ru, Kind::Message) => "Сообщения",
        }
    }

    /// A sentence with what it came to.
    pub fn told_amount(self, sentence: &str, amount: Amount) -> String {
        format!("{sentence} · {}", self.money(amount))
    }
}
