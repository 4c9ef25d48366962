//! The outside world, one service a file, behind the ports of `domain`.

pub mod bucket;
pub mod clock;
pub mod database;
pub mod mail;
pub mod parts;
pub mod prices;
pub mod push;
pub mod redis;
pub mod solana;
pub mod storage;
pub mod studio;
pub mod webhooks;
