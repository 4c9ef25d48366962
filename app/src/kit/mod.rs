//! Small parts that every page is made of. They know no noun and call nothing.

mod avatar;
mod icon;
mod money;
mod moment;
pub mod url;

pub use avatar::{Avatar, AvatarSize};
pub use icon::{Glyph, Icon, IconSprite};
pub use money::Money;
pub use moment::Moment;
