//! Words of why a transaction does not pay for an order.

use crate::money::Amount;

words! {
    mismatch_failed(error: &str) = "The transaction failed on the network: {error}" | "В сети транзакция не прошла: {error}";
    mismatch_long = "The transaction cannot be read: the transaction is longer than any can be"
        | "Транзакцию не прочитать: она длиннее, чем бывает";
    mismatch_garbled = "The transaction cannot be read: the bytes are not a transaction of a known version"
        | "Транзакцию не прочитать: байты — не транзакция известной версии";
    mismatch_no_reference = "The order's reference is not in the transaction." | "В транзакции нет метки заказа.";
    mismatch_payer = "The order's wallet did not sign the transaction." | "Кошелёк заказа не подписал транзакцию.";
    mismatch_version = "The transaction is of version 1, which a person must check."
        | "Это транзакция версии 1, её должен проверить человек.";
    mismatch_incoherent = "The network's record of the transaction does not fit together." | "Запись сети об этой транзакции не сходится.";
    mismatch_no_time = "The network does not say when the transaction landed." | "Сеть не говорит, когда транзакция дошла.";
    mismatch_creator(got: Amount, expected: Amount) = "The creator got {got} where {expected} was due."
        | "Автору пришло {got}, а должно было {expected}.";
    mismatch_platform(got: Amount, expected: Amount) = "The platform got {got} where {expected} was due."
        | "Площадке пришло {got}, а должно было {expected}.";
    mismatch_referrer(got: Amount, expected: Amount) = "The referrer got {got} where {expected} was due."
        | "Пригласившему пришло {got}, а должно было {expected}.";
    mismatch_asset(expected: Amount) = "Something else than {expected} reached the recipients."
        | "Получателям пришло что-то другое, а не {expected}.";
    mismatch_indirect = "A program moved the money, which a person must check." | "Деньги перевела программа, это должен проверить человек.";
    mismatch_elsewhere = "The order's reference is not on the transfer to the creator." | "Метка заказа стоит не на переводе автору.";
    mismatch_early = "The payment is older than the order." | "Платёж старше заказа.";
    mismatch_several(orders: usize) = "One transaction names {orders} orders." | "В одной транзакции названо заказов: {orders}.";
    mismatch_late = "The payment came after the order had ended." | "Платёж пришёл, когда заказ уже закончился.";
}
