//! What a person sets about themself, and the first steps of somebody new.

pub mod api;
mod cover_form;
mod face_form;
mod handle_field;
mod notifications;
mod payout;
mod payout_form;
mod push_switch;
mod reaching;
mod sections;
mod settings_page;
pub mod view_model;
mod welcome_page;

pub use cover_form::CoverForm;
pub use face_form::FaceForm;
pub use handle_field::HandleField;
pub use payout::PayoutNotice;
pub use payout_form::PayoutForm;
pub use push_switch::PushSwitch;
pub use settings_page::SettingsPage;
pub use view_model::Unsaved;
pub use welcome_page::WelcomePage;
