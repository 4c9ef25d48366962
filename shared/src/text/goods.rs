//! Words of what posts sell: things at a price, auctions, and what becomes of an order.

use crate::money::Amount;

words! {
    order_goods_many(n: &str, title: &str) = "{n} × “{title}”" | "{n} × «{title}»";
    order_goods_one(title: &str) = "“{title}”" | "«{title}»";
    goods_yours = "It is yours. Thank you!" | "Теперь это ваше. Спасибо!";

    goods_title = "For sale" | "Продаётся";
    goods_auction = "Auction" | "Аукцион";
    goods_buy(price: Amount) = "Buy for {price}" | "Купить за {price}";
    goods_left[n] = "{n} left", "{n} left" | "остался {n}", "осталось {n}", "осталось {n}";
    goods_sold_out = "All are sold, or reserved by somebody who pays right now." | "Всё продано или занято теми, кто платит прямо сейчас.";
    goods_closed = "Not sold any more." | "Больше не продаётся.";
    goods_ships = "It is sent to the address that you give." | "Отправят по адресу, который вы укажете.";
    goods_digital = "You read it among your orders as soon as it is paid." | "Вы прочтёте это в своих заказах сразу после оплаты.";
    goods_open_first = "Open the post to buy it." | "Чтобы купить, откройте пост.";
    goods_bought = "You have bought this." | "Вы это купили.";
    goods_to_orders = "To your orders" | "К вашим заказам";
    goods_quantity = "How many" | "Сколько";
    goods_address = "Where to send it" | "Куда отправить";
    goods_address_help = "Name and address. Only the creator reads it." | "Имя и адрес. Их увидит только автор.";
    goods_line_sold_out = "sold out" | "распродано";

    auction_highest = "Highest bid" | "Самая высокая ставка";
    auction_first = "First bid from" | "Первая ставка от";
    auction_bids[n] = "{n} bid", "{n} bids" | "{n} ставка", "{n} ставки", "{n} ставок";
    auction_ends(time: &str) = "ends in {time}" | "закончится через {time}";
    auction_over = "This auction is over." | "Аукцион закончен.";
    auction_leading = "Your bid is the highest." | "Ваша ставка самая высокая.";
    auction_outbid = "Somebody has bid more than you." | "Кто-то предложил больше вас.";
    auction_amount(currency: &str) = "Your bid, {currency}" | "Ваша ставка, {currency}";
    auction_least(price: Amount) = "{price} at least." | "Не меньше {price}.";
    auction_bid = "Bid" | "Сделать ставку";
    auction_rules = "A bid moves no money. Whoever bids most has a day to pay, then the next. A bid in the last five minutes moves the end."
        | "Ставка не списывает денег. У победителя есть сутки на оплату, потом очередь следующего. Ставка в последние пять минут отодвигает конец.";
    auction_won(price: Amount, time: &str) = "It is yours for {price}. You have {time} to pay." | "Это ваше за {price}. На оплату осталось {time}.";
    bids_title = "Your bids" | "Ваши ставки";

    sell_title = "Sell something with this post" | "Продать что-нибудь с этим постом";
    sell_text = "One thing, at a price or to whoever bids most. Whoever can open the post can buy it."
        | "Одна вещь: по цене или тому, кто предложит больше. Купить может каждый, кому открыт пост.";
    sell_change = "Change what it sells" | "Изменить, что продаётся";
    sell_stop = "Stop selling" | "Снять с продажи";
    sell_price = "Price of one, or the first bid" | "Цена или первая ставка";
    sell_stock = "How many there are" | "Сколько их";
    sell_stock_help = "With those that are sold. Empty if there is no end of them." | "Вместе с проданными. Пусто, если их сколько угодно.";
    sell_ships = "I send it: buyers give an address" | "Я отправляю: покупатели укажут адрес";
    sell_is_sent = "Buyers give an address." | "Покупатели указывают адрес.";
    sell_is_read = "Buyers read it as soon as it is paid." | "Покупатели прочтут это сразу после оплаты.";
    sell_handover = "What buyers read once it is paid" | "Что покупатели прочтут после оплаты";
    sell_handover_help = "A link, a key, instructions. Nobody else sees it." | "Ссылка, ключ, указания. Больше никто этого не увидит.";
    sell_auction = "Sell it in an auction" | "Продать на аукционе";
    sell_step = "Each bid is higher by" | "Каждая ставка выше на";
    sell_hours = "Hours it lasts" | "Сколько часов длится";
    sell_hours_help = "1 to 336, which is two weeks." | "От 1 до 336, то есть до двух недель.";
    sell_go = "Put it up for sale" | "Выставить на продажу";

    sent_on(date: &str) = "Sent on {date}" | "Отправлено {date}";
    sent_not_yet = "Not sent yet" | "Ещё не отправлено";
    sent_note = "Number to follow it by" | "Номер для отслеживания";
    sent_go = "I have sent it" | "Отправлено";
    handover_title = "What you bought" | "Что вы купили";

    tab_shop = "Shop" | "Магазин";
    shop_empty = "Nothing is for sale here." | "Здесь ничего не продаётся.";
    order_pay_here = "Pay in this browser" | "Оплатить в этом браузере";
}

impl super::Lang {
    /// What an order of a thing is called.
    pub fn order_goods(self, quantity: u64, title: &str) -> String {
        match quantity {
            1 => self.order_goods_one(title),
            many => self.order_goods_many(&self.number(many), title),
        }
    }
}
