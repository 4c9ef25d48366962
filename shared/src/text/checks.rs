//! Words of checking a receipt.

words! {
    check_title = "Check a receipt" | "Проверка чека";
    check_text = "Paste a signed receipt. Your own browser checks it: the receipt is sent to nobody."
        | "Вставьте подписанный чек. Его проверит ваш браузер: сам чек никуда не отправляется.";
    check_begin = "Check" | "Проверить";
    check_here = "Check it, or show it to others" | "Проверить или показать другим";
    check_noscript = "Checking needs JavaScript. Without it, any JWS library does the same with our public keys at /.well-known/jwks.json."
        | "Для проверки нужен JavaScript. Без него то же сделает любая библиотека JWS с нашими ключами по адресу /.well-known/jwks.json.";
    check_signed = "This site signed it, and nobody changed it since." | "Чек подписан этим сайтом и с тех пор не менялся.";
    check_landed(node: &str) = "The network has the transaction, and it is final (asked: {node})."
        | "Транзакция есть в сети и окончательна (спрошен узел {node}).";
    check_paid = "It paid what the receipt says, to whom it says, by the rules this site settles by."
        | "Она заплатила то, что указано в чеке, и тем, кто в нём указан, по правилам самого сайта.";
    check_garbled = "This is not a signed receipt." | "Это не подписанный чек.";
    check_unknown_key = "It is signed with a key that this site does not have." | "Чек подписан ключом, которого у этого сайта нет.";
    check_altered = "It was changed after it was signed, or this site never signed it."
        | "Чек изменён после подписи, или этот сайт его не подписывал.";
    check_other_network = "The receipt is of another network than this site's." | "Чек относится к другой сети.";
    check_absent = "The node does not know the transaction. Old ones may be gone from its records."
        | "Узел не знает этой транзакции. Старые могли исчезнуть из его записей.";
    check_no_answer = "No answer came. Try again in a moment." | "Ответа не было. Попробуйте ещё раз чуть позже.";
    check_untrue = "The transaction does not bear the receipt out." | "Транзакция не подтверждает чек.";
    untrue_another_transaction = "It is another transaction." | "Это другая транзакция.";
    untrue_another_time = "It landed at another time than the receipt says." | "Она дошла не тогда, когда сказано в чеке.";
    untrue_incoherent = "The receipt's own numbers do not add up." | "Числа в самом чеке не сходятся.";
    check_claims = "What the receipt says" | "Что сказано в чеке";
    check_legs = "To the wallets" | "На кошельки";
    check_site = "Issued by" | "Выдан сайтом";
}
