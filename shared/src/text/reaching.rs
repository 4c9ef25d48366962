//! Words of how one is reached away from the page: on settings, in letters, on devices.

use super::Lang;
use crate::reaching::MailPace;

words! {
    way_in_app = "Here" | "Здесь";
    way_push = "On my devices" | "На устройствах";
    way_mail = "By e-mail" | "По почте";
    way_box(kind: &str, way: &str) = "{kind}: {way}" | "{kind}: {way}";
    way_kind = "What" | "О чём";

    settings_email = "E-mail" | "Почта";
    settings_email_text = "If you like, you are written to as well. Nobody sees your address, and no letter holds what a post or a comment says."
        | "Если хотите, будем и писать. Адреса никто не видит, и слов постов и комментариев в письмах нет.";
    email_label = "E-mail address" | "Адрес почты";
    email_wrong = "Write an address like anna@example.com." | "Напишите адрес вроде anna@example.com.";
    email_is(address: &str) = "You are written to at {address}." | "Письма приходят на {address}.";
    email_waits(address: &str) = "A letter is on its way to {address}. Follow the link in it within a day, and the address is yours."
        | "Письмо отправлено на {address}. Перейдите по ссылке из него в течение дня, и адрес подтверждён.";
    email_save = "Send me the link" | "Прислать ссылку";
    email_change = "Another address" | "Другой адрес";
    email_remove = "Remove the address" | "Убрать адрес";
    email_off = "This site sends no e-mail." | "Этот сайт не отправляет писем.";

    settings_reach = "Letters and quiet" | "Письма и тишина";
    settings_reach_text = "Nothing is sent during your hours of quiet; what waited goes afterwards, together."
        | "В часы тишины ничего не приходит; что накопилось, приходит после, всё вместе.";
    mail_pace_label = "Letters" | "Письма";
    pace_off = "Never" | "Никогда";
    pace_soon = "Soon after something happened" | "Вскоре после событий";
    pace_daily = "Once a day, of all that is unread" | "Раз в день обо всём непрочитанном";
    quiet_from_label = "Quiet from" | "Тишина с";
    quiet_to_label = "until" | "до";
    zone_label = "Time zone" | "Часовой пояс";
    zone_help = "As Europe/Moscow. Without one, times are UTC." | "Например, Europe/Moscow. Без него время по UTC.";
    zone_wrong = "There is no such time zone. Write one such as Europe/Moscow." | "Такого часового пояса нет. Напишите, например, Europe/Moscow.";

    settings_push = "When this site is closed" | "Когда сайт закрыт";
    settings_push_text = "A browser can show what you are told when this site is closed. It needs your leave, and each is switched on by itself."
        | "Браузер может показывать уведомления, когда сайт закрыт. Ему нужно ваше разрешение, и каждый включается отдельно.";
    push_on = "Tell me on this device" | "Сообщать на этом устройстве";
    push_off = "No longer on this device" | "Больше не на этом устройстве";
    push_is_on = "This device tells you." | "Это устройство сообщает.";
    push_denied = "The browser does not let this site. You can change that where it keeps permissions."
        | "Браузер этому сайту не разрешает. Это меняют там, где он хранит разрешения.";
    push_unable = "This browser cannot." | "Этот браузер не умеет.";
    push_failed = "That did not work. Try again." | "Не получилось. Попробуйте ещё раз.";
    push_none = "No device tells you." | "Ни одно устройство не сообщает.";
    push_end = "Switch off" | "Отключить";
    push_since(day: &str) = "since {day}" | "с {day}";

    settings_feed = "Reading by feed" | "Чтение по RSS";
    settings_feed_text = "An address of your own for a feed reader, with the posts of those whom you follow and subscribe to, open as they are to you. Whoever has it reads as you do."
        | "Ваш собственный адрес для RSS: посты тех, кого вы читаете и на кого подписаны, открытые так же, как вам. У кого есть адрес, тот читает, как вы.";
    feed_make = "Make an address" | "Создать адрес";
    feed_renew = "Make a new one" | "Создать новый";
    feed_end = "End it" | "Отключить";
    feed_there = "You have an address. A new one ends it." | "Адрес у вас есть. Новый отменит его.";
    feed_address = "Your address" | "Ваш адрес";
    feed_once = "Keep it now: it is shown once." | "Сохраните его сейчас: он показывается один раз.";
    feed_title(name: &str) = "{name}’s reading on Fonana" | "Fonana: чтение для {name}";
    own_feed_description = "Posts of those whom you follow and subscribe to." | "Посты тех, кого вы читаете и на кого подписаны.";
    site_feed_title = "New on Fonana" | "Новое на Fonana";

    link_confirm_title = "Is this your address?" | "Это ваш адрес?";
    link_confirm_text(handle: &str) = "Then letters about @{handle} go there from now on." | "Тогда письма об @{handle} будут приходить на него.";
    link_confirm = "Yes, write to me there" | "Да, пишите мне туда";
    link_confirmed(handle: &str) = "The address is confirmed for @{handle}." | "Адрес подтверждён для @{handle}.";
    link_stop_title = "No more letters?" | "Больше не писать?";
    link_stop_text(handle: &str) = "You are written to about @{handle} no longer. What you are told stands on the site as before."
        | "Писем об @{handle} больше не будет. Уведомления на сайте останутся.";
    link_stop = "No more letters" | "Больше не писать";
    link_stopped(handle: &str) = "There are no more letters about @{handle}." | "Писем об @{handle} больше не будет.";
    link_settings = "All settings of letters" | "Все настройки писем";

    letter_confirm_subject = "Confirm your address at Fonana" | "Подтвердите адрес на Fonana";
    letter_confirm_text(handle: &str) = "Somebody, hopefully you, named this address for @{handle} at Fonana. If it was you, open this link within a day and press the button:"
        | "Кто-то (надеемся, вы) указал этот адрес для @{handle} на Fonana. Если это вы, откройте ссылку в течение дня и нажмите кнопку:";
    letter_confirm_else = "If it was not you, do nothing: this address gets no more letters." | "Если это не вы, ничего не делайте: писем больше не будет.";
    letter_moved_subject = "Your address at Fonana was changed" | "Ваш адрес на Fonana изменён";
    letter_moved_text(handle: &str) = "Letters about @{handle} do not go to this address any more. If that was not you, sign in, look at your settings and end all other sessions."
        | "Письма об @{handle} больше не приходят на этот адрес. Если это не вы, войдите, проверьте настройки и завершите все остальные сеансы.";
    letter_hello(name: &str) = "Hello {name}," | "Здравствуйте, {name}!";
    letter_some[n] = "{n} new thing at Fonana", "{n} new things at Fonana" | "На Fonana {n} новое уведомление", "На Fonana {n} новых уведомления", "На Fonana {n} новых уведомлений";
    letter_more[n] = "And {n} more.", "And {n} more." | "И ещё {n}.", "И ещё {n}.", "И ещё {n}.";
    letter_all = "Read all of it" | "Прочитать всё";
    letter_why(handle: &str) = "You get this because @{handle} wants letters." | "Вы получили это письмо, потому что @{handle} хочет получать письма.";
    letter_stop = "No more letters" | "Больше не писать";
    letter_settings = "Settings" | "Настройки";
}

impl Lang {
    /// How often somebody is written to.
    pub fn mail_pace(self, pace: MailPace) -> &'static str {
        match pace {
            MailPace::Off => self.pace_off(),
            MailPace::Soon => self.pace_soon(),
            MailPace::Daily => self.pace_daily(),
        }
    }
}
