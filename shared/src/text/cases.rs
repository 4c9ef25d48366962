//! Words of cases: payments that opened nothing, what is done about them, and what came back.

use crate::money::Amount;

words! {
    cases_ways = "Send it back, open what was ordered all the same, or agree with the buyer and mark it as settled."
        | "Верните деньги, всё равно откройте заказанное или договоритесь с покупателем и отметьте, что всё улажено.";
    case_not_final = "It can be sent back once the network has made it final, in half a minute."
        | "Вернуть можно будет, когда сеть сделает платёж окончательным, через полминуты.";
    moderated_cases = "Payments that wait for somebody" | "Платежи, которые кого-то ждут";
    moderated_cases_text = "This money arrived and opened nothing by itself. Its creators see it too, and can send it back."
        | "Эти деньги пришли, но сами ничего не открыли. Авторы тоже их видят и могут вернуть.";
    moderated_cases_none = "None. All that was paid has opened what it was for." | "Таких нет. Всё оплаченное открылось.";
    case_sold_by = "Sold by" | "Продаёт";
    case_open = "Open it all the same" | "Всё равно открыть";
    refund_start = "Send it back" | "Вернуть деньги";
    refund_no_script = "Sending it back takes a wallet, and wallets need JavaScript." | "Для возврата нужен кошелёк, а кошелькам нужен JavaScript.";
    refund_gone = "The last try did not arrive, and cannot any more." | "Прошлая попытка не дошла и уже не дойдёт.";
    refund_amount = "Back to the buyer" | "Вернётся покупателю";
    refund_to = "To the wallet" | "На кошелёк";
    refund_from = "From your wallet" | "С вашего кошелька";
    refund_account = "To open their USDC account" | "На открытие их счёта USDC";
    refund_all = "All that arrived goes back, also the platform's part of it." | "Возвращается всё, что пришло, и доля платформы тоже.";
    refund_sign = "Sign in your wallet" | "Подписать в кошельке";
    refund_sent = "Sent. Waiting for the network to confirm." | "Отправлено. Ждём подтверждения сети.";
    refund_slow = "No news yet. This is looked for all the same, and the case goes by itself once the money is there."
        | "Новостей пока нет. Мы продолжаем искать: случай закроется сам, когда деньги дойдут.";
    refund_done = "Sent back. The buyer has it." | "Деньги вернулись покупателю.";
    refund_other_wallet(account: &str) = "Sales are paid to {account}, so that wallet must sign. Choose it in your wallet and try again."
        | "Продажи приходят на {account}, поэтому подписать должен этот кошелёк. Выберите его и попробуйте ещё раз.";
    sent_back(amount: Amount) = "{amount} was sent back to the wallet that paid" | "{amount} вернулось на кошелёк, с которого платили";
    sale_sent_back(amount: Amount) = "{amount} sent back" | "возвращено {amount}";
    order_sent_back = "This was sent back to the wallet that paid." | "Эти деньги вернулись на кошелёк, с которого платили.";
    revenue_sent_back(amounts: &str) = "Sent back of what opened nothing: {amounts}" | "Возвращено из того, что ничего не открыло: {amounts}";
}
