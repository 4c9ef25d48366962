//! Words of what people do with posts and each other: liking, keeping, following, writing below.

words! {
    like = "Like" | "Нравится";
    bookmark = "Save for later" | "Сохранить";
    saved = "Saved" | "Сохранённое";
    saved_text = "What you keep for later. Nobody else sees it." | "То, что вы отложили на потом. Видите только вы.";
    saved_empty = "Nothing is saved yet. The mark below a post keeps it here."
        | "Пока ничего нет. Закладка под постом сохранит его здесь.";
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
    comment_rules = "A comment has 1 to 2,000 characters, all of them visible."
        | "В комментарии от 1 до 2000 знаков, и все видимые.";
}
