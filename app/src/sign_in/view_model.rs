//! Which wallets are offered and how, and what is kept of the one used last. It knows no browser.

use crate::{
    kit::url::encode,
    payments::wallet_sentence,
    ports::{Fault, Ports, WalletError, WalletInfo},
};
use shared::{solana::Address, text::Lang};

/// A wallet that people can get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownWallet {
    pub name: &'static str,
    /// Where it is installed from.
    pub install: &'static str,
    /// Opens an address in the browser of the wallet's app.
    browse: &'static str,
}

/// The wallets that are named to somebody who has none.
pub const KNOWN: [KnownWallet; 2] = [
    KnownWallet {
        name: "Phantom",
        install: "https://phantom.com/download",
        browse: "https://phantom.app/ul/browse/",
    },
    KnownWallet {
        name: "Solflare",
        install: "https://solflare.com/download",
        browse: "https://solflare.com/ul/v1/browse/",
    },
];

impl KnownWallet {
    /// The link that opens this page in the wallet's app.
    pub fn open_link(&self, address: &str, origin: &str) -> String {
        format!("{}{}?ref={}", self.browse, encode(address), encode(origin))
    }
}

/// The known wallets that are not here.
pub fn missing(here: &[WalletInfo]) -> Vec<KnownWallet> {
    KNOWN
        .into_iter()
        .filter(|known| !here.iter().any(|wallet| wallet.name == known.name))
        .collect()
}

/// The wallets in the order they are offered: the one used last first, then as they registered.
pub fn in_order(mut wallets: Vec<WalletInfo>, last: Option<&LastWallet>) -> Vec<WalletInfo> {
    if let Some(last) = last
        && let Some(at) = wallets.iter().position(|wallet| wallet.name == last.name)
    {
        let wallet = wallets.remove(at);
        wallets.insert(0, wallet);
    }
    wallets
}

/// The wallet somebody used last, kept in this browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastWallet {
    pub name: String,
    pub address: Address,
}

const LAST: &str = "fonana.wallet";

impl LastWallet {
    pub fn kept(ports: &Ports) -> Option<Self> {
        Self::parse(&ports.pages.kept(LAST)?)
    }

    /// Reads `address name`.
    fn parse(text: &str) -> Option<Self> {
        let (address, name) = text.split_once(' ')?;
        Some(Self {
            name: name.to_owned(),
            address: address.parse().ok()?,
        })
    }

    pub fn keep(&self, ports: &Ports) {
        ports
            .pages
            .keep(LAST, Some(&format!("{} {}", self.address, self.name)));
    }

    pub fn forget(ports: &Ports) {
        ports.pages.keep(LAST, None);
    }

    /// Whether the wallet now stands for somebody else. Offering no account is being locked, not another
    /// person.
    pub fn left_by(&self, accounts: &[Address]) -> bool {
        !accounts.is_empty() && !accounts.contains(&self.address)
    }
}

/// How signing in stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Standing {
    #[default]
    Choosing,
    Asking(String),
    Failed(Failure),
    Done,
}

/// Signing in on its way. Each asking is counted, and so is giving up: an answer to an earlier one comes too
/// late and changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SigningIn {
    standing: Standing,
    attempt: u32,
}

impl SigningIn {
    /// A wallet is asked; gives the number of this attempt.
    pub fn ask(&mut self, wallet: &str) -> u32 {
        self.standing = Standing::Asking(wallet.to_owned());
        self.attempt = self.attempt.wrapping_add(1);
        self.attempt
    }

    /// Nobody waits for the wallet any more, and what went wrong was read.
    pub fn give_up(&mut self) {
        if self.standing != Standing::Done {
            self.standing = Standing::Choosing;
            self.attempt = self.attempt.wrapping_add(1);
        }
    }

    /// Whether this attempt's answer is still waited for.
    pub fn awaits(&self, attempt: u32) -> bool {
        self.attempt == attempt
    }

    pub fn failed(&mut self, attempt: u32, failure: Failure) {
        if self.awaits(attempt) {
            self.standing = Standing::Failed(failure);
        }
    }

    pub fn done(&mut self, attempt: u32) {
        if self.awaits(attempt) {
            self.standing = Standing::Done;
        }
    }

    /// Whether no other wallet can be chosen now.
    pub fn busy(&self) -> bool {
        matches!(self.standing, Standing::Asking(_) | Standing::Done)
    }

    /// Where it stands, and what may help.
    pub fn words(&self, lang: Lang) -> (String, String) {
        match &self.standing {
            Standing::Choosing => Default::default(),
            Standing::Asking(name) => (lang.sign_in_asking(name), String::new()),
            Standing::Failed(failure) => failure.sentences(lang),
            Standing::Done => (lang.sign_in_done().to_owned(), String::new()),
        }
    }
}

