//! Date and time as people type them, in their own time zone, made moments and back. A zone that the IANA database does not have is
//! refused.

use jiff::{civil::DateTime, tz::TimeZone};
use shared::{Refusal, Timestamp, text::Lang, typed::filled};

/// As a field of a form has it.
const TYPED: &str = "%Y-%m-%dT%H:%M";

fn zone(name: &str) -> Result<TimeZone, Refusal> {
    let name = filled(name).unwrap_or_else(|| "UTC".to_owned());
    TimeZone::get(&name).map_err(|_| Refusal::field("zone", Lang::zone_wrong))
}

/// Whether there is such a zone.
pub fn is_one(name: &str) -> bool {
    zone(name).is_ok()
}

/// The moment of a date and time in a zone. Where clocks are put forward the missing hour is the one after it; where they are put
/// back the first of two is meant.
///
/// # Errors
/// `invalid` at `field` for what is no date and time, at `zone` for what is no zone.
pub fn moment(field: &'static str, typed: &str, zone_name: &str) -> Result<Timestamp, Refusal> {
    let wrong = || Refusal::field(field, Lang::moment_wanted);
    let typed: DateTime = typed.trim().parse().map_err(|_| wrong())?;
    let zoned = typed.to_zoned_datetime(zone(zone_name)?).map_err(|_| wrong())?;
    Ok(Timestamp(zoned.timestamp().as_millisecond()))
}

/// A moment as it is typed in a zone; in UTC where there is no such zone.
pub fn typed(moment: Timestamp, zone_name: &str) -> String {
    let zone = zone(zone_name).unwrap_or(TimeZone::UTC);
    jiff::Timestamp::from_millisecond(moment.0)
        .map(|moment| moment.to_zoned_datetime(zone).strftime(TYPED).to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_moment_in_its_zone() {
        let at = |typed, zone| moment("at", typed, zone).map(|moment| moment.to_string());
        assert_eq!(at("2026-12-24T18:00", ""), Ok("2026-12-24T18:00:00.000Z".into()));
        assert_eq!(
            at(" 2026-12-24T18:00 ", "Europe/Moscow"),
            Ok("2026-12-24T15:00:00.000Z".into())
        );
        assert_eq!(
            at("2026-07-24T18:00:30", "America/New_York"),
            Ok("2026-07-24T22:00:30.000Z".into())
        );
        // Clocks go from 2 to 3, and later from 3 to 2.
        assert_eq!(
            at("2026-03-29T02:30", "Europe/Berlin"),
            Ok("2026-03-29T01:30:00.000Z".into())
        );
        assert_eq!(
            at("2026-10-25T02:30", "Europe/Berlin"),
            Ok("2026-10-25T00:30:00.000Z".into())
        );
        for wrong in ["", "tomorrow", "2026-13-01T00:00", "18:00", "99999-01-01T00:00"] {
            let refused = moment("at", wrong, "").expect_err(wrong);
            assert_eq!(refused.field.as_deref(), Some("at"), "{wrong}");
        }
        let refused = moment("at", "2026-12-24T18:00", "Mars/Olympus").expect_err("no zone");
        assert_eq!(refused.field.as_deref(), Some("zone"));
    }

    #[test]
    fn a_moment_is_typed_as_it_was() {
        for zone in ["", "Europe/Moscow", "Asia/Kathmandu", "Pacific/Auckland"] {
            let typed_at = "2026-12-24T18:45";
            let moment = moment("at", typed_at, zone).expect("a moment");
            assert_eq!(typed(moment, zone), typed_at, "{zone}");
        }
    }
}
