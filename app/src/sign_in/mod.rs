//! Signing in with a wallet and the account's menu. Nothing opens by itself; only a press of a button asks a
//! wallet for anything.

mod account;
mod dialog;
mod flow;
mod view_model;

pub use account::AccountMenu;
pub use dialog::SignInButton;
pub(crate) use dialog::{sign_in_dialog, wallet_list, wallets_here};
pub(crate) use flow::expect_account;
pub(crate) use view_model::{Failure, LastWallet, SigningIn};