/// Why signing in did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    Wallet(WalletError),
    Fault(Fault),
    /// The wallet offers another account than the one that must sign, or none.
    Needs {
        here: Option<Address>,
        needed: Address,
    },
}

impl From<WalletError> for Failure {
    fn from(error: WalletError) -> Self {
        Self::Wallet(error)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Failure {
    /// What it means, and what may help.
    pub fn sentences(&self, lang: Lang) -> (String, String) {
        match self {
            // A Ledger that cannot sign messages looks like a person who said no.
            Self::Wallet(WalletError::Refused) => (
                lang.sign_in_cancelled().to_owned(),
                lang.sign_in_ledger().to_owned(),
            ),
            Self::Wallet(error) => (wallet_sentence(lang, error), String::new()),
            Self::Fault(fault) => (fault.sentence(lang), String::new()),
            Self::Needs { here, needed } => {
                let here = here.map_or_else(|| "—".to_owned(), |here| here.short());
                (lang.payout_needs(&here, &needed.short()), String::new())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wallet(name: &str) -> WalletInfo {
        WalletInfo {
            id: name.into(),
            name: name.into(),
            icon: None,
            chains: Vec::new(),
            signs: true,
            sends: true,
        }
    }

    #[test]
    fn only_wallets_that_are_not_here_are_offered_for_install() {
        let names =
            |here: &[WalletInfo]| -> Vec<_> { missing(here).iter().map(|known| known.name).collect() };
        assert_eq!(names(&[]), ["Phantom", "Solflare"]);
        assert_eq!(names(&[wallet("Solflare"), wallet("Backpack")]), ["Phantom"]);
    }

    #[test]
    fn links_for_phones_carry_address_and_origin() {
        assert_eq!(
            KNOWN[1].open_link("https://f.example/post/1?a=b&c", "https://f.example"),
            "https://solflare.com/ul/v1/browse/https%3A%2F%2Ff.example%2Fpost%2F1%3Fa%3Db%26c?ref=https%3A%2F%2Ff.example"
        );
    }

    #[test]
    fn the_wallet_used_last_stands_first() {
        let last = LastWallet {
            name: "B".into(),
            address: Address([1; 32]),
        };
        let names = |last| -> Vec<_> {
            in_order(vec![wallet("A"), wallet("B"), wallet("C")], last)
                .into_iter()
                .map(|wallet| wallet.name)
                .collect()
        };
        assert_eq!(names(Some(&last)), ["B", "A", "C"]);
        assert_eq!(names(None), ["A", "B", "C"]);
    }

    #[test]
    fn what_is_kept_of_a_wallet_can_be_read_again() {
        let address = Address([1; 32]);
        let kept = LastWallet::parse(&format!("{address} Dev Wallet (local)"));
        assert_eq!(
            kept,
            Some(LastWallet {
                name: "Dev Wallet (local)".into(),
                address
            })
        );
        assert_eq!(LastWallet::parse("Phantom"), None);
        assert_eq!(LastWallet::parse("not-an-address Phantom"), None);
    }

    #[test]
    fn a_wallet_that_never_answers_does_not_lock_anybody_out() {
        let mut signing = SigningIn::default();
        let first = signing.ask("Slow");
        assert!(signing.busy());
        signing.give_up();
        assert!(!signing.busy());
        assert_eq!(signing.words(Lang::En), Default::default());
        // Its answer comes after all.
        let second = signing.ask("Quick");
        signing.failed(first, WalletError::Refused.into());
        assert!(!signing.awaits(first));
        assert_eq!(signing.words(Lang::En).0, Lang::En.sign_in_asking("Quick"));
        signing.failed(second, WalletError::Refused.into());
        assert!(!signing.busy());
        assert_eq!(signing.words(Lang::En).0, Lang::En.sign_in_cancelled());
    }

    #[test]
    fn a_locked_wallet_is_not_another_person() {
        let last = LastWallet {
            name: "A".into(),
            address: Address([1; 32]),
        };
        assert!(!last.left_by(&[]));
        assert!(!last.left_by(&[Address([2; 32]), Address([1; 32])]));
        assert!(last.left_by(&[Address([2; 32])]));
    }

    #[test]
    fn a_refusal_says_that_nothing_was_signed_and_names_the_ledger() {
        let (sentence, hint) = Failure::from(WalletError::Refused).sentences(Lang::En);
        assert_eq!(sentence, "Cancelled. Nothing was signed.");
        assert!(hint.contains("Ledger"));
        assert_eq!(Failure::from(Fault::NoAnswer).sentences(Lang::Ru).1, "");
    }
}
