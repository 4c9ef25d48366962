//! Words of refusals: what is wrong with what was sent, and what would be right. What a code says by itself stands in `errors.rs`.

use super::Lang;
use crate::{
    Code,
    money::{Amount, Lamports},
};

// Texts, numbers and times of any kind.
words! {
    text_broken = "This text has characters that cannot be shown." | "Здесь есть знаки, которые нельзя показать.";
    text_empty = "This cannot be empty." | "Здесь не может быть пусто.";
    text_short(least: usize) = "This needs {least} characters or more." | "Здесь нужно не меньше {least} знаков.";
    text_long(most: usize) = "This can have {most} characters at the most." | "Здесь может быть не больше {most} знаков.";
    whole_wanted = "Write a whole number, or nothing." | "Напишите целое число или оставьте пустым.";
    whole_large = "This number is too large." | "Это число слишком велико.";
    number_wanted = "Write a whole number." | "Напишите целое число.";
    percent_wanted = "Write a whole number of percent, such as 10." | "Напишите целое число процентов, например 10.";
    amount_wanted(currency: &str, example: &str) = "Write an amount in {currency}, such as {example}."
        | "Напишите сумму в {currency}, например {example}.";
    amount_vast = "The amount is too large." | "Сумма слишком велика.";
    price_number = "A price is a number, like 0.05." | "Цена — число, например 0,05.";
    price_range(least: Amount, most: Amount) = "A price is {least} to {most}." | "Цена — от {least} до {most}.";
    price_alone = "A currency without a price says nothing." | "Валюта без цены ни о чём не говорит.";
    currency_unknown = "A currency is SOL or USDC." | "Валюта — SOL или USDC.";
    currency_refused(code: &str) = "{code} is not taken here. Nothing was charged." | "{code} здесь не принимают. Ничего не списано.";
    currency_of_sale(code: &str) = "This is sold in {code}. Nothing was charged." | "Это продаётся за {code}. Ничего не списано.";
    moment_wanted = "Write a date and a time, such as 2026-12-24T18:00." | "Напишите дату и время, например 2026-12-24T18:00.";
    clock_wanted = "Write a time of the day, such as 22:30." | "Напишите время суток, например 22:30.";
    clocks_both = "Write both times, or neither." | "Напишите оба времени или ни одного.";
    lang_unknown = "A language is en or ru." | "Язык — en или ru.";
    limit_range(most: u32) = "Ask for 1 to {most} items." | "Запросите от 1 до {most} записей.";
    cursor_foreign = "This cursor is not one that this list gave." | "Этот курсор — не от этого списка.";
}

// Requests that cannot be read.
words! {
    field_missing(name: &str) = "missing field `{name}`" | "Не хватает поля `{name}`.";
    field_unknown(name: &str) = "unknown field `{name}`" | "Поля `{name}` здесь нет.";
    field_twice(name: &str) = "duplicate field `{name}`" | "Поле `{name}` названо дважды.";
    choice_unknown(known: &str) = "unknown variant, expected {known}" | "Такого значения нет, есть только {known}.";
    door_takes(what: &str) = "This door takes {what}." | "Здесь принимают {what}.";
    door_websocket = "This address speaks WebSocket (RFC 6455)." | "По этому адресу говорят на WebSocket (RFC 6455).";
    format_json = "There is JSON only." | "Есть только JSON.";
    form_no_file = "The form has no file." | "В форме нет файла.";
    header_ascii = "This header is not readable as ASCII." | "Этот заголовок не прочитать как ASCII.";
    header_bytes = "This header is needed, as a number of bytes." | "Нужен этот заголовок с числом байтов.";
    header_checksum = "A checksum is sha1 or sha256, and its bytes in base64."
        | "Контрольная сумма — sha1 или sha256 и её байты в base64.";
    header_metadata = "Metadata are keys with values in base64, parted by commas: 4,000 bytes at the most."
        | "Метаданные — ключи со значениями в base64 через запятую, всего до 4000 байтов.";
    key_shape = "A key has 1 to 100 visible ASCII characters." | "В ключе от 1 до 100 видимых знаков ASCII.";
    not_base64 = "This is not base64." | "Это не base64.";
    too_fast[n] = "Too many requests. Try again in {n} second.", "Too many requests. Try again in {n} seconds."
        | "Слишком много запросов. Попробуйте через {n} секунду.", "Слишком много запросов. Попробуйте через {n} секунды.",
          "Слишком много запросов. Попробуйте через {n} секунд.";
}

