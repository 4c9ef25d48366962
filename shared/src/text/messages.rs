//! Words of what two people write to each other.

use super::Lang;
use crate::messages::Reaction;

words! {
    messages_title = "Messages" | "Сообщения";
    messages_text = "What you write to others is for the two of you alone." | "То, что вы пишете другим, видите только вы двое.";
    messages_none = "No messages yet. Open somebody’s page and write to them." | "Сообщений пока нет. Откройте чью-нибудь страницу и напишите.";
    messages_unread[n] = "{n} unread message", "{n} unread messages" | "{n} непрочитанное сообщение", "{n} непрочитанных сообщения", "{n} непрочитанных сообщений";
    message_to(name: &str) = "Message to {name}" | "Сообщение для: {name}";
    message_write = "Message" | "Написать";
    message_sending = "Sending …" | "Отправляется…";
    message_unsent = "Not sent." | "Не отправлено.";
    message_again = "Try again" | "Повторить";
    message_typing(name: &str) = "{name} is writing …" | "{name} печатает…";
    message_here = "here now" | "сейчас здесь";
    message_send = "Send" | "Отправить";
    message_you = "You" | "Вы";
    message_gone = "This message was taken back." | "Сообщение удалено.";
    message_answer = "Answer" | "Ответить";
    message_answers(name: &str) = "In answer to {name}" | "В ответ: {name}";
    message_no_answer = "Not as an answer" | "Не как ответ";
    message_edit = "Edit" | "Изменить";
    message_save = "Save" | "Сохранить";
    message_delete = "Take back" | "Удалить для обоих";
    message_edited = "edited" | "изменено";
    message_seen = "seen" | "прочитано";
    message_acts = "More" | "Ещё";
    message_react(what: &str) = "React: {what}" | "Реакция: {what}";
    message_unreact(what: &str) = "Take back: {what}" | "Убрать: {what}";
    message_earlier = "Earlier messages" | "Более ранние сообщения";
    message_latest = "Back to the latest" | "К последним сообщениям";
    message_search = "Search in this conversation" | "Поиск в этом разговоре";
    message_found[n] = "{n} message found", "{n} messages found" | "Найдено {n} сообщение", "Найдено {n} сообщения", "Найдено {n} сообщений";
    message_first(name: &str) = "This is the beginning of your conversation with {name}." | "Это начало разговора, собеседник: {name}.";
    message_rules = "A message has 1 to 4,000 characters." | "В сообщении от 1 до 4000 знаков.";
    messages_mute = "Mute" | "Не уведомлять";
    messages_unmute = "Unmute" | "Уведомлять";
    messages_muted = "muted" | "без уведомлений";
    messages_left = "Somebody who left" | "Удалённый пользователь";
    messages_nobody = "They have left, and nobody would read what you write." | "Этого человека здесь больше нет, и написанное никто не прочтёт.";
    messages_back = "All messages" | "Все сообщения";
    messages_read = "Mark as read" | "Отметить прочитанным";
    messages_log = "Messages, the latest last" | "Сообщения, последние внизу";
}

impl Lang {
    /// What a reaction is called.
    pub fn reaction(self, reaction: Reaction) -> &'static str {
        match (reaction, self) {
            (Reaction::Heart, Self::En) => "heart",
            (Reaction::Heart, Self::Ru) => "сердце",
            (Reaction::Laugh, Self::En) => "laughter",
            (Reaction::Laugh, Self::Ru) => "смех",
            (Reaction::Wow, Self::En) => "wonder",
            (Reaction::Wow, Self::Ru) => "удивление",
            (Reaction::Sad, Self::En) => "sadness",
            (Reaction::Sad, Self::Ru) => "грусть",
            (Reaction::Fire, Self::En) => "fire",
            (Reaction::Fire, Self::Ru) => "огонь",
            (Reaction::Thumb, Self::En) => "thumb up",
            (Reaction::Thumb, Self::Ru) => "палец вверх",
        }
    }
}
