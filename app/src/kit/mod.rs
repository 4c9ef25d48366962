//! Small parts that every page is made of. They know no noun and call nothing. `/dev/kit` shows all of them.

mod at_once;
mod avatar;
mod chart;
mod field;
mod icon;
mod memo;
mod moment;
mod money;
mod parts;
mod sheet;
mod tabs;
pub mod url;

pub use at_once::AtOnce;
pub use avatar::{Avatar, AvatarSize};
pub use chart::{Bar, Bars, ChartFrame};
pub use field::{CheckField, Fault, SelectField, TextArea, TextField, choices};
pub use icon::{Glyph, Icon, IconSprite};
pub(crate) use memo::Memo;
pub use moment::Moment;
pub use money::{CurrencyField, Dollars, Money, Moneys, Price, WorthLine, in_dollars};
pub use parts::{Badge, CardSkeleton, Empty, NextPage, Tone};
pub(crate) use sheet::sheet;
pub use tabs::{Chip, Chips, Tab, Tabs};