// Names and choices that do not exist.
words! {
    no_such_category = "There is no such category." | "Такой категории нет.";
    no_such_tier = "There is no such tier." | "Такого уровня нет.";
    no_such_status = "There is no such status." | "Такого состояния нет.";
    no_such_state = "There is no such state." | "Такого состояния нет.";
    no_such_kind = "There is no such kind." | "Такого вида нет.";
    no_such_item = "There is no such kind of item." | "Такого вида покупок нет.";
    no_such_role = "There is no such role." | "Такой роли нет.";
    no_such_reduction = "There is no such reduction." | "Такой скидки нет.";
    no_such_reason = "There is no such reason." | "Такой причины нет.";
    no_such_event = "There is no such event." | "Такого события нет.";
    no_such_fault = "There is no such fault." | "Такой неполадки нет.";
    no_such_act = "There is no such act." | "Такого действия нет.";
    sorts_of_creators = "Sort by popular, newest or name." | "Порядок — popular, newest или name.";
    sorts_of_posts = "Sort by latest, popular or trending." | "Порядок — latest, popular или trending.";
    sorts_of_comments = "Sort by top, newest or oldest." | "Порядок — top, newest или oldest.";
    kinds_of_post = "A post is text, image, video or audio." | "Пост — text, image, video или audio.";
    kinds_of_file = "A file is a picture, a video or a sound." | "Файл — картинка, видео или звук.";
    kinds_of_access = "Access is public, followers, tier, price or tier_or_price."
        | "Доступ — public, followers, tier, price или tier_or_price.";
    kinds_of_reader = "A draft is looked at as stranger, follower, basic, premium or vip."
        | "Черновик смотрят как stranger, follower, basic, premium или vip.";
    kinds_found = "Look for people, posts or tags." | "Ищут people, posts или tags.";
    kinds_of_price = "A price is free or paid." | "Цена — free или paid.";
    kinds_of_age = "Ask for a day, week, month or year." | "Срок — day, week, month или year.";
    kinds_of_reaction = "Choose heart, laugh, wow, sad, fire or thumb." | "Выберите heart, laugh, wow, sad, fire или thumb.";
    kinds_of_listener = "Choose followers, subscribers, premium or vip." | "Выберите followers, subscribers, premium или vip.";
    kinds_of_report = "Report a post, a comment, a message or a user."
        | "Пожаловаться можно на пост, комментарий, сообщение или человека.";
    kinds_of_reason = "Choose one of the reasons." | "Выберите одну из причин.";
    kinds_of_pace = "Choose off, soon or daily." | "Выберите off, soon или daily.";
    kinds_of_theme = "A theme is light or dark." | "Тема — light или dark.";
    kinds_of_activity = "Activity is seen by everyone or nobody." | "Действия видят everyone или nobody.";
    kinds_of_writer = "Choose everyone, following, subscribers or nobody." | "Выберите everyone, following, subscribers или nobody.";
    kinds_of_caution = "Choose ask, show or hide." | "Выберите ask, show или hide.";
    states_of_sale = "A sale is waiting, running, sold_out or over." | "Распродажа — waiting, running, sold_out или over.";
    tongue_unknown = "Name the language of the captions by a tag that is known here, such as en or ru."
        | "Назовите язык субтитров меткой, которую здесь знают, например en или ru.";
}

