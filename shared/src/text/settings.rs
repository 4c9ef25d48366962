//! Words of settings, first steps, and turning away from people.

words! {
    settings = "Settings" | "Настройки";
    settings_saved = "Saved." | "Сохранено.";
    settings_sections = "Sections of settings" | "Разделы настроек";
    settings_profile = "Profile" | "Профиль";
    settings_profile_text = "What others see of you." | "Что о вас видят другие.";
    name_label = "Name" | "Имя";
    bio_label = "About you" | "О себе";
    handle_help = "Old links keep leading to you. You can change it five times a month."
        | "Старые ссылки продолжат вести к вам. Менять можно пять раз в месяц.";
    handle_free = "This handle is free." | "Это имя свободно.";
    handle_yours = "This is your handle." | "Это ваше имя.";
    settings_look = "Appearance and language" | "Вид и язык";
    settings_privacy = "Privacy" | "Приватность";
    activity_label = "Who sees whom I follow" | "Кто видит, кого я читаю";
    activity_help = "With “nobody” you are in no list of followers." | "Если «никто», вас нет в списках читателей.";
    may_write_label = "Who may write to me" | "Кто может мне писать";
    typing_label = "Show others that I am writing to them" | "Показывать, что я печатаю сообщение";
    seen_label = "Show how far I have read messages, and see it of others" | "Показывать, что я прочёл сообщения, и видеть это у других";
    presence_label = "Show when I am here" | "Показывать, когда я здесь";
    choice_everyone = "Everyone" | "Все";
    choice_following = "People I follow" | "Те, кого я читаю";
    choice_subscribers = "My subscribers" | "Мои подписчики";
    choice_nobody = "Nobody" | "Никто";
    settings_content = "Content" | "Содержание";
    sensitive_label = "Sensitive pictures" | "Откровенные картинки";
    sensitive_ask = "Cover them, I decide each time" | "Закрывать, решаю каждый раз";
    sensitive_show = "Show them" | "Показывать";
    sensitive_hide = "Leave them out of lists" | "Убирать из списков";
    age_title = "This is for adults" | "Это для взрослых";
    age_text = "What lies behind is Intimate. Say that you are of age, and it opens; this browser remembers it."
        | "Дальше материалы для взрослых. Подтвердите возраст, и страница откроется; браузер это запомнит.";
    age_leave = "Take me elsewhere" | "Уйти отсюда";
    covered = "Intimate" | "Для взрослых";
    covered_show = "Show" | "Показать";
    adult_label = "I am 18 or older" | "Мне исполнилось 18 лет";
    adult_help = "Opens the category Intimate." | "Открывает категорию «Для взрослых».";
    marks_label = "Mark the pictures that I sell" | "Помечать картинки, которые я продаю";
    marks_help = "Whoever opens a locked post gets copies with an invisible mark, by which the operator of this site can tell from a leaked file whose copy it was. It survives most saving and resizing, not everything."
        | "Кто открывает закрытую публикацию, получает копии с невидимой меткой: по утёкшему файлу владелец сайта узнает, чья это копия. Метка переживает почти любое сохранение и сжатие, но не всё.";
    settings_sessions = "Devices" | "Устройства";
    settings_sessions_text = "Where you are signed in." | "Где вы вошли.";
    session_this = "This device" | "Это устройство";
    session_unknown = "Another program" | "Другая программа";
    session_on(browser: &str, system: &str) = "{browser} on {system}" | "{browser}, {system}";
    session_seen(when: &str) = "Last seen {when}" | "Последний раз {when}";
    session_since(day: &str) = "Signed in on {day}" | "Вход {day}";
    session_end = "Sign out" | "Выйти";
    sessions_end_others = "Sign out everywhere else" | "Выйти на других устройствах";
    settings_wallets = "Wallets" | "Кошельки";
    wallet_account = "You sign in with" | "Вы входите с";
    wallet_payout = "You are paid at" | "Деньги приходят на";
    settings_away = "Muted and blocked" | "Скрытые и заблокированные";
    away_nobody = "Nobody." | "Никого.";
    mute = "Mute" | "Скрыть";
    muted = "Muted" | "Скрыт";
    block = "Block" | "Заблокировать";
    blocked = "Blocked" | "Заблокирован";
    mute_name(name: &str) = "Mute {name}" | "Скрыть: {name}";
    block_name(name: &str) = "Block {name}" | "Заблокировать: {name}";
    mute_text = "You do not meet their posts and comments any more. They do not learn of it."
        | "Вы больше не встретите их посты и комментарии. Они об этом не узнают.";
    block_text = "They cannot follow, like, comment or buy from you, and you do not meet them. What they bought stays theirs."
        | "Они не смогут читать вас, ставить лайки, комментировать и покупать, и вы их не встретите. Купленное останется у них.";
    settings_data = "Your data" | "Ваши данные";
    export_text = "Everything that is kept of you, as a ZIP of JSON and pictures."
        | "Всё, что о вас хранится: ZIP с JSON и картинками.";
    export_ask = "Prepare an export" | "Подготовить выгрузку";
    export_again = "Prepare a new one" | "Подготовить новую";
    export_made = "It is being prepared. Look again in a moment." | "Готовится. Загляните через минуту.";
    export_failed = "It could not be prepared. Try again." | "Не получилось. Попробуйте ещё раз.";
    export_fetch(size: &str) = "Download ({size})" | "Скачать ({size})";
    export_until(day: &str) = "It can be fetched until {day}." | "Доступна до {day}.";
    settings_leave = "Delete account" | "Удаление аккаунта";
    leave_text = "In 14 days, or when the last subscription to you is over, everything about you is erased: profile, posts, comments, likes, follows. Until then you can change your mind. What the ledger must keep stays without your name, and posts that people bought stay open to them."
        | "Через 14 дней или когда закончится последняя подписка на вас, всё о вас будет стёрто: профиль, посты, комментарии, лайки и подписки на авторов. До этого можно передумать. Записи о платежах останутся без вашего имени, а купленные посты — у тех, кто их купил.";
    leave_confirm = "Type your handle to confirm" | "Введите своё имя в адресе, чтобы подтвердить";
    leave_wrong = "This is not your handle. Type your own to confirm." | "Это не ваше имя. Чтобы подтвердить, введите своё.";
    leave_button = "Delete my account" | "Удалить мой аккаунт";
    leaving_on(day: &str) = "Your account will be erased on {day}." | "Ваш аккаунт будет стёрт {day}.";
    stay_button = "Keep my account" | "Оставить аккаунт";

    welcome_title = "Welcome" | "Добро пожаловать";
    welcome_text = "Three small things, and you are at home." | "Три мелочи, и вы дома.";
    welcome_name = "What may people call you?" | "Как вас называть?";
    welcome_follow = "Follow a few creators" | "Выберите, кого читать";
    welcome_follow_text = "Their posts come first under “Following”." | "Их посты будут в разделе «Читаю».";
    welcome_done = "Done" | "Готово";
    welcome_later = "Not now" | "Не сейчас";
    welcome_open = "Set up your profile" | "Настроить профиль";

    steps_title = "Your first steps" | "Первые шаги";
    step_face = "A picture of you" | "Ваша картинка";
    step_words = "A few words about you" | "Пара слов о себе";
    step_tiers = "Tiers on offer" | "Уровни подписки";
    step_payout = "A wallet that is paid" | "Кошелёк для денег";
    step_first_post = "A first post" | "Первый пост";
    step_done = "done" | "готово";
    step_todo = "still to do" | "ещё нет";

    report = "Report" | "Пожаловаться";
    report_title = "What is wrong?" | "Что не так?";
    report_post = "A post" | "Пост";
    report_comment = "A comment" | "Комментарий";
    report_message = "A message" | "Сообщение";
    report_message_text = "What it says goes with your report. Nobody else reads your conversations."
        | "Текст сообщения уйдёт вместе с жалобой. Больше никто ваши разговоры не читает.";
    report_user = "A person" | "Человек";
    report_of(name: &str) = "by {name}" | "автор: {name}";
    report_note = "In your own words (if you like)" | "Своими словами (если хотите)";
    report_send = "Send report" | "Отправить жалобу";
    report_thanks = "Thank you. A moderator looks at it; nobody learns that it was you."
        | "Спасибо. Модератор посмотрит; никто не узнает, что это вы.";
    report_what_next = "A moderator reads every report. If a rule was broken, it is taken away or its author loses the account. Nobody learns that it was you."
        | "Модератор читает каждую жалобу. Если правило нарушено, это убирают или автор теряет аккаунт. Никто не узнает, что это вы.";
    report_or = "Or just do not meet them" | "Или просто больше не встречать";
    reason_spam = "Spam or fraud" | "Спам или обман";
    reason_harassment = "Harassment or hate" | "Травля или ненависть";
    reason_minors = "It harms or shows children" | "Вред детям";
    reason_illegal = "It is against the law" | "Это незаконно";
    reason_stolen = "Somebody else's work" | "Чужая работа";
    reason_impersonation = "It pretends to be somebody" | "Выдаёт себя за другого";
    reason_unmarked = "Intimate and not marked so" | "Для взрослых, но без отметки";
    reason_other = "Something else" | "Другое";
}

impl super::Lang {
    /// A size in bytes as people say it: `3.4 MB`, `3,4 МБ`.
    pub fn size(self, bytes: u64) -> String {
        let units = match self {
            Self::En => ["B", "kB", "MB", "GB"],
            Self::Ru => ["Б", "кБ", "МБ", "ГБ"],
        };
        let (mut tenths, mut unit) = (bytes.saturating_mul(10), 0);
        while tenths >= 10_000 && unit < 3 {
            tenths /= 1_000;
            unit += 1;
        }
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let point = if self == Self::Ru { ',' } else { '.' };
        if tenth == 0 || whole >= 100 {
            format!("{whole}\u{a0}{}", units[unit])
        } else {
            format!("{whole}{point}{tenth}\u{a0}{}", units[unit])
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Lang;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        assert_eq!(Lang::En.size(0), "0\u{a0}B");
        assert_eq!(Lang::En.size(999), "999\u{a0}B");
        assert_eq!(Lang::En.size(3_450_000), "3.4\u{a0}MB");
        assert_eq!(Lang::Ru.size(1_500), "1,5\u{a0}кБ");
        assert_eq!(Lang::En.size(120_500_000), "120\u{a0}MB");
    }
}
