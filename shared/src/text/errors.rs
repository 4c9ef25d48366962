//! What people read when something is refused, by its code.

use super::Lang;
use crate::Code;

impl Lang {
    /// The sentence for a code; the English one stands with the code itself.
    pub fn refusal(self, code: Code) -> &'static str {
        if self == Self::En {
            return code.sentence();
        }
        match code {
            Code::Invalid => "Одно из значений не подходит.",
            Code::Malformed => "Запрос не удалось прочитать.",
            Code::TooLarge => "Запрос больше, чем разрешено.",
            Code::UnsupportedMediaType => "Здесь принимают JSON.",
            Code::MethodNotAllowed => "Этот адрес не принимает такой метод.",
            Code::CrossSite => "Запрос пришёл с другого сайта и отклонён.",
            Code::RateLimited => "Слишком много запросов. Попробуйте через минуту.",
            Code::SignInRequired => "Сначала войдите.",
            Code::SessionEnded => "Сеанс закончился. Войдите снова.",
            Code::Forbidden => "Вам это не разрешено.",
            Code::NotFound => "Здесь ничего нет.",
            Code::ChallengeUnknown => "Запрос на вход устарел или уже использован. Начните заново.",
            Code::MessageMismatch => "Подписано не то сообщение, которое было нужно.",
            Code::SignatureInvalid => "Подпись не подходит к сообщению и кошельку.",
            Code::HandleTaken => "Это имя занято.",
            Code::TooManyHandles => "За этот месяц вы уже несколько раз сменили имя. Попробуйте позже.",
            Code::NotACreator => "Сначала станьте автором.",
            Code::AlreadyACreator => "Вы уже автор.",
            Code::Locked => "Сначала откройте этот пост.",
            Code::TooManyPinned => "Вы уже закрепили три поста. Сначала открепите один из них.",
            Code::PollClosed => "Этот опрос окончен.",
            Code::CollectionExists => "Подборка с таким названием у вас уже есть.",
            Code::TooManyCollections => "У вас уже сто подборок. Сначала удалите одну из них.",
            Code::Blocked => "Этот человек вас заблокировал.",
            Code::OwnPage => "Это ваша собственная страница.",
            Code::TierUnavailable => "Автор не предлагает этот уровень.",
            Code::Leaving => "Этот автор уходит и больше ничего не продаёт. Ничего не списано.",
            Code::WrongCurrency => "В этой валюте это не продаётся. Ничего не списано.",
            Code::CodeUnknown => "Такого кода здесь нет, или его срок прошёл. Ничего не списано.",
            Code::CodeUsedUp => "Этот код уже использован столько раз, сколько можно. Ничего не списано.",
            Code::CodeTaken => "Код с таким названием у вас уже есть.",
            Code::OnSale => "Распродажа этого уже идёт или назначена. Сначала остановите её.",
            Code::TooManyWebhooks => "У вас уже пять вебхуков. Сначала удалите один из них.",
            Code::RecipientUnknown => "Человека с таким именем здесь нет. Ничего не списано.",
            Code::RecipientUnfit => "Этому человеку это подарить нельзя. Ничего не списано.",
            Code::SoldOut => "Всё продано или занято теми, кто платит прямо сейчас. Ничего не списано.",
            Code::NotYourTurn => "Это достанется тому, кто победил в аукционе. Ничего не списано.",
            Code::AuctionRunning => "Кто-то уже сделал ставку и рассчитывает на это.",
            Code::AuctionOver => "Этот аукцион закончен.",
            Code::AlreadyLeading => "Ваша ставка и так самая высокая.",
            Code::BidTooLow => "Кто-то предложил больше.",
            Code::NotForSale => "Этот пост не продаётся отдельно.",
            Code::AlreadyOwned => "У вас это уже есть.",
            Code::OwnItem => "Это ваше: оно у вас уже есть.",
            Code::RecipientUnfunded => "Кошелёк автора пока не может принять такую сумму. Ничего не списано.",
            Code::FundsMissing => "В кошельке не хватает денег на платёж и комиссию. Ничего не списано.",
            Code::OrderExpired => "Заказ устарел. Ничего не списано, начните заново.",
            Code::CreditGone => {
                "Неиспользованное время, которое засчитано в этом заказе, уже потрачено. Ничего не списано, начните заново."
            }
            Code::OrderClosed => "Этот заказ уже завершён.",
            Code::AttemptPending => {
                "Прежний платёж по этому заказу ещё может дойти. Подождите немного, прежде чем платить снова."
            }
            Code::TransactionMismatch => "Эта транзакция не от этого заказа.",
            Code::PaymentRefused => "Сеть отклонила транзакцию. Ничего не списано.",
            Code::SignatureUsed => "Этой транзакцией уже оплачено другое.",
            Code::TooManyOrders => {
                "У вас много неоплаченных заказов. Оплатите один из них или подождите, пока они устареют."
            }
            Code::IdempotencyMismatch => "Этот Idempotency-Key уже использован для другого.",
            Code::NetworkUnavailable => {
                "Сеть Solana сейчас недоступна. Ничего не списано, попробуйте ещё раз."
            }
            Code::RateUnavailable => {
                "Оплата в SOL ждёт надёжного курса к доллару, сейчас его нет. Ничего не списано: заплатите в USDC или попробуйте чуть позже."
            }
            Code::Unavailable => "Сервис не готов. Попробуйте через минуту.",
            Code::Internal => "Что-то сломалось у нас. Мы записали ошибку.",
        }
    }
}
