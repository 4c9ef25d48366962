//! Words of free days.

words! {
    trial_days = "Or free days" | "Или бесплатные дни";
    trial_days_help = "1 to 90, for whoever never had a subscription here. Nothing is paid for them." | "От 1 до 90, для тех, у кого здесь ещё не было подписки. За них ничего не платят.";
    trial_tier = "Of which tier" | "Какого уровня";
    trial_tier_none = "Choose for free days" | "Выберите для бесплатных дней";
    trial_gives[n] = "{n} free day", "{n} free days" | "{n} бесплатный день", "{n} бесплатных дня", "{n} бесплатных дней";
    trial_try[n] = "Try {n} day free", "Try {n} days free" | "Попробовать {n} день бесплатно", "Попробовать {n} дня бесплатно", "Попробовать {n} дней бесплатно";
    trial_nothing = "Nothing is charged, and it does not renew by itself: when the days are over, it ends."
        | "Ничего не списывается, и сама она не продлится: когда дни пройдут, она закончится.";
    trial_sign_in = "Sign in to have them." | "Войдите, чтобы получить их.";
    trial_begun = "The free days have begun." | "Бесплатные дни начались.";
    trial_running = "Your free days run." | "Ваши бесплатные дни идут.";
    trial_not_new = "The code gives free days to new subscribers; you have had a subscription here."
        | "Код даёт бесплатные дни новым подписчикам, а у вас здесь уже была подписка.";
    trial_used_up = "The free days of this code have all been given." | "Все бесплатные дни по этому коду уже розданы.";
    trial_applied(code: &str) = "With the code {code} you get free days." | "С кодом {code} вы получаете бесплатные дни.";
    trial_free = "Free days" | "Бесплатные дни";
}
