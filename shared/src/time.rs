//! A moment: milliseconds since the Unix epoch, UTC, written in JSON as RFC 3339. It never asks a clock.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, time::Duration};
use time::{
    OffsetDateTime,
    format_description::well_known::{Rfc2822, Rfc3339},
    macros::format_description,
};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment `duration` later; stays at the end of time rather than overflow.
    pub fn after(self, duration: Duration) -> Self {
        Self(
            self.0
                .saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)),
        )
    }

    /// The moment `duration` earlier.
    pub fn before(self, duration: Duration) -> Self {
        Self(
            self.0
                .saturating_sub(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)),
        )
    }

    /// How long it has been since then; nothing where that is yet to come.
    pub fn since(self, then: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(then.0)).unwrap_or(0))
    }

    /// Whole seconds since the Unix epoch.
    pub fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// A moment from whole seconds since the Unix epoch.
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1000))
    }

    fn date_time(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// The calendar day in UTC: year, month 1 to 12, day of the month.
    pub fn date(self) -> (i32, u8, u8) {
        let date = self.date_time();
        (date.year(), u8::from(date.month()), date.day())
    }

    /// RFC 3339 with milliseconds and `Z`, as `2026-11-23T10:00:00.000Z`.
    pub fn rfc3339(self) -> String {
        self.date_time()
            .format(format_description!(
                "[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z"
            ))
            .unwrap_or_default()
    }

    /// RFC 2822 in UTC, as `Mon, 23 Nov 2026 10:00:00 +0000`.
    pub fn rfc2822(self) -> String {
        self.date_time().format(&Rfc2822).unwrap_or_default()
    }

    /// Reads what [`Self::rfc3339`] writes, and nothing else; `None` for that.
    pub fn parse_own(text: &str) -> Option<Self> {
        let bytes: &[u8; 24] = text.as_bytes().try_into().ok()?;
        let signs = [
            (4, b'-'),
            (7, b'-'),
            (10, b'T'),
            (13, b':'),
            (16, b':'),
            (19, b'.'),
            (23, b'Z'),
        ];
        if signs.iter().any(|(at, sign)| bytes[*at] != *sign) {
            return None;
        }
        let number = |from: usize, to: usize| {
            bytes[from..to].iter().try_fold(0_i64, |sum, byte| {
                byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0'))
            })
        };
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        if !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        // Years begin in March here, so that the day that some have more is the last one.
        let (year, month) = if month > 2 {
            (year, month - 3)
        } else {
            (year - 1, month + 9)
        };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * month + 2) / 5 + day - 1;
        let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
        Some(Self(
            ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1_000 + number(20, 23)?,
        ))
    }

    /// Reads RFC 3339 with any offset; `None` if it is not that.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        let moment = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        i64::try_from(moment.unix_timestamp_nanos().div_euclid(1_000_000))
            .ok()
            .map(Self)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.rfc3339())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse_rfc3339(&text).ok_or_else(|| D::Error::custom("not an RFC 3339 time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        // From year 0 to 9999.
        #[test]
        fn what_we_write_we_read(ms in -62_167_219_200_000_i64..=253_402_300_799_999) {
            let moment = Timestamp(ms);
            prop_assert_eq!(Timestamp::parse_own(&moment.rfc3339()), Some(moment));
        }
    }

    #[test]
    fn only_what_we_write_is_read_as_our_own() {
        assert_eq!(
            Timestamp::parse_own("2023-11-14T22:13:20.123Z"),
            Some(Timestamp(1_700_000_000_123))
        );
        for text in [
            "",
            "2023-11-14T22:13:20Z",
            "2023-11-14T22:13:20.123+03:00",
            "2023-13-14T22:13:20.123Z",
            "2023-11-14T24:13:20.123Z",
            "2023-11-1xT22:13:20.123Z",
        ] {
            assert_eq!(Timestamp::parse_own(text), None, "{text}");
        }
    }

    #[test]
    fn json_is_rfc3339_in_utc() {
        let moment = Timestamp(1_700_000_000_123);
        assert_eq!(moment.rfc3339(), "2023-11-14T22:13:20.123Z");
        assert_eq!(
            Timestamp::parse_rfc3339("2023-11-15T01:13:20.123+03:00"),
            Some(moment)
        );
        assert_eq!(Timestamp::parse_rfc3339("yesterday"), None);
    }
}
