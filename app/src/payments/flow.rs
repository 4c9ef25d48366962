//! A payment over the ports: order, transaction, wallet, report, confirmation. It pays from no other account
//! than the order's, and makes no second order for a thing while the first is open.

use super::view_model::{A_GLANCE, Action, Event, Given, Order, Payment, Stage, Wish, chain, how, next_look};
use crate::{
    live::Rung,
    ports::{Fault, How, Ports, Request, ToSign, WalletError, WalletInfo, ports},
    sign_in::LastWallet,
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    Code,
    money::Currency,
    payments::{OrderStatus, SignatureReport},
    text::Lang,
};

/// What the browser keeps of an open order, so that a page loaded anew goes on with it instead of making
/// another: the Idempotency-Key it was asked for with, and its id once that is known.
struct KeptOrder {
    key: String,
    order: Option<String>,
}

/// One thing and the payment for it. A handle: copies are the same payment.
#[derive(Clone, Copy)]
pub struct Flow {
    lang: Lang,
    item: StoredValue<Wish>,
    pub payment: RwSignal<Payment>,
    pub open: RwSignal<bool>,
    pub signing_in: RwSignal<bool>,
    /// Counts the watches: only the newest goes on.
    watch: RwSignal<u32>,
    /// The main part of the page that this belongs to.
    generation: u32,
}

impl Flow {
    pub fn new(lang: Lang, item: Wish) -> Self {
        Self {
            lang,
            item: StoredValue::new(item),
            payment: RwSignal::new(Payment::new()),
            open: RwSignal::new(false),
            signing_in: RwSignal::new(false),
            watch: RwSignal::new(0),
            generation: ports().map_or(0, |ports| ports.pages.generation()),
        }
    }

    fn item(self) -> String {
        self.item
            .try_with_value(|wish| wish.0.clone())
            .unwrap_or_default()
    }

    /// Names the thing in this browser's store and in notes.
    pub fn name(self) -> String {
        format!("fonana.order.{}", self.item())
    }

    /// Asks for an order of another thing than the one so far.
    pub fn ask_for(self, item: Wish) {
        self.item.set_value(item);
        self.begin();
    }

    /// Asks for an order of the same thing in another currency. Where there is none, that of before stands again.
    pub fn pay_in(self, currency: Currency) {
        let before = Wish(self.item());
        self.item.set_value(before.paid_in(currency));
        self.watch.update(|watch| *watch = watch.wrapping_add(1));
        self.tell(Event::Began);
        spawn_local(async move {
            self.order().await;
            if self.is(|payment| payment.order.is_none()) {
                self.item.try_set_value(before);
            }
        });
    }

    fn begin(self) {
        // Nobody waits for the old order any more.
        self.watch.update(|watch| *watch = watch.wrapping_add(1));
        self.tell(Event::Began);
        spawn_local(self.order());
    }

    /// Picks up what was left behind, once the page is awake.
    pub fn wake(self, pending: Option<String>) {
        let Some(ports) = ports() else { return };
        let known = pending.or_else(|| self.kept(&ports)?.order);
        if let Some(id) = known {
            spawn_local(self.pick_up(id));
        }
        if ports.pages.take_note(&self.name()) {
            self.show();
        }
    }

    /// Opens the payment, with an order.
    pub fn show(self) {
        self.open.set(true);
        if self.is(|payment| payment.order.is_none() && payment.stage == Stage::Preparing) {
            spawn_local(self.order());
        }
    }

    /// Does what a button says.
    pub fn act(self, action: Action) {
        match action {
            Action::Pay | Action::PayAgain => spawn_local(self.pay()),
            Action::CheckAgain => {
                self.tell(Event::CheckAgain);
                self.look_after();
            }
            Action::StartAgain => {
                if self.is(|payment| payment.order.is_some())
                    && let Some(ports) = ports()
                {
                    self.keep(&ports, None);
                }
                self.begin();
            }
            Action::SignIn => {
                self.open.set(false);
                self.signing_in.set(true);
            }
            Action::Show => spawn_local(async move {
                if !self.refresh(0).await
                    && let Some(ports) = ports()
                {
                    ports.pages.reload();
                }
            }),
            Action::Cancel => {
                self.tell(Event::GaveUp);
                if self.is(Payment::worth_a_look) {
                    self.look_after();
                }
            }
            Action::Close => self.open.set(false),
        }
    }

    /// The page may be gone by the time an answer comes; then nobody is told. What changes nothing is not
    /// drawn again, lest it take the focus from a button.
    fn tell(self, event: Event) {
        self.change(|payment| payment.apply(event));
    }

    /// Tells what became of this attempt.
    fn tell_of(self, attempt: u32, event: Event) {
        self.change(|payment| payment.apply_of(attempt, event));
    }

