//! Words of flash sales: a price on sale, and where a creator starts one.

words! {
    sale_price = "On sale for" | "Со скидкой";
    sale_ends(time: &str) = "ends in {time}" | "ещё {time}";
    sale_left(n: &str) = "{n} left" | "осталось {n}";

    flash_title = "Flash sales" | "Распродажи";
    flash_text = "For up to 24 hours a post or a tier costs less. Everybody sees the old price, the new one and how long it lasts. Where somebody also has a code, whichever takes off more counts."
        | "До 24 часов пост или уровень стоит дешевле. Все видят старую цену, новую и сколько это продлится. Если у читателя есть и промокод, действует то, что выгоднее.";
    flash_none = "You have had no sale yet." | "Распродаж пока не было.";
    flash_new = "A new sale" | "Новая распродажа";
    flash_on = "What is on sale" | "Что продаётся дешевле";
    flash_choose = "Choose a tier or a post" | "Выберите уровень или пост";
    flash_percent = "Discount in percent" | "Скидка, %";
    flash_percent_help = "10 to 90." | "От 10 до 90.";
    flash_minutes = "Minutes it lasts" | "Сколько минут длится";
    flash_minutes_help = "5 to 1440, which is 24 hours." | "От 5 до 1440, то есть до суток.";
    flash_starts = "Begins in so many hours" | "Через сколько часов начнётся";
    flash_starts_help = "Empty to begin now." | "Пусто, чтобы начать сейчас.";
    flash_limit = "How many can be bought" | "Сколько можно купить";
    flash_start = "Start the sale" | "Начать распродажу";
    flash_begins(time: &str) = "begins in {time}" | "начнётся через {time}";
    flash_waiting = "waiting" | "назначена";
    flash_running = "running" | "идёт";
    flash_sold_out = "sold out" | "распродано";
    flash_over = "over" | "закончилась";
    flash_used[n] = "bought {n} time", "bought {n} times" | "куплено {n} раз", "куплено {n} раза", "куплено {n} раз";
}