// People and wallets.
words! {
    handle_length = "A handle has 3 to 30 characters." | "В имени от 3 до 30 знаков.";
    handle_letters = "A handle is made of letters a to z, digits and underscores, and does not begin with an underscore."
        | "Имя состоит из латинских букв, цифр и подчёркиваний и не начинается с подчёркивания.";
    link_shape = "A link is an address like https://example.com/you, of 200 characters at the most."
        | "Ссылка — адрес вида https://example.com/you, не длиннее 200 знаков.";
    links_most = "Name five links at the most." | "Назовите не больше пяти ссылок.";
    address_unread = "This is not a Solana address." | "Это не адрес Solana.";
    address_no_wallet = "This is not the address of a wallet." | "Это не адрес кошелька.";
    address_no_key = "This is not the address of a wallet. A token account or a program's address cannot be used."
        | "Это не адрес кошелька. Счёт для токенов и адрес программы не подойдут.";
    address_not_yours = "This is not a wallet of yours." | "Это не ваш кошелёк.";
    address_nobodys = "Nobody could spend what is sent to this address." | "С этого адреса никто не сможет ничего потратить.";
    signed_long = "The signed message is longer than 2048 bytes." | "Подписанное сообщение длиннее 2048 байтов.";
    signed_not_text = "The signed message is not UTF-8." | "Подписанное сообщение — не UTF-8.";
    signed_return = "The signed message has a carriage return." | "В подписанном сообщении есть возврат каретки.";
    signed_other(member: &str) = "The signed message has another {member} than was asked for."
        | "Подписано не то, что было нужно: отличается «{member}».";
    signature_length = "A signature has 64 bytes." | "В подписи 64 байта.";
    answer_long = "This is longer than any answer to a challenge." | "Это длиннее любого ответа на запрос подписи.";
    tier_twice = "A tier is named twice." | "Один уровень назван дважды.";
    tiers_none = "Offer one tier or more." | "Предложите хотя бы один уровень.";
    tiers_falling = "A higher tier costs more than a lower one." | "Старший уровень стоит дороже младшего.";
    tier_lists(most: usize) = "List up to {most} things." | "Перечислите не больше {most} пунктов.";
    tier_off = "You do not offer this tier at the moment." | "Сейчас вы не предлагаете этот уровень.";
    period_most(most: u8) = "Take off up to {most} percent." | "Скидка — не больше {most} процентов.";
    period_falling = "For a year, take off as much as for 90 days, or more." | "За год скидка не меньше, чем за 90 дней.";
}

// Posts and what is in them.
words! {
    access_tier_missing = "Say which tier opens it." | "Укажите уровень, который открывает пост.";
    access_no_tier = "This access takes no tier." | "При таком доступе уровень не нужен.";
    access_price_missing = "Say what it costs." | "Укажите, сколько это стоит.";
    access_no_price = "This access takes no price." | "При таком доступе цена не нужна.";
    access_unnamed = "Name the access together with its tier or price." | "Вместе с уровнем или ценой назовите и доступ.";
    tag_shape = "A tag is one word of 2 to 30 letters, digits and underscores, all of one script."
        | "Тег — одно слово из 2–30 букв одного алфавита, цифр и подчёркиваний.";
    tags_most(most: usize) = "A post has {most} tags at the most." | "У поста не больше {most} тегов.";
    poll_answers = "A poll has 2 to 6 answers." | "В опросе от 2 до 6 ответов.";
    poll_days = "A poll is open for 1 to 30 days." | "Опрос открыт от 1 до 30 дней.";
    poll_twins = "Two answers are the same." | "Два ответа одинаковы.";
    poll_no_answer = "This poll has no such answer." | "В этом опросе нет такого ответа.";
    post_file_twice = "A file stands in a post once." | "Файл стоит в посте один раз.";
    post_file_gone = "One of the files is not there any more. Upload it again, or take it out."
        | "Одного из файлов больше нет. Загрузите его снова или уберите.";
    post_film_one = "A post has one film or one sound." | "В посте одно видео или один звук.";
    post_file_elsewhere = "One of the files is a part of another post." | "Один из файлов уже стоит в другом посте.";
    post_pictures_most = "A post has up to 20 pictures." | "В посте до 20 картинок.";
    post_files_bought = "Somebody bought this post: files can be added to it, and none taken out."
        | "Этот пост уже купили: файлы можно добавлять, но не убирать.";
    opens_passed = "This moment has passed. Publish it openly instead." | "Это время прошло. Опубликуйте пост открытым.";
    opens_early = "It would be open before it is published. Choose a later moment."
        | "Пост открылся бы раньше, чем выйдет. Выберите время позже.";
    goes_out_passed = "This moment has passed. Publish it now instead." | "Это время прошло. Опубликуйте сейчас.";
    goes_out_far = "Something can be scheduled a year ahead." | "Назначить можно не дальше, чем на год.";
    search_whole = "Say of what there is to be more." | "Укажите, чего показать ещё.";
}

