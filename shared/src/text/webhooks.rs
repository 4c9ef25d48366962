//! Words of webhooks: where a creator's own server hears of payments, and what became of each message.

use super::Lang;
use crate::webhooks::{DeliveryFault, DeliveryStatus, WebhookEvent};

words! {
    dashboard_webhooks = "Webhooks" | "Вебхуки";
    webhooks_text = "Your own server is told of each payment as it happens, in a signed message."
        | "Ваш сервер узнаёт о каждом платеже сразу, из подписанного сообщения.";
    webhooks_how = "How to check the signature" | "Как проверить подпись";
    webhooks_none = "You have no webhook yet." | "Вебхуков пока нет.";
    webhooks_new = "A new webhook" | "Новый вебхук";
    webhook_url = "Address" | "Адрес";
    webhook_url_help = "It begins with https:// and gets a POST with JSON." | "Начинается с https:// и принимает POST с JSON.";
    webhook_events = "What it is told of" | "О чём сообщать";
    webhook_make = "Add webhook" | "Добавить вебхук";
    webhook_secret = "The secret of this webhook" | "Секрет этого вебхука";
    webhook_secret_text = "Copy it now: it is not shown again. With it your server checks that a message is from here."
        | "Скопируйте его сейчас: больше он не покажется. С ним ваш сервер проверит, что сообщение отсюда.";
    webhook_ping = "Send a ping" | "Отправить пинг";
    webhook_stop = "Stop" | "Остановить";
    webhook_start = "Start again" | "Включить снова";
    webhook_stopped = "stopped" | "остановлен";
    webhook_rotate = "New secret" | "Новый секрет";
    webhook_delete = "Delete" | "Удалить";
    webhook_change = "Change the events" | "Изменить события";
    webhook_save = "Save" | "Сохранить";
    webhook_old_secret(day: &str) = "The old secret signs too, until {day}." | "До {day} подписывает и прежний секрет.";
    deliveries_title = "What was sent" | "Что отправлено";
    deliveries_text = "Kept for 30 days. What is not answered with a status from 200 to 299 is tried again 8 times within an hour."
        | "Хранится 30 дней. Если ответ не от 200 до 299, за час пробуем ещё 8 раз.";
    deliveries_none = "Nothing was sent yet." | "Ещё ничего не отправлено.";
    delivery_again = "Send again" | "Отправить снова";
    delivery_attempts[n] = "{n} attempt", "{n} attempts" | "{n} попытка", "{n} попытки", "{n} попыток";
    delivery_answered(status: &str) = "answered with {status}" | "ответ {status}";
}

impl Lang {
    /// What a webhook tells of, in a few words.
    pub fn webhook_event(self, event: WebhookEvent) -> &'static str {
        match (self, event) {
            (Self::En, WebhookEvent::OrderConfirmed) => "An order is paid",
            (Self::En, WebhookEvent::OrderFinalized) => "A payment is final",
            (Self::En, WebhookEvent::OrderReversed) => "The network took a payment back",
            (Self::En, WebhookEvent::CaseOpened) => "A payment needs you",
            (Self::En, WebhookEvent::Ping) => "A ping",
            (Self::Ru, WebhookEvent::OrderConfirmed) => "Заказ оплачен",
            (Self::Ru, WebhookEvent::OrderFinalized) => "Платёж окончателен",
            (Self::Ru, WebhookEvent::OrderReversed) => "Сеть отменила платёж",
            (Self::Ru, WebhookEvent::CaseOpened) => "Платёж ждёт вас",
            (Self::Ru, WebhookEvent::Ping) => "Пинг",
        }
    }

    /// What became of a message, in a word.
    pub fn delivery_status(self, status: DeliveryStatus) -> &'static str {
        match (self, status) {
            (Self::En, DeliveryStatus::Waiting) => "Waiting",
            (Self::En, DeliveryStatus::Delivered) => "Delivered",
            (Self::En, DeliveryStatus::Failed) => "Failed",
            (Self::Ru, DeliveryStatus::Waiting) => "Ждёт",
            (Self::Ru, DeliveryStatus::Delivered) => "Доставлено",
            (Self::Ru, DeliveryStatus::Failed) => "Не доставлено",
        }
    }

    /// Why an attempt did not deliver.
    pub fn delivery_fault(self, fault: DeliveryFault) -> &'static str {
        match (self, fault) {
            (Self::En, DeliveryFault::NoAddress) => "The name of the server could not be found.",
            (Self::En, DeliveryFault::NotPublic) => {
                "The name leads into a private network; nothing was sent."
            }
            (Self::En, DeliveryFault::Unreachable) => "There was no connection, or none that is secure.",
            (Self::En, DeliveryFault::TimedOut) => "There was no answer within 10 seconds.",
            (Self::En, DeliveryFault::Status) => {
                "The answer was not a status from 200 to 299; redirects are not followed."
            }
            (Self::Ru, DeliveryFault::NoAddress) => "Не удалось найти сервер с таким именем.",
            (Self::Ru, DeliveryFault::NotPublic) => "Имя ведёт в частную сеть, поэтому ничего не отправлено.",
            (Self::Ru, DeliveryFault::Unreachable) => "Нет соединения, или оно небезопасно.",
            (Self::Ru, DeliveryFault::TimedOut) => "За 10 секунд ответа не было.",
            (Self::Ru, DeliveryFault::Status) => {
                "Ответ не из диапазона от 200 до 299; перенаправления не учитываются."
            }
        }
    }
}
