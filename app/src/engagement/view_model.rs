//! A switch while it is being turned: what it shows at once, and what it goes back to. It knows no browser.

use shared::{
    engagement::{Press, Switch},
    text::Lang,
};

/// How a button shows a switch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What the next press asks for.
    pub press: Press,
    pub count: Option<u64>,
}

impl Shown {
    /// Reads a button: its value, and the count in it.
    pub fn read(value: &str, count: Option<&str>) -> Option<Self> {
        Some(Self {
            press: value.parse().ok()?,
            count: count.and_then(|count| count.parse().ok()),
        })
    }

    /// As it will be if the press is taken.
    pub fn after_press(&self) -> Self {
        let on = self.press.on;
        Self {
            press: self.press.turned(),
            count: self
                .count
                .map(|count| if on { count + 1 } else { count.saturating_sub(1) }),
        }
    }

    /// As the server says it stands now; a count that it does not tell stays as it was.
    pub fn as_answered(&self, answer: Switch) -> Self {
        Self {
            press: Press {
                on: !answer.on,
                ..self.press.clone()
            },
            count: self.count.and(answer.count.or(self.count)),
        }
    }

    /// For `aria-pressed`.
    pub fn on(&self) -> bool {
        !self.press.on
    }

    /// The count in words of this language.
    pub fn count_text(&self, lang: Lang) -> Option<String> {
        self.count.map(|count| lang.number(count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_shows_at_once_and_can_be_taken_back() {
        let before = Shown::read("like:p1:on", Some("1234")).expect("a switch");
        assert!(!before.on());
        let after = before.after_press();
        assert_eq!((after.on(), after.count), (true, Some(1_235)));
        assert_eq!(after.press.to_string(), "like:p1:off");
        assert_eq!(after.after_press(), before);
        assert_eq!(after.count_text(Lang::En).as_deref(), Some("1,235"));
    }

    #[test]
    fn the_servers_word_is_the_last() {
        let shown = Shown::read("like:p1:off", Some("0")).expect("a switch");
        assert_eq!(shown.after_press().count, Some(0));
        let told = shown.as_answered(Switch {
            on: true,
            count: Some(7),
        });
        assert_eq!((told.on(), told.count), (true, Some(7)));
        let kept = Shown::read("bookmark:p1:on", None)
            .expect("a switch")
            .after_press();
        assert_eq!(
            kept.as_answered(Switch {
                on: true,
                count: None
            }),
            kept
        );
    }
}