// Files.
words! {
    turns_range = "A picture is turned by 0 to 3 quarters." | "Картинку поворачивают на 0–3 четверти.";
    crop_outside = "What is cut out lies within the picture." | "Вырезанное лежит внутри картинки.";
    edit_pictures = "Only pictures are turned and cut." | "Поворачивают и обрезают только картинки.";
    captions_films = "Only films and sounds have captions." | "Субтитры бывают только у видео и звука.";
    captions_at(line: usize, why: &str) = "Line {line}: {why}" | "Строка {line}: {why}";
    captions_untimed = "these words have no times." | "у этих слов нет времени.";
    captions_odd_times = "these times cannot be read." | "это время не прочитать.";
    captions_backwards = "this caption ends before it begins." | "реплика кончается раньше, чем начинается.";
    captions_no_gap = "an empty line is missing before these times." | "перед этим временем не хватает пустой строки.";
    captions_many(most: usize) = "there are more than {most} captions." | "реплик больше {most}.";
    captions_wordy(most: usize) = "this caption has more than {most} characters." | "в этой реплике больше {most} знаков.";
    poster_films = "Only a film has a picture that stands for it." | "Обложка бывает только у видео.";
    poster_late = "The film ends before this moment." | "Видео кончается раньше этого момента.";
    poster_typed = "A moment is typed as seconds, or as 1:15." | "Момент пишут в секундах или как 1:15.";
    upload_stands(at: i64) = "The upload stands at {at}: go on from there." | "Загрузка остановилась на {at}: продолжите оттуда.";
    upload_over(length: i64) = "This upload has {length} bytes, and more were sent." | "В этой загрузке {length} байтов, а пришло больше.";
    upload_most(size: &str) = "A file may have {size} here at the most." | "Файл здесь может занимать не больше {size}.";
    upload_quota(size: &str) = "Your uploads may take {size}, and this file would be more. Delete something first."
        | "Вашим файлам отведено {size}, и этот уже не поместится. Сначала удалите что-нибудь.";
    upload_day(size: &str) = "You may upload {size} within a day. Try again later." | "За день можно загрузить {size}. Попробуйте позже.";
}

// Messages and notifications.
words! {
    message_nothing_sold = "Say or attach what is opened by paying." | "Напишите или приложите то, что откроется за деньги.";
    message_no_price = "Words that are locked need a price." | "Закрытым словам нужна цена.";
    message_files_most(most: usize) = "A message has {most} files at most." | "В сообщении не больше {most} файлов.";
    message_files_range = "A message has up to 20 files." | "В сообщении до 20 файлов.";
    message_file_twice = "A file stands in a message once." | "Файл стоит в сообщении один раз.";
    message_absent = "This message is not there any more." | "Этого сообщения больше нет.";
    message_sought = "Search for 2 to 100 letters." | "Ищите от 2 до 100 букв.";
    notices_most(most: usize) = "Name {most} at most." | "Назовите не больше {most}.";
    notices_always = "Everybody is told of this kind." | "Об этом сообщают всем.";
    notices_in_bar = "Messages are always counted in the bar." | "Сообщения всегда считаются в панели.";
    device_long = "This address is too long." | "Этот адрес слишком длинный.";
    device_keys = "These are no keys of a subscription." | "Это не ключи подписки.";
}

