//! When something may be sent, by the clock on the wall where its reader lives: pure functions of a moment, a time zone and the hours of
//! quiet. A zone that the IANA database does not have counts as UTC; whoever names one is refused elsewhere.

use jiff::{ZonedDateTime, civil::Date, tz::TimeZone};
use shared::Timestamp;

/// The hour at which the letter of a day goes out.
const LETTERS: i8 = 9;

/// Whether there is such a zone.
pub(super) fn is_zone(name: &str) -> bool {
    name.is_empty() || TimeZone::get(name).is_ok()
}

fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

fn local(at: Timestamp, zone_name: &str) -> Option<ZonedDateTime> {
    let at = jiff::Timestamp::from_millisecond(at.0).ok()?;
    Some(at.to_zoned_datetime(zone(zone_name)))
}

/// A time of a day. Where clocks are put forward the missing hour is the one after it.
fn moment(date: Date, minutes: i16, zone_name: &str) -> Option<Timestamp> {
    let (hour, minute) = (i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?);
    let at = date
        .at(hour, minute, 0, 0)
        .to_zoned_datetime(zone(zone_name))
        .ok()?;
    Some(Timestamp(at.timestamp().as_millisecond()))
}

/// The moment itself, or the end of the hours of quiet that it is in.
pub(super) fn after_quiet(at: Timestamp, quiet: Option<(i16, i16)>, zone_name: &str) -> Timestamp {
    let ends = || {
        let (from, to) = quiet?;
        let local = local(at, zone_name)?;
        let now = i16::from(local.hour()) * 60 + i16::from(local.minute());
        let over_midnight = from > to;
        let within = match over_midnight {
            true => now >= from || now < to,
            false => (from..to).contains(&now),
        };
        if !within {
            return None;
        }
        let date = match over_midnight && now >= from {
            true => local.date().tomorrow().ok()?,
            false => local.date(),
        };
        // Never before now, whatever clocks do in that night.
        moment(date, to, zone_name).map(|end| end.max(at))
    };
    ends().unwrap_or(at)
}

/// The next moment at which the letter of a day goes out, later than `at`.
pub(super) fn next_letter(at: Timestamp, quiet: Option<(i16, i16)>, zone_name: &str) -> Timestamp {
    let next = || {
        let today = local(at, zone_name)?.date();
        let hour = i16::from(LETTERS) * 60;
        let of_today = moment(today, hour, zone_name)?;
        match of_today > at {
            true => Some(of_today),
            false => moment(today.tomorrow().ok()?, hour, zone_name),
        }
    };
    after_quiet(next().unwrap_or(at), quiet, zone_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse_rfc3339(text).expect("a moment")
    }

    const NIGHT: Option<(i16, i16)> = Some((22 * 60 + 30, 7 * 60));

    #[test]
    fn what_comes_in_the_night_waits_for_the_morning_there() {
        for (moment, zone, end) in [
            ("2026-01-10T12:00:00Z", "", "2026-01-10T12:00:00Z"),
            ("2026-01-10T22:29:59Z", "", "2026-01-10T22:29:59Z"),
            ("2026-01-10T22:30:00Z", "", "2026-01-11T07:00:00Z"),
            ("2026-01-10T03:00:00Z", "", "2026-01-10T07:00:00Z"),
            ("2026-01-10T07:00:00Z", "", "2026-01-10T07:00:00Z"),
            // 23:00 in Moscow.
            ("2026-01-10T20:00:00Z", "Europe/Moscow", "2026-01-11T04:00:00Z"),
            ("2026-01-10T20:00:00Z", "Mars/Olympus", "2026-01-10T20:00:00Z"),
            // A night an hour shorter, and one an hour longer.
            ("2026-03-28T23:00:00Z", "Europe/Berlin", "2026-03-29T05:00:00Z"),
            ("2026-10-24T22:00:00Z", "Europe/Berlin", "2026-10-25T06:00:00Z"),
        ] {
            assert_eq!(after_quiet(at(moment), NIGHT, zone), at(end), "{moment} {zone}");
        }
        let noon = Some((12 * 60, 14 * 60));
        assert_eq!(
            after_quiet(at("2026-01-10T13:00:00Z"), noon, ""),
            at("2026-01-10T14:00:00Z")
        );
        let never = Some((60, 60));
        assert_eq!(
            after_quiet(at("2026-01-10T01:00:00Z"), never, ""),
            at("2026-01-10T01:00:00Z")
        );
        assert_eq!(
            after_quiet(at("2026-01-10T01:00:00Z"), None, ""),
            at("2026-01-10T01:00:00Z")
        );
    }

    #[test]
    fn there_is_one_letter_a_day_and_not_in_the_quiet() {
        let next = |moment: &str, quiet| next_letter(at(moment), quiet, "Europe/Moscow");
        assert_eq!(next("2026-01-10T05:59:59Z", None), at("2026-01-10T06:00:00Z"));
        assert_eq!(next("2026-01-10T06:00:00Z", None), at("2026-01-11T06:00:00Z"));
        let late = Some((22 * 60, 11 * 60));
        assert_eq!(next("2026-01-10T05:00:00Z", late), at("2026-01-10T08:00:00Z"));
    }
}
