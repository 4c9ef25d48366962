//! A month as a calendar has it: weeks from Monday on. Plain values; no clock.

/// A month of a year, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    pub year: i16,
    pub month: u8,
}

impl Month {
    /// Of a text that begins as `2026-12` does.
    pub fn of(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-')?;
        let year: i16 = year.parse().ok().filter(|year| (1..=9_999).contains(year))?;
        let month: u8 = rest
            .get(..2)?
            .parse()
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        Some(Self { year, month })
    }

    /// As it stands in an address.
    pub fn name(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }

    pub fn before(self) -> Self {
        match self.month {
            1 => Self {
                year: self.year - 1,
                month: 12,
            },
            month => Self {
                month: month - 1,
                ..self
            },
        }
    }

    pub fn after(self) -> Self {
        match self.month {
            12 => Self {
                year: self.year + 1,
                month: 1,
            },
            month => Self {
                month: month + 1,
                ..self
            },
        }
    }

    fn days(self) -> u8 {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// On which day of the week it begins; 0 is Monday. By Sakamoto's rule.
    fn begins(self) -> u8 {
        const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let month = usize::from(self.month.clamp(1, 12)) - 1;
        let year = i32::from(self.year) - i32::from(self.month < 3);
        let from_sunday = (year + year / 4 - year / 100 + year / 400 + SHIFT[month] + 1).rem_euclid(7);
        u8::try_from((from_sunday + 6) % 7).unwrap_or(0)
    }

    /// Its weeks; days of other months are none.
    pub fn weeks(self) -> Vec<[Option<u8>; 7]> {
        let mut weeks = vec![[None; 7]];
        let mut at = usize::from(self.begins());
        for day in 1..=self.days() {
            if at == 7 {
                weeks.push([None; 7]);
                at = 0;
            }
            if let Some(place) = weeks.last_mut().and_then(|week| week.get_mut(at)) {
                *place = Some(day);
            }
            at += 1;
        }
        weeks
    }

    /// The date of a day in it, as `2026-12-24`.
    pub fn date(self, day: u8) -> String {
        format!("{}-{day:02}", self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_begin_and_end_on_their_days() {
        for (text, begins, days) in [
            ("2026-11-29", 6, 30),
            ("2026-12", 1, 31),
            ("2024-02", 3, 29),
            ("2100-02", 0, 28),
            ("2000-02", 1, 29),
        ] {
            let month = Month::of(text).expect(text);
            assert_eq!((month.begins(), month.days()), (begins, days), "{text}");
            let shown: Vec<u8> = month.weeks().into_iter().flatten().flatten().collect();
            assert_eq!(shown, (1..=days).collect::<Vec<u8>>());
        }
    }

    #[test]
    fn months_follow_each_other() {
        let month = Month::of("2026-12").expect("a month");
        assert_eq!(month.after().name(), "2027-01");
        assert_eq!(month.after().before(), month);
        assert_eq!(month.date(4), "2026-12-04");
        for wrong in ["", "2026", "2026-13", "2026-0", "year-01", "2026-é1"] {
            assert_eq!(Month::of(wrong), None, "{wrong}");
        }
    }
}
