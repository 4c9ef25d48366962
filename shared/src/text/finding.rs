//! Words of looking for people, posts and tags.

words! {
    search = "Search" | "Поиск";
    search_description = "Find creators, posts and tags on Fonana." | "Найдите авторов, посты и темы на Fonana.";
    search_label = "People, posts, tags" | "Люди, посты, темы";
    search_for(q: &str) = "Search: {q}" | "Поиск: {q}";
    search_meant(asked: &str, meant: &str) = "Nothing has “{asked}”. This is what has “{meant}”."
        | "По запросу «{asked}» ничего нет. Вот что нашлось по запросу «{meant}».";
    search_nothing(q: &str) = "Nothing was found for “{q}”." | "По запросу «{q}» ничего не нашлось.";
    search_nothing_help = "Try another word, or fewer of them. Filters may also hide what you look for."
        | "Попробуйте другое слово или меньше слов. Возможно, мешают фильтры.";
    search_begin = "Look for a name, a word of a post, or a tag." | "Ищите имя, слово из поста или тему.";
    search_kinds = "What is looked for" | "Что искать";
    kind_all = "All" | "Всё";
    kind_people = "People" | "Люди";
    kind_posts = "Posts" | "Посты";
    kind_tags = "Tags" | "Темы";
    see_all(what: &str, total: &str) = "{what}: all {total}" | "{what}: все {total}";
    filters = "Filters" | "Фильтры";
    filter_apply = "Apply" | "Применить";
    filter_clear = "Clear" | "Сбросить";
    filter_category = "Category" | "Категория";
    filter_made_of = "Made of" | "Из чего";
    filter_price = "Price" | "Цена";
    filter_tier = "Opened by" | "Открывается";
    filter_since = "Published" | "Когда";
    any = "Any" | "Любая";
    any_time = "Any time" | "За всё время";
    made_of_text = "Text" | "Текст";
    made_of_image = "Pictures" | "Картинки";
    made_of_video = "Video" | "Видео";
    made_of_audio = "Audio" | "Звук";
    price_free = "Free" | "Бесплатно";
    price_paid = "Paid" | "Платно";
    since_day = "Last day" | "За день";
    since_week = "Last week" | "За неделю";
    since_month = "Last month" | "За месяц";
    since_year = "Last year" | "За год";
    popular_tags = "Popular tags" | "Популярные темы";
    tag_description(tag: &str) = "Posts tagged {tag} on Fonana." | "Посты на тему {tag} на Fonana.";
    tags_of_post = "Tags" | "Темы";
    recent_searches = "Looked for before" | "Вы искали";
}