// Webhooks.
words! {
    hook_events = "Choose one or more of the events; a ping comes when you ask for one."
        | "Выберите хотя бы одно событие; ping приходит, когда вы о нём попросите.";
    hook_long = "Write an address like https://example.com/hook, of 500 characters at the most."
        | "Напишите адрес вида https://example.com/hook, не длиннее 500 знаков.";
    hook_shape = "Write an address like https://example.com/hook." | "Напишите адрес вида https://example.com/hook.";
    hook_https = "The address must begin with https://." | "Адрес должен начинаться с https://.";
    hook_plain = "Leave out user names, passwords and what comes after #." | "Уберите имя, пароль и всё, что после #.";
    hook_private = "This address is not one of the public internet." | "Этот адрес — не из публичного интернета.";
}

// Codes, sales and goods.
words! {
    code_shape = "A code has 3 to 24 letters from A to Z, digits or dashes." | "В коде от 3 до 24 знаков: буквы от A до Z, цифры и дефисы.";
    code_days = "Say how many days of this tier are free." | "Укажите, сколько дней этого уровня бесплатны.";
    code_gives = "Take off either percent or an amount, or give free days."
        | "Дайте скидку в процентах или суммой либо подарите бесплатные дни.";
    code_ends = "A code ends within a year, and not in the past." | "Код действует не дольше года и кончается не в прошлом.";
    percent_range(least: u8, most: u8) = "Take off {least} to {most} percent." | "Скидка — от {least} до {most} процентов.";
    off_range(least: Amount, most: Amount) = "Take off {least} to {most}." | "Скидка — от {least} до {most}.";
    days_range(least: u16, most: u16) = "Give {least} to {most} free days." | "Подарите от {least} до {most} бесплатных дней.";
    days_of_tier = "Say of which tier the days are." | "Укажите, какого уровня эти дни.";
    sale_on = "A sale is on a post or on a tier: name one of them." | "Распродажа бывает на пост или на уровень: назовите что-то одно.";
    sale_post = "Choose a post of yours that has a price." | "Выберите свой пост с ценой.";
    sale_minutes(least: u32, most: u32) = "A sale lasts {least} to {most} minutes." | "Распродажа длится от {least} до {most} минут.";
    sale_begins = "A sale begins now or within 30 days." | "Распродажа начинается сейчас или в ближайшие 30 дней.";
    goods_stock = "There are 1 to 10,000 of a thing, or as many as are wanted."
        | "Вещей бывает от 1 до 10 000 или сколько угодно.";
    goods_handover = "Say what buyers get, or that it is sent to them." | "Напишите, что получат покупатели, или отметьте, что отправите.";
    goods_two_prices = "A post with a price of its own sells nothing besides. Choose another access."
        | "Пост, у которого есть своя цена, ничего больше не продаёт. Выберите другой доступ.";
    auction_one = "An auction sells one thing." | "На аукционе продаётся одна вещь.";
    auction_steps(least: Amount, most: Amount) = "A step is {least} to {most}." | "Шаг — от {least} до {most}.";
    auction_step = "Say by how much each bid is higher." | "Укажите, на сколько выше каждая ставка.";
    auction_hours = "An auction lasts 1 to 336 hours." | "Аукцион длится от 1 до 336 часов.";
    bid_least(least: Amount) = "The next bid is {least} at least." | "Следующая ставка — не меньше {least}.";
    bid_most(most: Amount) = "A bid is {most} at most." | "Ставка — не больше {most}.";
}

