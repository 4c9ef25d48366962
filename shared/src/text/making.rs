//! Words of making something: posts, polls, collections, a creator's first steps; and of being without a network.

words! {
    create = "Create" | "Создать";
    create_title = "New post" | "Новый пост";
    create_name = "Title" | "Заголовок";
    create_body = "Text" | "Текст";
    create_access = "Who may open it" | "Кому открыт";
    create_no_tier = "None" | "Никакой";
    create_teaser = "What everybody may read of it" | "Что видно всем";
    create_teaser_help = "Shown in place of a locked text." | "Показывается вместо закрытого текста.";
    create_tags = "Tags" | "Теги";
    create_tags_help = "Up to five words, parted by spaces." | "До пяти слов через пробел.";
    create_poll = "Add a poll" | "Добавить опрос";
    create_poll_options = "Answers, one a line" | "Ответы, по одному в строке";
    create_poll_help = "Two to six. The title is the question." | "От двух до шести. Вопрос — заголовок поста.";
    create_poll_days = "Days it is open" | "Сколько дней открыт";
    create_publish = "Publish" | "Опубликовать";
    access_public = "Everybody" | "Всем";
    access_followers = "People who follow me" | "Тем, кто меня читает";
    access_tier = "Subscribers of a tier" | "Подписчикам уровня";
    access_price = "Whoever buys it" | "Тем, кто купит";
    access_tier_or_price = "Subscribers of a tier, or whoever buys it" | "Подписчикам уровня или тем, кто купит";

    poll = "Poll" | "Опрос";
    poll_inside = "a poll" | "опрос";
    poll_vote = "Vote" | "Голосовать";
    poll_change = "Change my vote" | "Изменить голос";
    poll_yours = "your answer" | "ваш ответ";
    poll_over = "the poll is over" | "опрос окончен";
    poll_sign_in = "Sign in to vote." | "Войдите, чтобы голосовать.";
    votes_count[n] = "{n} vote", "{n} votes" | "{n} голос", "{n} голоса", "{n} голосов";
    poll_days_left[n] = "{n} day left", "{n} days left" | "ещё {n} день", "ещё {n} дня", "ещё {n} дней";
    poll_hours_left[n] = "{n} hour left", "{n} hours left" | "ещё {n} час", "ещё {n} часа", "ещё {n} часов";

    collection_all = "All" | "Все";
    collections_title = "Collections" | "Подборки";
    collection_new = "New collection" | "Новая подборка";
    collection_name = "Name" | "Название";
    collection_make = "Make it" | "Создать";
    collection_change = "Rename or delete" | "Переименовать или удалить";
    collection_delete = "Delete collection" | "Удалить подборку";
    collection_delete_text = "The posts in it stay saved." | "Посты из неё останутся в сохранённом.";
    collection_empty = "Nothing is in this collection yet." | "В этой подборке пока пусто.";
    collection_none = "No collection" | "Без подборки";
    collection_choose = "Choose a collection" | "Выберите подборку";
    collection_move = "Move" | "Переложить";
    collection_of_post = "Collection of this post" | "Подборка этого поста";

    begun_title = "You are a creator" | "Вы автор";
    begun_text = "Your page is open. A few steps make people want to stay."
        | "Ваша страница открыта. Ещё несколько шагов, чтобы на ней хотелось остаться.";
    begin_tiers = "Tiers" | "Уровни подписки";
    begin_tiers_help = "What people can subscribe to, for 30 days each. A higher tier opens all that a lower one opens."
        | "На что можно подписаться, каждый на 30 дней. Старший уровень открывает всё, что и младший.";
    begin_price = "Price of 30 days" | "Цена за 30 дней";
    currency_label = "Currency" | "Валюта";
    currency_tiers = "Currency of all prices" | "Валюта всех цен";
    begin_payout_help = "Every sale goes straight to this Solana address." | "Каждая продажа приходит прямо на этот адрес Solana.";

    links_label = "Links" | "Ссылки";
    links_help = "Up to five addresses, one a line, each beginning with https://." | "До пяти адресов, по одному в строке, каждый начинается с https://.";
    picture_label = "Picture of you" | "Ваша картинка";
    picture_help = "JPEG, PNG, WebP or GIF up to 8 MB. It is cut to a square; what the camera wrote into it is not kept."
        | "JPEG, PNG, WebP или GIF до 8 МБ. Обрежем до квадрата; данные камеры не сохраняются.";
    picture_save = "Save picture" | "Сохранить картинку";
    picture_remove = "Take it away" | "Убрать";
    cover_label = "Cover of your page" | "Обложка вашей страницы";
    cover_help = "A wide picture of up to 8 MB, 1,600 pixels wide or more. It is cut to 16 to 7; what the camera wrote into it is not kept."
        | "Широкая картинка до 8 МБ, лучше от 1600 точек в ширину. Обрежем до 16 к 7; данные камеры не сохраняются.";
    cover_save = "Save cover" | "Сохранить обложку";

    newer_posts[n] = "{n} new post", "{n} new posts" | "{n} новый пост", "{n} новых поста", "{n} новых постов";
    newer_many = "Many new posts" | "Много новых постов";
    key_compose = "New post (for creators)" | "Новый пост (для авторов)";

    offline_now = "You are offline. What you see may be old." | "Нет сети. То, что на экране, могло устареть.";
    offline_title = "You are offline" | "Нет сети";
    offline_text = "There is no way to Fonana right now. Nothing that you wrote or paid is lost by that."
        | "Сейчас до Fonana не достучаться. Ничего из написанного и оплаченного из-за этого не пропадёт.";

    kit_title = "The kit" | "Набор деталей";
    kit_text = "Every part that pages are made of, in all its states." | "Все детали страниц во всех состояниях.";
    kit_colours = "Colours" | "Цвета";
    kit_type = "Words" | "Слова";
    kit_buttons = "Buttons and switches" | "Кнопки и переключатели";
    kit_fields = "Fields" | "Поля";
    kit_people = "Faces, money, time, badges" | "Лица, деньги, время, метки";
    kit_cards = "Cards" | "Карточки";
    kit_lists = "Tabs, chips, skeleton, empty place, the way on" | "Вкладки, фильтры, заготовка, пустое место, путь дальше";
    kit_over = "Over the page" | "Поверх страницы";
    kit_charts = "Charts" | "Графики";
    kit_chart = "Letters of a name" | "Букв в названии";
    kit_chart_value = "Letters" | "Буквы";
    kit_chart_table = "As a table" | "Таблицей";
}
