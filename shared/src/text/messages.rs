//! Words of what two people write to each other.

use super::Lang;
use crate::{
    messages::{Audience, Reaction},
    money::Amount,
    posts::PostKind,
};

words! {
    messages_title = "Messages" | "Сообщения";
    messages_text = "What you write to others is for the two of you alone." | "То, что вы пишете другим, видите только вы двое.";
    messages_none = "No messages yet. Open somebody’s page and write to them." | "Сообщений пока нет. Откройте чью-нибудь страницу и напишите.";
    messages_unread[n] = "{n} unread message", "{n} unread messages" | "{n} непрочитанное сообщение", "{n} непрочитанных сообщения", "{n} непрочитанных сообщений";
    message_to(name: &str) = "Message to {name}" | "Сообщение для: {name}";
    message_write = "Message" | "Написать";
    message_enclosed = "A message with something in it" | "Сообщение с вложением";
    message_sold(price: Amount) = "Bought for {price}" | "Куплено за {price}";
    message_priced(price: Amount) = "{price}, not bought yet" | "{price}, ещё не куплено";
    message_bought(price: Amount) = "You bought this for {price}" | "Вы купили это за {price}";
    message_tip(amount: Amount) = "Tip: {amount}." | "Чаевые: {amount}.";
    message_tipped(name: &str, amount: Amount) = "{name} gave {amount}" | "{name}: чаевые {amount}";
    message_you_tipped(amount: Amount) = "You gave {amount}" | "Вы дали {amount}";
    message_pictures = "Pictures" | "Картинки";
    message_film = "Video" | "Видео";
    message_sound = "Sound" | "Звук";
    message_paid = "To unlock" | "Платное";
    message_attach = "Attach pictures, video or sound" | "Прикрепить картинки, видео или звук";
    message_record = "Record your voice" | "Записать голос";
    message_record_end = "End the recording" | "Закончить запись";
    message_record_drop = "Discard" | "Отменить";
    message_recording(time: &str) = "Recording, {time}" | "Запись, {time}";
    message_recording_on = "End the recording first." | "Сначала закончите запись.";
    message_voice = "Voice message" | "Голосовое сообщение";
    message_no_microphone = "This browser gave no microphone." | "Браузер не дал доступа к микрофону.";
    message_file_made = "being prepared" | "обрабатывается";
    message_file_ready = "ready" | "готово";
    message_file_out(name: &str) = "Take out {name}" | "Убрать: {name}";
    message_files_wait = "A file is on its way still. Send the message in a moment." | "Файл ещё загружается. Отправьте сообщение чуть позже.";
    message_wrong_files = "Not all of the files can go with this message. Leave out what is named, or choose another file." | "Не все файлы можно отправить с этим сообщением. Уберите названные или выберите другие.";
    message_ask_money = "Ask for money" | "Сделать платным";
    message_price = "Price" | "Цена";
    message_in_usdc = "in USDC" | "в USDC";
    message_inside = "Words to unlock" | "Слова, которые откроются";
    message_paid_help = "Files and these words are locked until they are paid for. What you write above can be read before."
        | "Файлы и эти слова закрыты до оплаты. То, что написано выше, видно сразу.";
    message_price_fault = "A price is a number, like 0.05." | "Цена — число, например 0,05.";
    message_file_sent(percent: &str) = "{percent} %" | "{percent} %";
    broadcasts_title = "To many" | "Рассылки";
    broadcasts_text = "What you write here goes to each of them as a message of their own. What they answer comes to you alone."
        | "То, что вы пишете здесь, придёт каждому отдельным сообщением. Их ответы увидите только вы.";
    broadcasts_none = "You have not written to many yet." | "Рассылок пока не было.";
    broadcast_to = "To whom" | "Кому";
    broadcast_words = "Your words to them" | "Что вы хотите сказать";
    broadcast_send = "Send to all of them" | "Отправить всем";
    broadcast_sending = "being sent" | "отправляется";
    broadcast_sent = "sent" | "отправлено";
    broadcast_unsending = "being taken back" | "отзывается";
    broadcast_unsent = "taken back" | "отозвано";
    broadcast_unsend = "Take back from all" | "Отозвать у всех";
    broadcast_reached[n] = "to {n} person", "to {n} people" | "{n} получатель", "{n} получателя", "{n} получателей";
    broadcast_skipped[n] = "{n} takes no messages from you", "{n} take no messages from you"
        | "{n} не принимает ваши сообщения", "{n} не принимают ваши сообщения", "{n} не принимают ваши сообщения";
    broadcast_bought[n] = "bought by {n}", "bought by {n}" | "купил {n}", "купили {n}", "купили {n}";
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
    /// To whom a creator writes at once.
    pub fn audience(self, audience: Audience) -> &'static str {
        match (audience, self) {
            (Audience::Followers, Self::En) => "All who follow me",
            (Audience::Followers, Self::Ru) => "Всем, кто меня читает",
            (Audience::Subscribers, Self::En) => "All who subscribe",
            (Audience::Subscribers, Self::Ru) => "Всем подписчикам",
            (Audience::Premium, Self::En) => "Premium and VIP",
            (Audience::Premium, Self::Ru) => "Premium и VIP",
            (Audience::Vip, Self::En) => "VIP",
            (Audience::Vip, Self::Ru) => "VIP",
        }
    }

    /// What came with a message that has no words of its own.
    pub fn message_kind(self, kind: PostKind) -> &'static str {
        match kind {
            PostKind::Text => self.message_paid(),
            PostKind::Image => self.message_pictures(),
            PostKind::Video => self.message_film(),
            PostKind::Audio => self.message_sound(),
        }
    }

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
