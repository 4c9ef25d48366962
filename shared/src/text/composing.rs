//! Words of writing a post: its files, drafts, when it goes out, who it is for, and how others would meet it.

use super::Lang;
use crate::Timestamp;

words! {
    compose_edit_title = "Edit post" | "Изменить пост";
    compose_draft_title = "Draft" | "Черновик";
    compose_save = "Save draft" | "Сохранить черновик";
    compose_publish_changes = "Publish changes" | "Опубликовать изменения";
    compose_preview = "Preview" | "Предпросмотр";
    compose_delete_draft = "Delete draft" | "Удалить черновик";
    compose_discard = "Discard changes" | "Отменить изменения";
    compose_saved = "Saved" | "Сохранено";
    compose_saving = "Saving…" | "Сохраняется…";
    compose_unsaved = "Not saved yet" | "Ещё не сохранено";
    compose_save_failed = "Not saved: there is no connection. It is tried again."
        | "Не сохранено: нет связи. Попробуем ещё раз.";
    compose_conflict = "This draft was saved elsewhere in the meantime." | "Этот черновик тем временем сохранили в другом месте.";
    compose_conflict_more = "What stands here is yours: save again to keep it in place of the other."
        | "Здесь ваш текст: сохраните ещё раз, чтобы он заменил другой.";
    compose_reload = "Load the other" | "Загрузить другой";
    compose_wait = "Files are still being worked on. Publish in a moment, or choose a time: it goes out once they are ready."
        | "Файлы ещё обрабатываются. Опубликуйте через минуту или назначьте время: пост выйдет, когда они будут готовы.";
    compose_published_note = "This post is published. Changes are seen once you publish them."
        | "Этот пост опубликован. Изменения увидят, когда вы их опубликуете.";
    compose_poll_and_goods = "Its poll stays as it is." | "Опрос остаётся каким был.";
    compose_goods_door = "Change what it sells" | "Изменить то, что он продаёт";

    compose_files = "Files" | "Файлы";
    compose_files_help(size: &str) = "Up to 20 pictures as JPEG, PNG, WebP or GIF, and a film or a sound. Up to {size} each."
        | "До 20 картинок JPEG, PNG, WebP или GIF и одно видео или один звук. До {size} каждый.";
    compose_choose = "Choose files" | "Выбрать файлы";
    compose_upload = "Add chosen files" | "Добавить выбранные";
    compose_drop = "Drop or paste files here, or" | "Перетащите или вставьте файлы сюда или";
    compose_left(size: &str) = "{size} left of your room" | "Свободно у вас: {size}";
    compose_alt = "What it shows, for those who do not see it" | "Что на ней — для тех, кто не видит";
    compose_sample = "Show to everybody" | "Показать всем";
    compose_earlier(name: &str) = "Move earlier: {name}" | "Раньше: {name}";
    compose_later(name: &str) = "Move later: {name}" | "Позже: {name}";
    compose_turn(name: &str) = "Turn: {name}" | "Повернуть: {name}";
    compose_crop(name: &str) = "Crop: {name}" | "Обрезать: {name}";
    compose_take_out(name: &str) = "Take out: {name}" | "Убрать: {name}";
    compose_file_of(number: &str) = "file {number}" | "файл {number}";
    compose_making = "Being prepared" | "Готовится";
    compose_arriving = "Arriving" | "Загружается";
    compose_paused = "Paused" | "На паузе";
    compose_again_soon = "No connection. It goes on by itself." | "Нет связи. Продолжится само.";
    compose_waiting = "Waiting" | "Ждёт";
    compose_pause = "Pause" | "Пауза";
    compose_resume = "Resume" | "Продолжить";
    compose_cancel = "Cancel" | "Отменить";
    compose_too_large(size: &str) = "This file is larger than the {size} that may be uploaded."
        | "Этот файл больше {size}, которые можно загрузить.";
    compose_too_many = "A post has up to 20 pictures, and a film or a sound." | "В посте до 20 картинок и одно видео или один звук.";
    compose_empty_file = "This file is empty." | "Этот файл пуст.";
    compose_moved(place: &str) = "Now in place {place}" | "Теперь на месте {place}";
    compose_leave = "Something is not saved yet." | "Ещё не всё сохранено.";

    more_film = "Captions, poster and original" | "Субтитры, обложка и оригинал";
    more_sound = "Captions and original" | "Субтитры и оригинал";
    more_picture = "Original" | "Оригинал";
    captions_are(name: &str) = "Captions: {name}" | "Субтитры: {name}";
    captions_remove = "Remove captions" | "Убрать субтитры";
    captions_lang = "Language of the captions" | "Язык субтитров";
    captions_file = "Captions file" | "Файл субтитров";
    captions_help(size: &str) = "WebVTT or SubRip in UTF-8, up to {size}. Viewers switch them on in the player."
        | "WebVTT или SubRip в UTF-8, до {size}. Зрители включают их в проигрывателе.";
    captions_taken = "The captions are there" | "Субтитры добавлены";
    captions_gone = "The captions are gone" | "Субтитры убраны";
    poster_moment = "Poster: a moment of the film, in seconds" | "Обложка: момент видео, в секундах";
    poster_take = "Use this moment" | "Взять этот кадр";
    poster_file = "Poster: a picture of your own" | "Обложка: своя картинка";
    poster_help(size: &str) = "JPEG, PNG, WebP or GIF, up to {size}. It is cut to the film's shape."
        | "JPEG, PNG, WebP или GIF, до {size}. Обрежем под форму видео.";
    poster_taken = "The poster is changed" | "Обложка сменилась";
    besides_add = "Add what is chosen here" | "Добавить выбранное здесь";
    original_keep = "Keep the original" | "Сохранить оригинал";
    original_help = "The file as you sent it, with all that its camera wrote into it, such as the place. Only you can download it, and it takes its part of your room."
        | "Файл, каким вы его прислали, со всем, что записала камера, например с местом съёмки. Скачать его можете только вы, и он занимает ваше место.";
    original_kept = "The original is kept for you alone." | "Оригинал хранится для вас одних.";
    original_download = "Download it" | "Скачать";

    crop_title = "Crop" | "Обрезать";
    crop_free = "Free" | "Свободно";
    crop_square = "Square" | "Квадрат";
    crop_portrait = "3:4" | "3:4";
    crop_wide = "16:9" | "16:9";
    crop_shape = "Shape" | "Форма";
    crop_help = "Drag the frame or its corner. Arrow keys move it, with Shift they change its size."
        | "Двигайте рамку или её угол. Стрелки двигают, с Shift меняют размер.";
    crop_frame = "What stays of the picture" | "Что останется от картинки";
    crop_done = "Crop it" | "Обрезать";
    crop_whole = "Whole picture" | "Вся картинка";

    audience_for = "Who it is for" | "Для кого";
    audience_tier = "Tier that opens it" | "Уровень, который открывает";
    audience_price = "Price" | "Цена";
    audience_opens = "Free for everybody from" | "Открыть всем с";
    audience_opens_help = "Leave it empty to keep it closed." | "Оставьте пустым, чтобы пост остался закрытым.";
    audience_zone = "Time zone of the dates" | "Часовой пояс дат";
    audience_later = "Publish later" | "Опубликовать позже";
    audience_at = "Goes out at" | "Выйдет";
    audience_schedule = "Schedule" | "Назначить";
    audience_unschedule = "Do not publish by itself" | "Не публиковать само";
    audience_goes_out(at: &str, zone: &str) = "Goes out on {at} ({zone})" | "Выйдет {at} ({zone})";
    audience_wrong_files = "One of the files cannot be a part of this post." | "Один из файлов не может быть в этом посте.";

    seen_title = "How others meet it" | "Как это увидят другие";
    seen_as = "Look at it as" | "Смотреть как";
    seen_stranger = "A stranger" | "Незнакомец";
    seen_follower = "A follower" | "Читатель";
    seen_back = "Back to writing" | "Назад к тексту";
    seen_note = "Nothing here can be pressed: it is how the page would look if it were published now."
        | "Здесь ничего не нажать: так выглядела бы страница, если опубликовать сейчас.";
    seen_not_yet = "There is nothing to look at yet" | "Смотреть пока нечего";

    post_edit = "Edit" | "Изменить";
    post_delete = "Delete post" | "Удалить пост";
    post_deleted = "The post is deleted. Those who bought it keep it." | "Пост удалён. У купивших он остаётся.";
    post_undo = "Undo" | "Вернуть";

    dashboard_posts = "Posts" | "Посты";
    drafts_title = "Drafts" | "Черновики";
    drafts_none = "Nothing is being written. What you begin stays here until it is published."
        | "Пока ничего не пишется. Начатое остаётся здесь, пока не выйдет.";
    drafts_scheduled = "Scheduled" | "Назначено";
    drafts_scheduled_none = "Nothing is scheduled." | "Ничего не назначено.";
    drafts_faults = "Could not be published" | "Не удалось опубликовать";
    drafts_fault(why: &str) = "It did not go out: {why}" | "Не вышло: {why}";
    drafts_untitled = "Without a title" | "Без заголовка";
    drafts_change = "changes of a published post" | "изменения опубликованного поста";
    drafts_files[n] = "{n} file", "{n} files" | "{n} файл", "{n} файла", "{n} файлов";
    drafts_done = "It is scheduled." | "Назначено.";
    calendar_zone(zone: &str) = "Times are in {zone}." | "Время — {zone}.";
    calendar_before = "Month before" | "Месяц назад";
    calendar_after = "Month after" | "Месяц вперёд";
}

const WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const WEEKDAYS_RU: [&str; 7] = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];
const MONTHS_RU: [&str; 12] = [
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Lang {
    /// Why nothing was made of a file: the sentence of whoever looked at it, which is English, or what its code says.
    pub fn file_refusal(self, code: &str, reason: &str) -> String {
        if self == Self::En {
            return reason.to_owned();
        }
        let said = match code {
            "empty" => "Этот файл пуст.",
            "kind" => {
                "Такие файлы не принимаются. Картинка — JPEG, PNG, WebP или GIF, видео — MP4, MOV или WebM, звук — MP3, M4A, OGG или WAV."
            }
            "cut_short" => "Файл обрывается на середине. Он скопирован целиком?",
            "broken" => "Файл повреждён, его не прочитать.",
            "pixels" | "side" => "В картинке слишком много точек.",
            "small" => "Картинка слишком мала.",
            "frames" | "moving" => "В анимации слишком много кадров.",
            "long" => "Запись слишком длинная.",
            "memory" | "slow" | "large" => "Файл слишком тяжёл. Сделайте его меньше.",
            "crop" => "Вырезанное должно лежать внутри картинки и не быть слишком узким.",
            "codec" => "Запись сжата способом, который не принимается. Сохраните её в H.264 и AAC.",
            "rate" => "В видео слишком много кадров в секунду.",
            "streams" => "В файле слишком много дорожек.",
            "no_content" => "В файле нет ни картинки, ни звука.",
            _ => "Из этого файла ничего не вышло.",
        };
        said.to_owned()
    }

    /// A date and time as it was typed, `2026-12-24T18:00`, in words without its zone; as it stands where it is none.
    pub fn typed_moment(self, typed: &str) -> String {
        match (
            Timestamp::parse_rfc3339(&format!("{typed}:00Z")),
            typed.get(11..16),
        ) {
            (Some(moment), Some(clock)) => format!("{}, {clock}", self.date(moment)),
            _ => typed.to_owned(),
        }
    }

    /// Days of a week, from Monday on.
    pub fn weekdays(self) -> [&'static str; 7] {
        match self {
            Self::En => WEEKDAYS_EN,
            Self::Ru => WEEKDAYS_RU,
        }
    }

    /// A month from 1, as the head of a calendar.
    pub fn month_of(self, year: i16, month: u8) -> String {
        let months = match self {
            Self::En => MONTHS_EN,
            Self::Ru => MONTHS_RU,
        };
        let month = months
            .get(usize::from(month).saturating_sub(1))
            .unwrap_or(&months[0]);
        format!("{month} {year}")
    }

    /// Bytes as people count them: `32 MB`.
    pub fn bytes(self, bytes: u64) -> String {
        const STEPS: [(u64, &str, &str); 4] = [
            (1 << 30, "GB", "ГБ"),
            (1 << 20, "MB", "МБ"),
            (1 << 10, "KB", "КБ"),
            (1, "B", "Б"),
        ];
        let (unit, en, ru) = STEPS
            .into_iter()
            .find(|(unit, ..)| bytes >= *unit)
            .unwrap_or((1, "B", "Б"));
        let tenths = bytes.saturating_mul(10) / unit;
        let (whole, tenth) = (tenths / 10, tenths % 10);
        let number = match (tenth, self) {
            (0, _) => whole.to_string(),
            _ if whole >= 100 => whole.to_string(),
            (_, Self::En) => format!("{whole}.{tenth}"),
            (_, Self::Ru) => format!("{whole},{tenth}"),
        };
        let unit = match self {
            Self::En => en,
            Self::Ru => ru,
        };
        format!("{number}\u{a0}{unit}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_counted_in_the_largest_unit() {
        for (bytes, en, ru) in [
            (0, "0 B", "0 Б"),
            (1_023, "1023 B", "1023 Б"),
            (32 << 20, "32 MB", "32 МБ"),
            ((3 << 20) / 2, "1.5 MB", "1,5 МБ"),
            (20 << 30, "20 GB", "20 ГБ"),
        ] {
            let plain = |lang: Lang| lang.bytes(bytes).replace('\u{a0}', " ");
            assert_eq!((plain(Lang::En).as_str(), plain(Lang::Ru).as_str()), (en, ru));
        }
        assert_eq!(Lang::Ru.month_of(2_026, 12), "Декабрь 2026");
        assert_eq!(Lang::En.typed_moment("2026-12-24T18:00"), "24 Dec 2026, 18:00");
        assert_eq!(Lang::En.typed_moment("soon"), "soon");
    }
}