    fn change(self, change: impl FnOnce(&mut Payment)) {
        self.payment.try_maybe_update(|payment| {
            let mut next = payment.clone();
            change(&mut next);
            let changed = next != *payment;
            *payment = next;
            (changed, ())
        });
    }

    fn is(self, question: impl FnOnce(&Payment) -> bool) -> bool {
        self.payment.try_with_untracked(question).unwrap_or(false)
    }

    fn order_now(self) -> Option<Order> {
        self.payment
            .try_with_untracked(|payment| payment.order.clone())
            .flatten()
    }

    fn kept(self, ports: &Ports) -> Option<KeptOrder> {
        let text = ports.pages.kept(&self.name())?;
        let (key, order) = text.split_once(' ').unwrap_or((&text, ""));
        Some(KeptOrder {
            key: key.to_owned(),
            order: (!order.is_empty()).then(|| order.to_owned()),
        })
    }

    fn keep(self, ports: &Ports, kept: Option<&KeptOrder>) {
        let text = kept.map(|kept| format!("{} {}", kept.key, kept.order.as_deref().unwrap_or_default()));
        ports.pages.keep(&self.name(), text.as_deref());
    }

    /// Asks for an order, with the key of the one that is open, if there is one.
    async fn order(self) {
        let Some(ports) = ports() else { return };
        let kept = self.kept(&ports);
        let known = kept.is_some();
        let key = kept.map_or_else(|| ports.pages.fresh_id(), |kept| kept.key);
        let mut answer = self.order_with(&ports, key).await;
        // An order from before that cannot go on, or is somebody else's, makes room for a new one.
        let over = match &answer {
            Ok(order) => matches!(
                order.status,
                OrderStatus::Finalized
                    | OrderStatus::Confirmed
                    | OrderStatus::Expired
                    | OrderStatus::Reversed
            ),
            Err(fault) => fault.code() == Some(Code::IdempotencyMismatch),
        };
        if known && over {
            self.keep(&ports, None);
            answer = self.order_with(&ports, ports.pages.fresh_id()).await;
        }
        match answer {
            Ok(order) => {
                self.tell(Event::Ordered(order));
                self.follow(&ports).await;
                if self.is(Payment::worth_a_look) {
                    self.look_after();
                }
            }
            Err(fault) => self.tell(Event::Failed(fault)),
        }
    }

    async fn order_with(self, ports: &Ports, key: String) -> Result<Order, Fault> {
        let mut kept = KeptOrder { key, order: None };
        // Kept before it is asked for: the answer may be lost.
        self.keep(ports, Some(&kept));
        let order: Order = Request::post("/api/orders")
            .body(self.item())
            .idempotency_key(&kept.key)
            .fetch()
            .await?;
        kept.order = Some(order.id.clone());
        self.keep(ports, Some(&kept));
        Ok(order)
    }

    /// Goes on with an order of an earlier page, if money may be on its way for it.
    async fn pick_up(self, id: String) {
        let Some(ports) = ports() else { return };
        match Request::get(format!("/api/orders/{id}")).fetch::<Order>().await {
            // Meanwhile a press of the button may have asked for the same order.
            Ok(order)
                if matches!(
                    order.status,
                    OrderStatus::AwaitingSignature | OrderStatus::Submitted
                ) && self.is(|payment| payment.order.is_none()) =>
            {
                self.tell(Event::Ordered(order));
                self.look_after();
            }
            Ok(order) if order.status.settled() || order.status.paid() => self.keep(&ports, None),
            Err(fault) if fault.code() == Some(Code::NotFound) => self.keep(&ports, None),
            _ => {}
        }
    }

    /// Pays with the wallet used last, or lets the person choose one.
    async fn pay(self) {
        let Some(ports) = ports() else { return };
        let wallets = ports.wallets.list();
        let last = LastWallet::kept(&ports);
        match wallets
            .into_iter()
            .find(|wallet| last.as_ref().is_some_and(|last| last.name == wallet.name))
        {
            Some(wallet) => self.pay_with(wallet).await,
            None => self.tell(Event::NoWallet),
        }
    }

    /// Pays with this wallet.
    pub async fn pay_with(self, wallet: WalletInfo) {
        let Some(ports) = ports() else { return };
        let Some(order) = self.order_now() else { return };
        self.tell(Event::Asked);
        let attempt = self.attempt();
        if let Err(event) = self.try_pay(&ports, &order, &wallet, attempt).await {
            self.tell_of(attempt, event);
        }
        // News may have made it a paid one; and whatever went wrong after the wallet had it, money may arrive.
        self.follow(&ports).await;
        if self.is(|payment| {
            payment.worth_a_look() && matches!(payment.stage, Stage::Sent | Stage::Unsure { .. })
        }) {
            self.look_after();
        }
    }

    /// The attempt that runs now.
    fn attempt(self) -> u32 {
        self.payment
            .try_with_untracked(|payment| payment.attempt)
            .unwrap_or_default()
    }

