//! Words around wallets and money: signing in, the account's menu, orders, the steps of a payment.

use crate::money::Amount;

words! {
    close_dialog = "Close" | "Закрыть";
    cancel = "Cancel" | "Отмена";
    save = "Save" | "Сохранить";
    fault_no_answer = "The server cannot be reached. Check the connection and try again."
        | "Сервер не отвечает. Проверьте соединение и попробуйте ещё раз.";
    fault_unreadable = "The server's answer made no sense. Reload the page and try again."
        | "Ответ сервера непонятен. Обновите страницу и попробуйте ещё раз.";

    wallets_need_javascript = "Signing in uses a wallet, and wallets need JavaScript. Reading works without it."
        | "Вход идёт через кошелёк, а кошелькам нужен JavaScript. Читать можно и без него.";
    sign_in_intro = "Your wallet is your account. You sign a short message; it is free and moves no money."
        | "Ваш кошелёк и есть аккаунт. Вы подписываете короткое сообщение: это бесплатно и не трогает деньги.";
    wallets_found = "Wallets in this browser" | "Кошельки в этом браузере";
    wallets_none = "No wallet was found in this browser." | "В этом браузере кошелька не нашлось.";
    wallets_get = "Get a wallet" | "Установить кошелёк";
    wallets_on_phone = "On a phone, open this page in your wallet's browser"
        | "На телефоне откройте страницу в браузере кошелька";
    wallet_detected = "Detected" | "Найден";
    wallet_last_used = "Used last" | "Последний";
    wallet_install(name: &str) = "Install {name}" | "Установить {name}";
    wallet_open_in(name: &str) = "Open in {name}" | "Открыть в {name}";
    sign_in_asking(name: &str) = "Confirm in {name}." | "Подтвердите в {name}.";
    sign_in_done = "Signed in." | "Вы вошли.";
    sign_in_cancelled = "Cancelled. Nothing was signed." | "Отменено. Ничего не подписано.";
    sign_in_ledger = "Using a Ledger? Some hardware wallets cannot sign messages yet; pick another account in your wallet."
        | "У вас Ledger? Некоторые аппаратные кошельки пока не умеют подписывать сообщения; выберите в кошельке другой аккаунт.";
    wallet_not_authorized = "The wallet does not let this site do that. Unlock it, allow this site, and try again."
        | "Кошелёк не разрешает это сайту. Разблокируйте его, разрешите сайт и попробуйте ещё раз.";
    wallet_unsupported = "This wallet cannot do that. Update it or choose another one."
        | "Этот кошелёк так не умеет. Обновите его или выберите другой.";
    wallet_other_account(account: &str) = "The wallet answered for another account, {account}. Choose the right account in it and try again."
        | "Кошелёк ответил от другого аккаунта, {account}. Выберите в нём нужный и попробуйте ещё раз.";
    wallet_unreadable = "The wallet's answer could not be read. Update the wallet or choose another one."
        | "Ответ кошелька не удалось прочитать. Обновите кошелёк или выберите другой.";
    wallet_no_reason = "The wallet could not do that and did not say why. Try again."
        | "Кошелёк не справился и не сказал почему. Попробуйте ещё раз.";
    wallet_failed(words: &str) = "The wallet reported a problem: {words}" | "Кошелёк сообщил об ошибке: {words}";
    wallet_switched = "Your wallet switched to another account, so you were signed out."
        | "В кошельке выбран другой аккаунт, поэтому вы вышли.";

    account_menu = "Your account" | "Ваш аккаунт";
    you = "You" | "Вы";
    account_page = "Your page" | "Страница";
    account_become_creator = "Become a creator" | "Стать автором";
    handle_label = "Handle" | "Имя в адресе";
    handle_reserved = "This handle is reserved." | "Это имя зарезервировано, выберите другое.";
    category_label = "What is your work about?" | "О чём ваши работы?";
    become_creator_intro = "You get a page with three tiers; your wallet is paid directly. You can change all of it later."
        | "У вас появится страница с тремя уровнями; деньги приходят сразу в ваш кошелёк. Всё это можно потом изменить.";

    tip_button = "Tip" | "Поддержать";
    tip_title = "Send a tip" | "Поддержать автора";
    tip_for(name: &str) = "A tip for {name}" | "Чаевые для {name}";
    tip_amount = "How much" | "Сколько";
    tip_currency = "In what" | "В чём";
    tip_note = "A few words with it, if you like" | "Несколько слов, если хотите";
    tip_all_theirs = "All of it goes to the creator; the words are for them alone." | "Всё достанется автору; слова увидит только он.";
    tip_go = "Continue" | "Продолжить";
    tip_range(least: Amount, most: Amount) = "A tip is {least} to {most}." | "Чаевые: от {least} до {most}.";
    tip_arrived = "Your tip has arrived. Thank you!" | "Чаевые дошли. Спасибо!";

    pay_elsewhere = "Pay with a phone or another wallet" | "Оплатить с телефона или другим кошельком";
    order_scan = "Scan this with a wallet on your phone." | "Отсканируйте это кошельком на телефоне.";
    order_code = "QR code of the payment" | "QR-код платежа";
    order_open_wallet = "Open in a wallet on this device" | "Открыть в кошельке на этом устройстве";
    order_anybody = "Any wallet can pay it; what is bought is yours." | "Оплатить может любой кошелёк; покупка будет вашей.";
    order_waits = "Waiting for the payment. This page changes by itself once it is seen." | "Ждём оплату. Страница изменится сама, как только мы её увидим.";
    order_confirming = "Sent. Waiting for the network to confirm." | "Отправлено. Ждём подтверждения сети.";
    order_paid = "Paid. It is yours." | "Оплачено. Это ваше.";
    order_receipt = "Receipt" | "Квитанция";
    order_time[n] = "{n} minute is left to pay.", "{n} minutes are left to pay."
        | "На оплату осталась {n} минута.", "На оплату осталось {n} минуты.", "На оплату осталось {n} минут.";
    pay_title = "Payment" | "Оплата";
    pay_step_review = "Review" | "Проверка";
    pay_step_sign = "Sign in your wallet" | "Подпись в кошельке";
    pay_step_send = "Sent" | "Отправлено";
    pay_step_confirm = "Confirmed" | "Подтверждено";
    pay_state_done = "done" | "готово";
    pay_state_now = "your turn" | "ваш шаг";
    pay_state_busy = "in progress" | "выполняется";
    pay_state_stopped = "stopped here" | "остановлено здесь";
    pay_state_todo = "not yet" | "ещё впереди";
    pay_full_price = "Full price" | "Полная цена";
    pay_less_period = "For the longer period" | "За долгий срок";
    pay_less_code = "With the code" | "По промокоду";
    pay_less_sale = "Flash sale" | "Распродажа";
    pay_less_credit = "For your unused time" | "За неиспользованное время";
    pay_you_pay = "You pay" | "Вы платите";
    pay_to_creator = "To the creator" | "Автору";
    pay_to_platform = "To the platform" | "Платформе";
    pay_to_referrer = "To the referrer" | "Тому, кто пригласил";
    pay_account_rent = "To open a USDC account" | "На открытие счёта USDC";
    pay_account_rent_why = "A recipient has no USDC account yet. The network keeps this deposit in it." | "У получателя ещё нет счёта USDC. Этот залог сеть хранит на нём.";
    pay_network_fee = "Network fee" | "Комиссия сети";
    pay_network_fee_about = "about 0.000005 SOL, shown by your wallet" | "около 0,000005 SOL, её покажет кошелёк";
    pay_no_renewal[n] = "For {n} day. It does not renew by itself.", "For {n} days. It does not renew by itself."
        | "На {n} день. Само не продлевается.", "На {n} дня. Само не продлевается.", "На {n} дней. Само не продлевается.";
    pay_only_transfers = "We only ever ask for the transfers listed here." | "Мы просим только переводы из этого списка.";
    pay_in_wallet = "Pay in wallet" | "Оплатить в кошельке";
    pay_try_again = "Try again" | "Попробовать ещё раз";
    pay_again = "Pay again" | "Оплатить снова";
    pay_check_again = "Check again" | "Проверить ещё раз";
    pay_start_again = "Start again" | "Начать заново";
    pay_show = "Show it" | "Показать";
    pay_continue = "Continue payment" | "Продолжить оплату";
    pay_waiting = "Waiting for your wallet…" | "Ждём кошелёк…";
    pay_confirming = "Confirming…" | "Подтверждается…";
    pay_preparing = "Preparing the order…" | "Готовим заказ…";
    pay_choose_wallet = "Choose the wallet to pay with." | "Выберите кошелёк для оплаты.";
    pay_asking = "Asking your wallet…" | "Обращаемся к кошельку…";
    pay_signing = "Approve the payment in your wallet." | "Подтвердите платёж в кошельке.";
    pay_sending = "Sending to the network…" | "Отправляем в сеть…";
    pay_sent = "Sent. Waiting for the network to confirm; you can close this." | "Отправлено. Ждём подтверждения сети; окно можно закрыть.";
    pay_checking = "Checking…" | "Проверяем…";
    pay_unsure = "The payment has not been confirmed yet, and it may still arrive. Check again before paying again."
        | "Платёж ещё не подтверждён и может дойти позже. Проверьте ещё раз, прежде чем платить снова.";
    pay_not_seen = "No payment has been seen so far. If your wallet shows one, wait; otherwise you can pay again."
        | "Платежа пока не видно. Если он есть в кошельке, подождите; если нет, можно оплатить снова.";
    pay_cancelled = "Cancelled. Nothing was charged." | "Отменено. Ничего не списано.";
    pay_other_wallet(connected: &str, payer: &str) = "Your wallet is on account {connected}, but you are signed in with {payer}. Switch the account in the wallet and try again."
        | "В кошельке выбран аккаунт {connected}, а вошли вы с {payer}. Переключите аккаунт в кошельке и попробуйте ещё раз.";
    pay_failed = "The network refused the payment. Nothing but its fee was charged; you can try again."
        | "Сеть отклонила платёж. Списана только её комиссия; можно попробовать ещё раз.";
    pay_expired = "This order has expired. Nothing was charged." | "Заказ устарел. Ничего не списано.";
    pay_reversed = "The network took the payment back, so the access is closed again. You can start anew."
        | "Сеть отменила платёж, поэтому доступ снова закрыт. Можно начать заново.";
    pay_in_review = "The payment arrived, but a person has to look at it. You need not do anything."
        | "Платёж дошёл, но его должен проверить человек. Делать ничего не нужно.";
    pay_unlocked = "Unlocked" | "Открыто";
    pay_subscribed = "Subscribed" | "Подписка оформлена";
    pay_explorer = "See it in the explorer" | "Посмотреть в обозревателе";
    pay_faucet_hint = "On the local network the Dev Wallet has a faucet with play money." | "В локальной сети у Dev Wallet есть кран с игрушечными деньгами.";
    pay_open_dev_wallet = "Open the Dev Wallet" | "Открыть Dev Wallet";
}
