//! Small parts that every page is made of. They know no noun and call nothing.

mod avatar;
mod icon;
mod moment;
mod money;
mod sheet;
pub mod url;

pub use avatar::{Avatar, AvatarSize};
pub use icon::{Glyph, Icon, IconSprite};
pub use moment::Moment;
pub use money::Money;
pub(crate) use sheet::sheet;
