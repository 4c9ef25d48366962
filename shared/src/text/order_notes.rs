//! Words of why an order failed, waits for a person or came out otherwise than it was made, as its buyer reads them.

words! {
    note_already_owned = "You had this post already. The creator can send this payment back."
        | "Этот пост у вас уже был. Автор может вернуть платёж.";
    note_another_asset = "Another currency arrived than the order's. The creator can send the payment back."
        | "Пришла другая валюта, не та, что в заказе. Автор может вернуть платёж.";
    note_code_used_up = "The code that this order was made with is used up by now. The creator can send this payment back."
        | "Код этого заказа к тому времени израсходовали. Автор может вернуть платёж.";
    note_credit_gone = "The unused time that this order counted on was used otherwise. The creator can send this payment back."
        | "Время, зачтённое в этом заказе, уже потрачено иначе. Автор может вернуть платёж.";
    note_failed = "The payment failed on the network. Only the network's fee was taken; you can try again."
        | "Сеть не приняла платёж. Списана только комиссия сети; можно попробовать ещё раз.";
    note_funds_missing = "The payment failed: the wallet did not hold enough. Only the network's fee was taken; you can try again."
        | "Платёж не прошёл: в кошельке не хватило средств. Списана только комиссия сети; можно попробовать ещё раз.";
    note_indirect = "A program moved the money, which a person must check. The creator can send the payment back."
        | "Деньги перевела программа, это должен проверить человек. Автор может вернуть платёж.";
    note_late = "The payment came after the order had ended. The creator can send the payment back."
        | "Платёж пришёл, когда заказ уже закончился. Автор может вернуть платёж.";
    note_never_arrived = "The transaction did not reach the network. Nothing was charged; you can try again."
        | "Транзакция не дошла до сети. Ничего не списано; можно попробовать ещё раз.";
    note_order_closed = "Another payment for this order arrived. The creator can send it back."
        | "По этому заказу пришёл ещё один платёж. Автор может его вернуть.";
    note_out_of_sight = "The transaction was not found, and the network's node keeps no records from that long ago. Your wallet's history tells whether you were charged."
        | "Транзакция не найдена, а узел сети не хранит записей за то время. Списаны ли деньги, видно в истории кошелька.";
    note_paid_twice = "This order was paid twice. The creator can send the second payment back."
        | "Этот заказ оплачен дважды. Автор может вернуть второй платёж.";
    note_recipient_unfunded = "The payment failed: a recipient's wallet cannot receive so small an amount yet. Only the network's fee was taken; you can try again."
        | "Платёж не прошёл: кошелёк получателя пока не может принять такую малую сумму. Списана только комиссия сети; можно попробовать ещё раз.";
    note_reference_elsewhere = "The order's reference is not on the transfer to the creator, who can send the payment back."
        | "Метка заказа стоит не на переводе автору. Автор может вернуть платёж.";
    note_refund_gone = "The network took the refund back. The creator can send it again."
        | "Сеть отменила возврат. Автор может отправить его ещё раз.";
    note_reversed = "The network took the payment back, so the access was taken back too. Nothing was charged."
        | "Сеть отменила платёж, поэтому доступ закрыт снова. Ничего не списано.";
    note_sale_sold_out = "The sale that this order was made at is sold out by now. The creator can send this payment back."
        | "На распродаже этого заказа к тому времени всё раскупили. Автор может вернуть платёж.";
    note_sent_back = "The creator sent this payment back." | "Автор вернул этот платёж.";
    note_several_orders = "One transaction names several orders. The creator can send the payment back."
        | "В одной транзакции названо несколько заказов. Автор может вернуть платёж.";
    note_sold_out = "All of it were sold when this was paid. The creator can send this payment back."
        | "Когда заказ оплатили, всё уже было продано. Автор может вернуть платёж.";
    note_surplus = "More than the price was paid; the recipients have it." | "Заплачено больше цены; излишек у получателей.";
    note_too_early = "The payment is older than the order. The creator can send the payment back."
        | "Платёж старше заказа. Автор может вернуть платёж.";
    note_underpaid = "Less than the price arrived. What arrived, the creator can send back."
        | "Пришло меньше цены. То, что пришло, автор может вернуть.";
    note_unreadable = "The transaction cannot be read. If money arrived with it, the creator can send it back."
        | "Транзакцию не прочитать. Если с ней пришли деньги, автор может их вернуть.";
    note_used_elsewhere = "This transaction already paid for something else." | "Эта транзакция уже оплатила что-то другое.";
    note_version_one = "The transaction is of version 1, which a person must check. The creator can send the payment back."
        | "Это транзакция версии 1, её должен проверить человек. Автор может вернуть платёж.";
    note_vanished = "The network took the payment back. Nothing was charged." | "Сеть отменила платёж. Ничего не списано.";
}
