//! What can be broken on purpose: pending faults and which request each one meets; it refuses a fault no request could ever meet.

use std::time::Duration;

use crate::methods;

/// The longest delay a fault may ask for.
pub const MAX_DELAY: Duration = Duration::from_secs(60);

/// A fault to lie in wait for the next requests. Methods of the network itself (`fonana_*`) never
/// meet one, so a fault can always be lifted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults {
    /// What goes wrong.
    pub kind: FaultKind,
    /// Only requests of this method; any method if absent.
    pub method: Option<String>,
    /// How many requests are affected.
    pub count: u32,
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// `getTransaction` answers null; with a method, `getSignaturesForAddress` answers an empty
    /// list, or `getSignatureStatuses` all null. As if the node had not indexed it yet.
    Null,
    /// The answer is the JSON-RPC error -32429, "Too many requests".
    Error429,
    /// `sendTransaction` answers the signature, and the transaction is never heard of again.
    Drop,
    /// The answer comes this much later, in real time. The work itself is done at once.
    Delay(Duration),
    /// The node answers as if it were this many slots behind: its slot, block hashes, statuses and
    /// history. Balances and accounts are those of now.
    Lag {
        /// Slots behind the tip.
        slots: u64,
    },
    /// The node has forgotten what is more than this many slots old: transactions, who they touched,
    /// block times.
    Pruned {
        /// Slots that are kept.
        keep: u64,
    },
    /// Lifts every pending fault, instead of adding one.
    Clear,
}

impl Faults {
    /// A fault of this kind for the next `count` requests it applies to.
    pub fn new(kind: FaultKind, count: u32) -> Self {
        Self {
            kind,
            method: None,
            count,
        }
    }

    /// The same fault, for requests of one method only.
    pub fn on(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }
}

/// Why a fault was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    /// The method has no such fault.
    #[error("the fault `{kind}` does not exist for the method {method}")]
    Method {
        /// The kind asked for.
        kind: &'static str,
        /// The method asked for.
        method: String,
    },
    /// The delay is longer than [`MAX_DELAY`].
    #[error("a delay may be at most 60000 ms")]
    Delay,
    /// Nothing would be affected.
    #[error("`count` must be at least 1")]
    Count,
}

/// The pending faults, oldest first.
#[derive(Default)]
pub struct Pending(Vec<Faults>);

/// What the faults do to one request.
#[derive(Default)]
pub struct Effects {
    /// Answer -32429 and do nothing.
    pub too_many: bool,
    /// Answer that nothing was found.
    pub null: bool,
    /// Answer this much later.
    pub delay: Duration,
    /// Pretend to be this many slots behind.
    pub lag: u64,
    /// Pretend to have forgotten all but this many slots.
    pub keep: Option<u64>,
}

impl Pending {
    /// Adds a fault, or clears them all.
    ///
    /// # Errors
    /// [`FaultError`] if no request could ever meet it.
    pub fn add(&mut self, fault: Faults) -> Result<(), FaultError> {
        let (kind, allowed): (_, &[&str]) = match fault.kind {
            FaultKind::Clear => {
                self.0.clear();
                return Ok(());
            }
            FaultKind::Null => ("null", methods::CAN_BE_NULL),
            FaultKind::Drop => ("drop", &["sendTransaction"]),
            FaultKind::Delay(delay) if delay > MAX_DELAY => return Err(FaultError::Delay),
            FaultKind::Delay(_) => ("delay", &[]),
            FaultKind::Error429 => ("error429", &[]),
            FaultKind::Lag { .. } => ("lag", &[]),
            FaultKind::Pruned { .. } => ("pruned", &[]),
        };
        if let Some(method) = &fault.method
            && (methods::find(method).is_none()
                || !(allowed.is_empty() || allowed.contains(&method.as_str())))
        {
            return Err(FaultError::Method {
                kind,
                method: method.clone(),
            });
        }
        if fault.count == 0 {
            return Err(FaultError::Count);
        }
        self.0.push(fault);
        Ok(())
    }

    /// The faults this request meets; each one met is used up by one.
    pub fn meet(&mut self, method: &str) -> Effects {
        let mut effects = Effects::default();
        if self
            .take(method, |kind| matches!(kind, FaultKind::Error429))
            .is_some()
        {
            effects.too_many = true;
            return effects;
        }
        if let Some(FaultKind::Delay(delay)) = self.take(method, |kind| matches!(kind, FaultKind::Delay(_))) {
            effects.delay = delay;
        }
        if let Some(FaultKind::Lag { slots }) =
            self.take(method, |kind| matches!(kind, FaultKind::Lag { .. }))
        {
            effects.lag = slots;
        }
        if let Some(FaultKind::Pruned { keep }) =
            self.take(method, |kind| matches!(kind, FaultKind::Pruned { .. }))
        {
            effects.keep = Some(keep);
        }
        effects.null = self
            .take(method, |kind| matches!(kind, FaultKind::Null))
            .is_some();
        effects
    }

    /// Whether this transaction is to be lost. Asked only once a transaction would be recorded, so
    /// that refused ones use no fault up.
    pub fn drops(&mut self) -> bool {
        self.take("sendTransaction", |kind| matches!(kind, FaultKind::Drop))
            .is_some()
    }

    fn take(&mut self, method: &str, wanted: impl Fn(&FaultKind) -> bool) -> Option<FaultKind> {
        let at = self.0.iter().position(|fault| {
            wanted(&fault.kind)
                && match (&fault.method, &fault.kind) {
                    (Some(only), _) => only == method,
                    (None, FaultKind::Null) => method == "getTransaction",
                    (None, _) => true,
                }
        })?;
        let fault = &mut self.0[at];
        let kind = fault.kind.clone();
        fault.count -= 1;
        if fault.count == 0 {
            self.0.remove(at);
        }
        Some(kind)
    }
}
