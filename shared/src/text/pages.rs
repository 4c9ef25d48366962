//! Words of the pages for readers: home, feed, posts, creators, errors.

use crate::money::Amount;

words! {
    // The API reference.
    api_title = "API reference" | "Справочник API";
    api_text = "Amounts are strings of base units, times are RFC 3339, errors are application/problem+json with a stable code."
        | "Суммы — строки в базовых единицах, время — RFC 3339, ошибки — application/problem+json со стабильным кодом.";
    api_shapes = "Shapes" | "Формы данных";
    api_signed_in = "Needs a session." | "Нужен вход.";
    api_body = "Body:" | "Тело:";

    // Home.
    site_description = "Creators sell their work to fans, paid in Solana straight from wallet to wallet."
        | "Авторы продают свои работы читателям: платежи в Solana, напрямую из кошелька в кошелёк.";
    home_page_title = "Fonana: work worth paying for, paid straight to its maker"
        | "Fonana: работы, за которые хочется платить, и деньги сразу автору";
    hero_title = "Work worth paying for, paid straight to its maker"
        | "Работы, за\u{a0}которые хочется платить прямо автору";
    hero_text = "Follow creators, subscribe, or buy a single post. The payment goes from your wallet to theirs, and the work opens in seconds."
        | "Читайте авторов, подписывайтесь или покупайте отдельные посты. Платёж идёт из вашего кошелька прямо в их, и работа открывается за секунды.";
    see_the_feed = "See the feed" | "Открыть ленту";
    figure_creators of n = "creator", "creators" | "автор", "автора", "авторов";
    figure_posts of n = "post", "posts" | "пост", "поста", "постов";
    figure_earned = "paid to creators" | "выплачено авторам";
    how_it_works = "How it works" | "Как это устроено";
    step_wallet_title = "Your wallet is your account" | "Кошелёк и есть аккаунт";
    step_wallet_text = "Sign a short message and you are in. No password, no e-mail, nothing to pay."
        | "Подпишите короткое сообщение, и вы вошли. Без пароля, без почты, бесплатно.";
    step_pay_title = "Pay the maker, not a middleman" | "Платите автору, а не посреднику";
    step_pay_text = "Nine tenths or more of every payment land in the creator's wallet at once. Nobody holds it on the way."
        | "Не меньше девяти десятых платежа сразу приходят автору в кошелёк. По пути деньги никто не держит.";
    step_open_title = "It opens in seconds" | "Открывается за секунды";
    step_open_text = "Once the network confirms, the post is yours. A subscription ends by itself; nothing is taken again."
        | "Как только сеть подтвердит платёж, пост ваш. Подписка заканчивается сама, повторных списаний нет.";
    worth_a_look = "Creators worth a look" | "Авторы, на которых стоит взглянуть";
    liked_now = "Most liked" | "Больше всего нравится";
    all_creators = "All creators" | "Все авторы";

    // Lists.
    order = "Order" | "Порядок";
    sort_latest = "Latest" | "Новое";
    sort_trending = "Trending" | "Обсуждаемое";
    sort_popular = "Popular" | "Популярное";
    sort_following = "Following" | "Читаю";
    sort_newest = "Newest" | "Новые";
    sort_name = "By name" | "По имени";
    categories = "Categories" | "Категории";
    all_categories = "All" | "Все";
    feed_description = "The newest pictures, stories and lessons from creators on Fonana."
        | "Новые картинки, истории и уроки авторов на Fonana.";
    behind_these_posts = "Behind these posts" | "Кто это сделал";
    nothing_here = "There are no posts here yet." | "Здесь пока нет постов.";
    nothing_followed = "You do not follow anybody yet. Find somebody whose work you like."
        | "Вы пока никого не читаете. Найдите того, чьи работы вам по душе.";
    prompt_title = "Make it yours" | "Сделайте её своей";
    prompt_text = "Sign in with a wallet to follow creators, subscribe and unlock posts. It is free."
        | "Войдите через кошелёк, чтобы читать авторов, подписываться и открывать посты. Это бесплатно.";

    // Creators.
    creators_of(category: &str) = "Creators: {category}" | "Авторы: {category}";
    creators_description = "Find creators by what they make: art, music, games, lessons and more."
        | "Найдите авторов по тому, что они делают: искусство, музыка, игры, уроки и многое другое.";
    search_creators = "Search by name" | "Поиск по имени";
    find = "Find" | "Найти";
    nobody_found = "Nobody was found. Try fewer letters or another category."
        | "Никого не нашлось. Попробуйте меньше букв или другую категорию.";
    show_everyone = "Show everyone" | "Показать всех";
    from_word = "from" | "от";
    name_and_handle(name: &str, handle: &str) = "{name} (@{handle})" | "{name} (@{handle})";
    posts_title = "Posts" | "Посты";
    posts_of(name: &str) = "Posts by {name}" | "Посты: {name}";
    no_posts_yet = "No posts yet." | "Постов пока нет.";

    // Tiers.
    subscribe = "Subscribe" | "Подписка";
    subscribe_for(price: Amount) = "Subscribe for {price}" | "Подписаться за {price}";
    subscribe_from(price: Amount) = "Subscribe from {price}" | "Подписка от {price}";
    extend_for(days: &str, price: Amount) = "Add {days} for {price}" | "Добавить {days} за {price}";
    days[n] = "{n} day", "{n} days" | "{n} день", "{n} дня", "{n} дней";
    period_label = "For how long" | "На какой срок";
    less_percent(percent: &str) = "−{percent}%" | "−{percent} %";
    moving_up(tier: &str) = "What is left of your {tier} is taken off the price." | "Остаток вашей подписки «{tier}» вычтем из цены.";
    for_days[n] = "for {n} day", "for {n} days" | "за {n} день", "за {n} дня", "за {n} дней";
    subscription_to(tier: &str, creator: &str, days: &str) = "{tier} subscription to {creator}, {days}"
        | "Подписка «{tier}» на {days}: {creator}";
    no_renewal = "You pay for the time you choose. A subscription does not renew by itself: when it ends, you decide."
        | "Вы платите за выбранный срок. Подписка сама не продлевается: когда она закончится, решать вам.";
    no_renewal_short = "It does not renew by itself." | "Сама она не продлевается.";
    your_tier = "This is how others see your tier." | "Так ваш уровень видят другие.";
    tier_included = "Included in your plan" | "Входит в вашу подписку";
    plan_until(day: &str) = "Your plan until {day}" | "Ваша подписка до {day}";

    // Posts.
    by(title: &str, name: &str) = "{title}, by {name}" | "{title}, автор {name}";
    paid = "Paid" | "Платный";
    followers_only = "Followers" | "Для читателей";
    pictures_count[n] = "{n} picture", "{n} pictures" | "{n} картинка", "{n} картинки", "{n} картинок";
    characters_count[n] = "{n} character", "{n} characters" | "{n} знак", "{n} знака", "{n} знаков";
    unlock_for(price: Amount) = "Unlock for {price}" | "Открыть за {price}";
    join_tier(tier: &str) = "Join {tier}" | "Подписка «{tier}»";
    join_tier_for(tier: &str, price: Amount) = "Join {tier} for {price}" | "Подписка «{tier}» за {price}";
    or = "or" | "или";
    or_join_tier(tier: &str) = "or join {tier}" | "или подписка «{tier}»";
    for_followers = "For followers" | "Для читателей";
    locked_title = "This post is locked" | "Этот пост закрыт";
    opens_all_of(tier: &str) = "30 days of everything for {tier}." | "30 дней всего, что открыто для «{tier}».";
    tier_not_offered(tier: &str) = "It opens with {tier}, which the creator does not offer right now."
        | "Открывается подпиской «{tier}», но сейчас автор её не предлагает.";
    opens_for_followers(name: &str) = "It is open to those who follow {name}." | "Открыт тем, кто читает автора {name}.";
    free_from(day: &str) = "Free for everybody from {day}." | "Бесплатно для всех с {day}.";
    more_by_creator = "More by this creator" | "Ещё от автора";

    // Errors.
    not_found_title = "There is nothing at this address" | "По этому адресу ничего нет";
    not_found_text = "The page may have moved, or it never was. Your purchases and subscriptions are where they were."
        | "Страница переехала или её никогда не было. Ваши покупки и подписки на месте.";
    bad_address_title = "This address does not work" | "Такой адрес не подходит";
    bad_address_text = "A part of it is not what we expect, perhaps an old link. Start from the beginning of the list."
        | "Часть адреса нам непонятна: возможно, ссылка устарела. Начните список сначала.";
    members_title = "Sign in to see this" | "Войдите, чтобы увидеть это";
    members_text = "This page is about you, so we have to know who you are."
        | "Эта страница о вас, поэтому нужно знать, кто вы.";
    forbidden_title = "This is not for you" | "Это не для вас";
    refused_title = "That did not work" | "Не получилось";
    too_fast_title = "A little too fast" | "Слишком быстро";
    unavailable_title = "We cannot answer right now" | "Сейчас мы не можем ответить";
    unavailable_text = "Something that we depend on is away. Nothing was charged; try again in a moment."
        | "Временно недоступно то, от чего мы зависим. Ничего не списано, попробуйте через минуту.";
    broken_title = "Something broke on our side" | "Что-то сломалось у нас";
    broken_text = "It was logged. If a payment was on its way, it will be found and your access will open."
        | "Мы записали ошибку. Если шёл платёж, мы его найдём и доступ откроется.";
    try_again = "Try again" | "Попробовать ещё раз";
    to_feed = "To the feed" | "К ленте";
    to_creators = "Find creators" | "Найти авторов";
    request_id = "Request:" | "Запрос:";
}
