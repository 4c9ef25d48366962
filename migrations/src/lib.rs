//! The database's history: each step frozen once it has run anywhere. It knows nothing of the rest of the house.

mod m20261123_000001_the_main_job;
mod m20261127_000002_what_people_do;
mod m20261128_000003_finding_and_settings;
mod m20261129_000004_polls_and_collections;
mod m20261130_000005_what_is_locked_by_author;
mod m20261201_000006_tips;
mod m20261202_000007_periods_and_credit;
mod m20261203_000008_referrals;
mod m20261204_000009_receipts;
mod m20261205_000010_only_added_to;
mod m20261206_000011_currencies;
mod m20261207_000012_promotions;
mod m20261208_000013_webhooks;
mod m20261209_000014_flash_sales;
mod m20261210_000015_who_may_pay;
mod m20261211_000016_cases_that_vanish;
mod m20261212_000017_gifts;
mod m20261213_000018_goods;
mod m20261215_000020_refunds;
mod m20261216_000021_quotes;
mod m20261217_000022_payout;
mod m20261218_000023_handovers;
mod m20261219_000024_trial_codes;
mod m20261220_000025_notifications;
mod m20261221_000026_grace;
mod m20261222_000027_uploads;
mod m20261223_000028_media_and_drafts;
mod m20261224_000029_marks;
mod m20261225_000030_live;
mod m20261226_000031_messages;
mod m20261227_000032_enclosures;
mod m20261228_000033_reaching;
mod m20261229_000034_announcements;
mod m20261230_000035_feed_keys;
mod m20261231_000036_broadcasts;
mod m20270101_000037_reported_words;
mod m20270102_000038_what_one_took_part_in;
mod m20270103_000039_whose_turn_it_is;
mod m20270104_000040_how_many_are_meant;
mod m20270105_000041_why_an_order_is_so;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// Runs the steps that a database has not seen yet.
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_the_main_job::Migration),
            Box::new(m20261127_000002_what_people_do::Migration),
            Box::new(m20261128_000003_finding_and_settings::Migration),
            Box::new(m20261129_000004_polls_and_collections::Migration),
            Box::new(m20261130_000005_what_is_locked_by_author::Migration),
            Box::new(m20261201_000006_tips::Migration),
            Box::new(m20261202_000007_periods_and_credit::Migration),
            Box::new(m20261203_000008_referrals::Migration),
            Box::new(m20261204_000009_receipts::Migration),
            Box::new(m20261205_000010_only_added_to::Migration),
            Box::new(m20261206_000011_currencies::Migration),
            Box::new(m20261207_000012_promotions::Migration),
            Box::new(m20261208_000013_webhooks::Migration),
            Box::new(m20261209_000014_flash_sales::Migration),
            Box::new(m20261210_000015_who_may_pay::Migration),
            Box::new(m20261211_000016_cases_that_vanish::Migration),
            Box::new(m20261212_000017_gifts::Migration),
            Box::new(m20261213_000018_goods::Migration),
            Box::new(m20261215_000020_refunds::Migration),
            Box::new(m20261216_000021_quotes::Migration),
            Box::new(m20261217_000022_payout::Migration),
            Box::new(m20261218_000023_handovers::Migration),
            Box::new(m20261219_000024_trial_codes::Migration),
            Box::new(m20261220_000025_notifications::Migration),
            Box::new(m20261221_000026_grace::Migration),
            Box::new(m20261222_000027_uploads::Migration),
            Box::new(m20261223_000028_media_and_drafts::Migration),
            Box::new(m20261224_000029_marks::Migration),
            Box::new(m20261225_000030_live::Migration),
            Box::new(m20261226_000031_messages::Migration),
            Box::new(m20261227_000032_enclosures::Migration),
            Box::new(m20261228_000033_reaching::Migration),
            Box::new(m20261229_000034_announcements::Migration),
            Box::new(m20261230_000035_feed_keys::Migration),
            Box::new(m20261231_000036_broadcasts::Migration),
            Box::new(m20270101_000037_reported_words::Migration),
            Box::new(m20270102_000038_what_one_took_part_in::Migration),
            Box::new(m20270103_000039_whose_turn_it_is::Migration),
            Box::new(m20270104_000040_how_many_are_meant::Migration),
            Box::new(m20270105_000041_why_an_order_is_so::Migration),
        ]
    }
}
