//! The access matrix, in three tables: doors, topics of the live connection, and what leaves the page. Each has a column for everybody
//! there is, and says both who gets something and who does not.

mod channels;
mod doors;
mod people;
mod topics;

pub use doors::follow;