    /// Whether the part of the page that this belongs to was changed for another.
    fn gone(self, ports: &Ports) -> bool {
        ports.pages.generation() != self.generation
    }

    async fn try_pay(
        self,
        ports: &Ports,
        order: &Order,
        wallet: &WalletInfo,
        attempt: u32,
    ) -> Result<(), Event> {
        let given_up = || self.attempt() != attempt;
        let payer = order.payer;
        let mut accounts = ports.wallets.connect(&wallet.id, true).await.unwrap_or_default();
        if accounts.is_empty() {
            accounts = ports
                .wallets
                .connect(&wallet.id, false)
                .await
                .map_err(Event::WalletFailed)?;
        }
        if given_up() || self.gone(ports) {
            return Ok(());
        }
        if !accounts.contains(&payer) {
            let other = accounts.first().copied();
            return Err(other.map_or(
                Event::WalletFailed(WalletError::NotAuthorized),
                Event::OtherWallet,
            ));
        }
        let how = how(&order.network, wallet).ok_or(Event::WalletFailed(WalletError::Unsupported))?;
        let last = LastWallet {
            name: wallet.name.clone(),
            address: payer,
        };
        last.keep(ports);

        // While the server waits for an earlier attempt, these are the same bytes again: they pay once only.
        let given: Given = Request::post(format!("/api/orders/{}/transaction", order.id))
            .fetch()
            .await
            .map_err(Event::Failed)?;
        if given_up() || self.gone(ports) {
            return Ok(());
        }
        self.tell(Event::Offered(how));
        let what = ToSign {
            address: payer,
            transaction: given.transaction,
            chain: chain(&order.network),
            how,
        };
        let report = ports
            .wallets
            .sign(&wallet.id, what)
            .await
            .map_err(Event::WalletFailed)?;
        if given_up() {
            // What the wallet has sent was sent, and the server should know; what it only signed is dropped.
            if how == How::WalletSends
                && let Ok(order) = self.report(ports, &order.id, &report).await
            {
                self.tell(Event::News(order));
            }
            return Ok(());
        }
        self.tell(Event::Signed);
        let order = self
            .report(ports, &order.id, &report)
            .await
            .map_err(Event::Failed)?;
        self.tell_of(attempt, Event::Reported(order));
        Ok(())
    }

    /// Tells the server, twice if the first answer is lost: telling the same again changes nothing.
    async fn report(self, ports: &Ports, order: &str, report: &SignatureReport) -> Result<Order, Fault> {
        let request = Request::post(format!("/api/orders/{order}/signature")).json(report);
        match request.clone().fetch().await {
            Err(Fault::NoAnswer) => {
                ports.pages.wait(1_000).await;
                request.fetch().await
            }
            answer => answer,
        }
    }

    /// Asks the server how the order stands, again and again for a while, and follows what it says.
    pub fn look_after(self) {
        let Some(mine) = self.watch.try_update(|watch| {
            *watch = watch.wrapping_add(1);
            *watch
        }) else {
            return;
        };
        spawn_local(async move {
            let Some(ports) = ports() else { return };
            let Some(id) = self.order_now().map(|order| order.id) else {
                return;
            };
            let moved = Rung::by(&ports, "me", &format!("order:{id}"));
            let mut looks = 0;
            let newest = || self.watch.try_get_untracked() == Some(mine) && !self.gone(&ports);
            while newest() {
                let Some(order) = self.order_now() else { return };
                let path = format!("/api/orders/{}", order.id);
                let news: Result<Order, Fault> = Request::get(path).fetch().await;
                if !newest() {
                    return;
                }
                self.tell(news.map_or(Event::NoNews, Event::News));
                self.follow(&ports).await;
                if !self.is(Payment::worth_a_look) {
                    return;
                }
                let Some(pause) = next_look(looks) else {
                    return self.tell(Event::TimedOut);
                };
                looks += 1;
                // What is told of is not waited for.
                moved.within(&ports, pause).await;
            }
        });
    }

    /// Once it is paid: fetches what was bought and says so. In the meantime the dialog says it.
    async fn follow(self, ports: &Ports) {
        if !self.is(|payment| payment.stage == Stage::Paid) {
            return;
        }
        self.keep(ports, None);
        let words = self
            .payment
            .try_with_untracked(|payment| payment.paid_words(self.lang))
            .unwrap_or_default();
        // Only once the dialog is gone is the rest of the page spoken again.
        if self.refresh(A_GLANCE).await {
            ports.pages.announce(words);
        } else {
            ports.pages.announce_next(words);
            ports.pages.reload();
        }
    }

    /// Shows the page as it now is, after so many milliseconds; false if it could not be had.
    async fn refresh(self, glance: u32) -> bool {
        let Some(ports) = ports() else { return false };
        let changed = ports.pages.refresh_main(glance).await;
        if changed {
            // Where the button stands outside of the part that was changed.
            self.open.try_set(false);
        }
        changed
    }
}
