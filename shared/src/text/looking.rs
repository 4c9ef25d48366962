//! Words around pictures, films and sounds.

words! {
    film = "Video" | "Видео";
    sound = "Audio" | "Аудио";
    film_lasting(time: &str) = "{time} video" | "видео {time}";
    sound_lasting(time: &str) = "{time} audio" | "аудио {time}";
    film_inside = "video" | "видео";
    sound_inside = "audio" | "аудио";
    lasts(time: &str) = "Lasts {time}" | "Длится {time}";
    captions_whole = "All of them as a text" | "Все одним текстом";
    seek = "Place in the audio" | "Место в записи";
    cannot_play = "This browser cannot play it." | "Этот браузер не может это воспроизвести.";
    picture_of(at: &str, of: &str) = "Picture {at} of {of}" | "Картинка {at} из {of}";
    look_title = "Pictures" | "Картинки";
    look_previous = "Previous picture" | "Предыдущая картинка";
    look_next = "Next picture" | "Следующая картинка";
    look_zoom = "Zoom" | "Увеличить";
    look_close = "Close" | "Закрыть";
    shown_to_all = "Shown to everybody" | "Видно всем";
    media_filter = "What to show" | "Что показать";
    media_all = "All" | "Всё";
}