// Orders and payments.
words! {
    order_quantity = "One order takes 1 to 20." | "В одном заказе от 1 до 20 вещей.";
    order_one = "One order takes one of this." | "В одном заказе одна такая вещь.";
    order_most(most: Amount) = "One order is {most} at most." | "Один заказ — не больше {most}.";
    order_where = "Say where it is to be sent." | "Укажите, куда отправить.";
    order_periods(days: &str) = "A subscription is bought for {days} days." | "Подписку покупают на столько дней: {days}.";
    order_reversed = "The network took the payment of this order back. Start again with a new order."
        | "Сеть забрала платёж по этому заказу назад. Начните с нового заказа.";
    order_elsewhere = "This order was made on another network. Start again with a new order."
        | "Этот заказ сделан в другой сети. Начните с нового заказа.";
    tip_whose = "A tip is for a creator or for a post: name one of them." | "Чаевые — автору или за пост: назовите что-то одно.";
    report_signature = "This is not a transaction signature." | "Это не подпись транзакции.";
    report_long = "This is too long for a transaction." | "Для транзакции это слишком длинно.";
    report_either = "Send either signature or signed_transaction." | "Пришлите signature или signed_transaction.";
    attempt_elsewhere = "Another wallet was asked to pay this a moment ago. If it does not, try again in two minutes."
        | "Заплатить за это только что попросили другой кошелёк. Если он не заплатит, попробуйте через две минуты.";
    attempt_rival = "A payment for this in the other currency may still arrive. Wait a moment before paying again."
        | "Платёж за это в другой валюте ещё может дойти. Подождите немного, прежде чем платить снова.";
    lacks(missing: Amount, held: Amount, price: Amount) = "Your wallet lacks {missing}: it holds {held}, and this takes {price}. Nothing was charged."
        | "В кошельке не хватает {missing}: в нём {held}, а нужно {price}. Ничего не списано.";
    lacks_sol(missing: Lamports, held: Lamports, takes: &str, fee: Lamports, rent: Lamports)
        = "Your wallet lacks {missing}: it holds {held}, and this takes {takes}{fee} for the network, and {rent} that every wallet must keep. Nothing was charged."
        | "В кошельке не хватает {missing}: в нём {held}, а нужно {takes}{fee} для сети и {rent}, которые остаются в каждом кошельке. Ничего не списано.";
    lacks_accounts(rent: Lamports) = "{rent} to open token accounts, " | "{rent} на открытие счетов для токенов, ";
    accounts_dearer = "A recipient's token account is gone, so paying takes more than was said. Nothing was charged; start again."
        | "Счёт получателя для токенов закрыт, поэтому платёж обойдётся дороже, чем было сказано. Ничего не списано, начните заново.";
    creator_poor(rent: Lamports) = "The creator's wallet must hold {rent} before it can receive so small an amount. Nothing was charged."
        | "Чтобы принять такую малую сумму, в кошельке автора должно быть {rent}. Ничего не списано.";
    creator_frozen = "The creator's USDC account is frozen or not theirs any more. Nothing was charged."
        | "Счёт автора в USDC заморожен или больше не его. Ничего не списано.";
    referrer_unfit = "One of the recipients cannot receive their part any more. Nothing was charged; start again."
        | "Один из получателей больше не может принять свою долю. Ничего не списано, начните заново.";
    wallet_own = "This would pay your own wallet. Use another one." | "Так вы заплатили бы своему же кошельку. Возьмите другой.";
    wallet_sharing = "This wallet receives a part of every sale here and cannot buy. Use another one."
        | "Этот кошелёк получает долю с каждой продажи и покупать не может. Возьмите другой.";
    price_of_sol_none = "There is no price of SOL in dollars right now that can be relied on." | "Сейчас нет надёжного курса SOL к доллару.";
    none_left = "None of it is left. Put up more of it first." | "Ничего не осталось. Сначала выставьте ещё.";
    wire_long = "This cannot be sent: the transaction is longer than any can be." | "Это не отправить: транзакция длиннее, чем бывает.";
    wire_garbled = "This cannot be sent: the bytes are not a transaction of a known version."
        | "Это не отправить: байты — не транзакция известной версии.";
    wire_other(why: &str) = "This transaction does not pay for the order. {why}" | "Эта транзакция не оплачивает заказ. {why}";
    wire_unsigned = "The order's wallet has not signed this transaction." | "Кошелёк заказа не подписал эту транзакцию.";
    wire_several = "This transaction names several orders." | "В этой транзакции названо несколько заказов.";
    wire_no_refund = "This transaction does not send the payment back." | "Эта транзакция не возвращает платёж.";
    wire_refund_unsigned = "Your payout wallet has not signed this transaction." | "Ваш кошелёк для денег не подписал эту транзакцию.";
    wire_besides = "This transaction is for something else besides." | "В этой транзакции есть и что-то другое.";
    wire_stale = "The transaction waited too long to be signed. Nothing was charged; start again."
        | "Транзакция слишком долго ждала подписи. Ничего не списано, начните заново.";
    wire_refused(error: &str) = "The network refused the transaction: {error}. Nothing was charged."
        | "Сеть отклонила транзакцию: {error}. Ничего не списано.";
    refund_to_oneself = "Your own wallet paid this. There is nobody to send it back to."
        | "За это заплатил ваш же кошелёк. Возвращать некому.";
    refund_unfit = "The buyer's wallet cannot receive this amount: it is empty and the amount is small, or its USDC account is frozen. Nothing was sent."
        | "Кошелёк покупателя не может принять эту сумму: он пуст, а сумма мала, или его счёт в USDC заморожен. Ничего не отправлено.";
    refund_dearer = "The buyer's token account is gone, so this takes more than was said. Nothing was sent; start again."
        | "Счёт покупателя для токенов закрыт, поэтому возврат обойдётся дороже, чем было сказано. Ничего не отправлено, начните заново.";
}

