//! TBD
pub mod entity;
