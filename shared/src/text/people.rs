//! Words of what people do with posts and each other: liking, keeping, following, writing below.

words! {
    like = "Like" | "Нравится";
    bookmark = "Save for later" | "Сохранить";
    saved = "Saved" | "Сохранённое";
    saved_text = "What you keep for later. Nobody else sees it." | "То, что вы отложили на потом. Видите только вы.";
    saved_empty = "Nothing is saved yet. The mark below a post keeps it here."
        | "Пока ничего нет. Закладка под постом сохранит его здесь.";
    tab_posts = "Posts" | "Посты";
    tab_media = "Media" | "Медиа";
    tab_about = "About" | "Об авторе";
    profile_parts = "Parts of the page" | "Разделы страницы";
    pinned = "Pinned" | "Закреплено";
    pin = "Pin to your page" | "Закрепить на странице";
    unpin = "Unpin" | "Открепить";
    joined_on(day: &str) = "Here since {day}" | "Здесь с {day}";
    nothing_to_see = "There are no pictures yet." | "Картинок пока нет.";
    about_empty = "Nothing is said here yet." | "Здесь пока ничего не сказано.";
    followers_of(name: &str) = "Followers of @{name}" | "Читатели: @{name}";
    followed_by(name: &str) = "Followed by @{name}" | "Кого читает @{name}";
    followers_hidden = "Those who keep it to themselves are not in this list." | "Тех, кто это скрывает, в списке нет.";
    followers_none = "Nobody is in this list yet." | "В этом списке пока никого нет.";
    following_link = "Following" | "Кого читает";
    rss = "RSS" | "RSS";
    related = "More like this" | "Похожее";
    share = "Share" | "Поделиться";
    share_address = "Address of this page" | "Адрес этой страницы";
    share_copy = "Copy" | "Скопировать";
    share_copied = "Copied." | "Скопировано.";
    share_by_mail = "E-mail" | "Почта";
    yours = "Your subscriptions" | "Ваши подписки";
    recommended = "Recommended" | "Советуем";
    because_category(category: &str) = "Because you follow creators in {category}." | "Потому что вы читаете авторов в категории «{category}».";

    follow = "Follow" | "Читать";
    following = "Following" | "Вы читаете";

    keys_title = "Keys" | "Клавиши";
    key_search = "Search" | "Поиск";
    key_next = "Next post" | "Следующий пост";
    key_previous = "Previous post" | "Предыдущий пост";
    key_like = "Like" | "Нравится";
    key_help = "This list" | "Этот список";

    comments_title = "Comments" | "Комментарии";
    comments_order = "Order of comments" | "Порядок комментариев";
    comments_top = "Top" | "Лучшие";
    comments_newest = "Newest" | "Новые";
    comments_oldest = "Oldest" | "Старые";
    comments_empty = "Nobody has said anything yet." | "Пока никто ничего не сказал.";
    comments_sign_in = "Sign in to join in." | "Войдите, чтобы ответить.";
    comment_write = "Write a comment" | "Напишите комментарий";
    comment_send = "Comment" | "Отправить";
    comment_anonymous = "Without my name" | "Без моего имени";
    comment_anonymous_author = "Somebody" | "Кто-то";
    comment_creator = "Creator" | "Автор";
    comment_edited = "edited" | "изменён";
    comment_deleted = "This comment was deleted." | "Комментарий удалён.";
    comment_reply = "Reply" | "Ответить";
    comment_reply_to(name: &str) = "Reply to {name}" | "Ответ: {name}";
    comment_edit = "Edit" | "Изменить";
    comment_edit_title = "Edit your comment" | "Измените комментарий";
    comment_save = "Save" | "Сохранить";
    comment_delete = "Delete" | "Удалить";
    comment_delete_sure = "Delete for good" | "Удалить навсегда";
    comment_cancel = "Cancel" | "Отмена";
    comment_replies[n] = "See the {n} reply", "See all {n} replies" | "{n} ответ", "Все {n} ответа", "Все {n} ответов";
    comment_more = "More comments" | "Ещё комментарии";
    comment_more_replies = "More replies" | "Ещё ответы";
    comment_back = "All comments" | "Все комментарии";
}
