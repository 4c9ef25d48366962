//! What people read when something is refused, by its code, in each language side by side.

use super::Lang;
use crate::Code;

// Those that a browser says by itself have names, so that it need not carry all of them.
words! {
    handle_taken = "This handle is taken." | "Это имя занято.";
    upload_no_quota = "Your uploads take all the room that you have here. Delete something first."
        | "Ваши файлы заняли всё место, которое у вас здесь есть. Сначала удалите что-нибудь.";
    upload_no_day = "You have uploaded as much as one may within a day. Try again later."
        | "Вы загрузили столько, сколько можно за день. Попробуйте позже.";
}

macro_rules! refusals {
    ($($named:ident => $name:ident),+; $($code:ident = $en:literal | $ru:literal;)+) => {
        impl Lang {
            /// The sentence for a code.
            pub fn refusal(self, code: Code) -> &'static str {
                let (en, ru) = match code {
                    $(Code::$named => return self.$name(),)+
                    $(Code::$code => ($en, $ru),)+
                };
                match self { Self::En => en, Self::Ru => ru }
            }
        }
    };
}

refusals! {
    HandleTaken => handle_taken, QuotaReached => upload_no_quota, UploadsToday => upload_no_day;

    // What was sent.
    Invalid = "One of the values is not valid." | "Одно из значений не подходит.";
    Malformed = "The request could not be read." | "Запрос не удалось прочитать.";
    TooLarge = "The request is larger than allowed." | "Запрос больше, чем разрешено.";
    UnsupportedMediaType = "This door takes JSON." | "Здесь принимают JSON.";
    MethodNotAllowed = "This address does not take that method." | "Этот адрес не принимает такой метод.";
    CrossSite = "The request came from another site and was refused." | "Запрос пришёл с другого сайта и отклонён.";
    RateLimited = "Too many requests. Try again in a moment." | "Слишком много запросов. Попробуйте через минуту.";
    // Who asks.
    SignInRequired = "Sign in first." | "Сначала войдите.";
    SessionEnded = "This session has ended. Sign in again." | "Сеанс закончился. Войдите снова.";
    Forbidden = "You may not do this." | "Вам это не разрешено.";
    NotFound = "There is nothing here." | "Здесь ничего нет.";
    // Signing in.
    ChallengeUnknown = "This request to sign has expired or was used already. Start again."
        | "Запрос на подпись устарел или уже использован. Начните заново.";
    MessageMismatch = "The signed message is not the one that was asked for." | "Подписано не то сообщение, которое было нужно.";
    SignatureInvalid = "The signature does not match the message and the wallet." | "Подпись не подходит к сообщению и кошельку.";
    // People.
    TooManyHandles = "You have changed your handle several times this month. Try again later."
        | "За этот месяц вы уже несколько раз сменили имя. Попробуйте позже.";
    NotACreator = "Become a creator first." | "Сначала станьте автором.";
    AlreadyACreator = "You are a creator already." | "Вы уже автор.";
    PayoutSame = "You are paid at this address already." | "Деньги и так приходят на этот адрес.";
    PayoutUnknown = "No change of where you are paid is waiting." | "Смена кошелька для денег не ожидается.";
    // Posts and what people do with them.
    Locked = "Open this post first." | "Сначала откройте этот пост.";
    OwnPage = "This is your own page." | "Это ваша собственная страница.";
    TooManyPinned = "You have pinned three posts already. Unpin one of them first."
        | "Вы уже закрепили три поста. Сначала открепите один из них.";
    PollClosed = "This poll is over." | "Этот опрос окончен.";
    CollectionExists = "You have a collection of this name already." | "Подборка с таким названием у вас уже есть.";
    TooManyCollections = "You have a hundred collections already. Delete one of them first."
        | "У вас уже сто подборок. Сначала удалите одну из них.";
    Blocked = "This person has blocked you." | "Этот человек вас заблокировал.";
    BlockedByYou = "You have blocked this person. Unblock them first." | "Вы заблокировали этого человека. Сначала разблокируйте его.";
    // Messages.
    MessagesClosed = "This person does not take messages from you." | "Этот человек не принимает от вас сообщения.";
    TooManyBroadcasts = "You have written to many often enough today. Go on tomorrow."
        | "На сегодня рассылок достаточно. Продолжите завтра.";
    TooManyConversations = "You have begun many conversations today. Go on tomorrow."
        | "Сегодня вы начали много разговоров. Продолжите завтра.";
    MessageFixed = "This message is too old to be changed." | "Это сообщение уже нельзя изменить.";
    // E-mail and push.
    MailOff = "This site sends no e-mail." | "Этот сайт не отправляет писем.";
    MailLink = "This link has expired, or another address was named since. Ask for a new one."
        | "Ссылка устарела, или с тех пор указан другой адрес. Запросите новую.";
    TooManyMails = "Several letters were sent to confirm an address today. Go on tomorrow."
        | "Сегодня уже отправлено несколько писем для подтверждения. Продолжите завтра.";
    TooManyDevices = "You are told on ten devices already. Switch it off on one of them first."
        | "Уведомления уже приходят на десять устройств. Сначала отключите одно из них.";
    // The live connection.
    TicketUnknown = "This ticket has expired or was used already. Ask for another one."
        | "Этот билет устарел или уже использован. Попросите другой.";
    TooManySockets = "There are many live connections from you already. Close one of them first."
        | "От вас уже много живых соединений. Сначала закройте одно из них.";
    TooManyTopics = "One connection hears 64 topics at the most." | "Одно соединение слушает не больше 64 тем.";
    // Uploads.
    UploadEmpty = "This file is empty." | "Этот файл пуст.";
    UploadTooLarge = "This file is larger than may be uploaded." | "Этот файл больше, чем можно загрузить.";
    UploadName = "A file's name has no slashes and no control characters, and 255 characters at the most."
        | "В имени файла не бывает косых черт и управляющих символов, и в нём не больше 255 знаков.";
    UploadOffset = "These bytes do not begin where the upload stands. Ask how far it is, and go on from there."
        | "Эти байты начинаются не там, где остановилась загрузка. Узнайте, сколько уже принято, и продолжите оттуда.";
    UploadBusy = "Bytes of this upload are coming in by another request. Try again in a moment."
        | "Байты этой загрузки уже идут другим запросом. Попробуйте через минуту.";
    UploadChecksum = "The bytes that arrived are not those of the checksum. Send them again."
        | "Пришли не те байты, для которых посчитана сумма. Отправьте их снова.";
    UploadStalled = "No bytes came for too long. What had come is kept: go on from there."
        | "Слишком долго ничего не приходило. Принятое сохранено: продолжите оттуда.";
    UploadBroken = "The request ended before its bytes did. What had come is kept: go on from there."
        | "Запрос оборвался раньше, чем кончились байты. Принятое сохранено: продолжите оттуда.";
    UploadGone = "This upload was cancelled or has expired. Start again." | "Эта загрузка отменена или устарела. Начните заново.";
    UploadElsewhere = "This upload lies on another server of this site. Try again."
        | "Эта загрузка лежит на другом сервере сайта. Попробуйте ещё раз.";
    TusVersion = "This door speaks version 1.0.0 of tus; say so in Tus-Resumable."
        | "Здесь понимают tus версии 1.0.0: укажите её в Tus-Resumable.";
    TooManyUploads = "You have many unfinished uploads. Finish or cancel one of them first."
        | "У вас много незаконченных загрузок. Сначала закончите или отмените одну из них.";
    StorageFull = "There is no room for this file right now. Try again later." | "Сейчас для этого файла нет места. Попробуйте позже.";
    MediaNotReady = "A file of this post is still being worked on. Try again in a moment."
        | "Один из файлов ещё обрабатывается. Попробуйте через минуту.";
    MediaPublished = "This is a part of a post already." | "Это уже часть публикации.";
    CaptionsUnread = "This is no file of captions. They are WebVTT or SubRip, as text in UTF-8."
        | "Это не файл субтитров. Они бывают WebVTT или SubRip, текстом в UTF-8.";
    CaptionsTimes = "A time in these captions cannot be read, or one ends before it begins."
        | "Время в этих субтитрах не прочитать, или реплика кончается раньше, чем начинается.";
    CaptionsEmpty = "There is not one caption in this file." | "В этом файле нет ни одной реплики.";
    CaptionsLong = "One of these captions is too long, or there are too many." | "Одна из реплик слишком длинная, или их слишком много.";
    MomentMissing = "No picture can be taken out of this film. Send one of your own."
        | "Из этого видео не взять кадр. Пришлите свою картинку.";
    // Drafts.
    DraftChanged = "This draft was saved elsewhere in the meantime. Load it again before you go on; nothing was overwritten."
        | "Этот черновик тем временем сохранили в другом месте. Загрузите его заново; ничего не перезаписано.";
    TooManyDrafts = "You have two hundred drafts already. Publish or delete one of them first."
        | "У вас уже двести черновиков. Сначала опубликуйте или удалите один из них.";
    // Orders.
    TierUnavailable = "The creator does not offer this tier." | "Автор не предлагает этот уровень.";
    Leaving = "This creator is leaving and sells nothing any more. Nothing was charged."
        | "Этот автор уходит и больше ничего не продаёт. Ничего не списано.";
    WrongCurrency = "This is not sold in that currency. Nothing was charged." | "В этой валюте это не продаётся. Ничего не списано.";
    CodeUnknown = "There is no such code here, or it is over. Nothing was charged."
        | "Такого кода здесь нет, или его срок прошёл. Ничего не списано.";
    CodeUsedUp = "This code was used as often as it can be. Nothing was charged."
        | "Этот код уже использован столько раз, сколько можно. Ничего не списано.";
    CodeForTrial = "This code takes nothing off: it gives free days of a tier. Use it on the creator's page. Nothing was charged."
        | "Этот код не даёт скидки: он открывает бесплатные дни уровня. Примените его на странице автора. Ничего не списано.";
    TrialUsed = "Free days are for new subscribers, and you have had a subscription here. Nothing was charged."
        | "Бесплатные дни даются новым подписчикам, а у вас здесь уже была подписка. Ничего не списано.";
    CodeTaken = "You have a code of this name already." | "Код с таким названием у вас уже есть.";
    OnSale = "A sale of this runs or waits already. Stop it first." | "Распродажа этого уже идёт или назначена. Сначала остановите её.";
    TooManyWebhooks = "You have five webhooks already. Delete one of them first." | "У вас уже пять вебхуков. Сначала удалите один из них.";
    RecipientUnknown = "Nobody here has this handle. Nothing was charged." | "Человека с таким именем здесь нет. Ничего не списано.";
    RecipientUnfit = "This cannot be given to this person. Nothing was charged." | "Этому человеку это подарить нельзя. Ничего не списано.";
    SoldOut = "All of it are sold, or reserved by others who pay right now. Nothing was charged."
        | "Всё продано или занято теми, кто платит прямо сейчас. Ничего не списано.";
    NotYourTurn = "This goes to whoever won the auction. Nothing was charged."
        | "Это достанется тому, кто победил в аукционе. Ничего не списано.";
    AuctionRunning = "Somebody has bid for this, and relies on it." | "Кто-то уже сделал ставку и рассчитывает на это.";
    AuctionOver = "This auction is over." | "Этот аукцион закончен.";
    AlreadyLeading = "Your bid is the highest already." | "Ваша ставка и так самая высокая.";
    BidTooLow = "Somebody has bid more." | "Кто-то предложил больше.";
    NotForSale = "This post is not sold by itself." | "Этот пост не продаётся отдельно.";
    AlreadyOwned = "You have this already." | "У вас это уже есть.";
    OwnItem = "This is your own; you have it already." | "Это ваше: оно у вас уже есть.";
    RecipientUnfunded = "The creator's wallet cannot receive this amount yet. Nothing was charged."
        | "Кошелёк автора пока не может принять такую сумму. Ничего не списано.";
    FundsMissing = "Your wallet does not hold enough for this payment and its fee. Nothing was charged."
        | "В кошельке не хватает денег на платёж и комиссию. Ничего не списано.";
    OrderExpired = "This order has expired. Nothing was charged; start again." | "Заказ устарел. Ничего не списано, начните заново.";
    CreditGone = "The unused time that this order counts on was used otherwise. Nothing was charged; start again."
        | "Неиспользованное время, которое засчитано в этом заказе, уже потрачено. Ничего не списано, начните заново.";
    OrderClosed = "This order is settled already." | "Этот заказ уже завершён.";
    AttemptPending = "An earlier payment for this order may still arrive. Wait a moment before paying again."
        | "Прежний платёж по этому заказу ещё может дойти. Подождите немного, прежде чем платить снова.";
    TransactionMismatch = "This transaction does not belong to the order." | "Эта транзакция не от этого заказа.";
    PaymentRefused = "The network refused the transaction. Nothing was charged." | "Сеть отклонила транзакцию. Ничего не списано.";
    SignatureUsed = "This transaction already paid for something else." | "Этой транзакцией уже оплачено другое.";
    // Cases.
    CaseClosed = "This case is settled already." | "Этот случай уже улажен.";
    CaseNotFinal = "The network has not made this payment final yet. Wait half a minute and try again; nothing was sent."
        | "Сеть ещё не сделала этот платёж окончательным. Подождите полминуты и попробуйте снова; ничего не отправлено.";
    CaseUnclear = "The network does not tell whose money of this order this is. Settle it with the buyer; nothing was sent."
        | "По сети не понять, чьи это деньги и за что. Договоритесь с покупателем; ничего не отправлено.";
    RefundPending = "A transaction that sends this back may still arrive. Wait a moment before you try again."
        | "Транзакция возврата ещё может дойти. Подождите немного, прежде чем пробовать снова.";
    TooManyOrders = "You have many unpaid orders. Pay one of them, or wait until they expire."
        | "У вас много неоплаченных заказов. Оплатите один из них или подождите, пока они устареют.";
    IdempotencyMismatch = "This Idempotency-Key was used for something else." | "Этот Idempotency-Key уже использован для другого.";
    NetworkUnavailable = "The Solana network cannot be reached right now. Nothing was charged; try again."
        | "Сеть Solana сейчас недоступна. Ничего не списано, попробуйте ещё раз.";
    RateUnavailable = "Paying in SOL waits for a price of SOL in dollars that can be relied on; there is none right now. Nothing was charged: pay in USDC, or try again soon."
        | "Оплата в SOL ждёт надёжного курса к доллару, сейчас его нет. Ничего не списано: заплатите в USDC или попробуйте чуть позже.";
    // Ourselves.
    Unavailable = "The service is not ready. Try again in a moment." | "Сервис не готов. Попробуйте через минуту.";
    Internal = "Something went wrong on our side. It was logged." | "Что-то сломалось у нас. Мы записали ошибку.";
}