impl Lang {
    /// What the parser of a request says of a value. It speaks English; in other languages what matters of it is said.
    pub fn unread(self, said: &str) -> String {
        if self == Self::En {
            return said.to_owned();
        }
        let named = |start: &str| said.strip_prefix(start)?.split('`').next();
        if let Some(name) = named("missing field `") {
            self.field_missing(name)
        } else if let Some(name) = named("unknown field `") {
            self.field_unknown(name)
        } else if let Some(name) = named("duplicate field `") {
            self.field_twice(name)
        } else if said.starts_with("unknown variant `")
            && let Some((_, known)) = said.split_once("`, expected ")
        {
            self.choice_unknown(known.trim_start_matches("one of "))
        } else {
            self.refusal(Code::Invalid).to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_parser_says_is_said_in_each_language() {
        let said = |words: &str| [Lang::En.unread(words), Lang::Ru.unread(words)];
        assert_eq!(
            said("missing field `amount`"),
            ["missing field `amount`", "Не хватает поля `amount`."]
        );
        assert_eq!(
            said("unknown field `x`, expected `y`"),
            ["unknown field `x`, expected `y`", "Поля `x` здесь нет."]
        );
        assert_eq!(
            said("unknown variant `x`, expected one of `y`, `z`")[1],
            "Такого значения нет, есть только `y`, `z`."
        );
        assert_eq!(
            said("invalid type: string \"a\", expected u64")[1],
            Lang::Ru.refusal(Code::Invalid)
        );
    }

    #[test]
    fn amounts_of_fees_are_written_as_the_language_writes_them() {
        let rent = Lamports(890_880);
        assert!(Lang::En.creator_poor(rent).contains("0.00089088 SOL"));
        assert!(Lang::Ru.creator_poor(rent).contains("0,00089088 SOL"));
    }
}
