//! The keys that do something on every page, and the list of them. Whoever types or holds a modifier means something
//! else, and is left alone.

use leptos::prelude::*;
use shared::text::Lang;

/// The id of the list of keys.
pub const HELP: &str = "keys";

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Search,
    /// To the next post of a list.
    Next,
    Previous,
    Like,
    /// To write a post; only where there is a door to it.
    Compose,
    Help,
}

/// Where a key was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pressed {
    /// In a field, where a letter is a letter.
    pub typing: bool,
    /// With Ctrl, Alt or Meta, which belong to the browser.
    pub modified: bool,
    /// Within a post of a list, where PageDown and PageUp go from post to post.
    /// <https://www.w3.org/WAI/ARIA/apg/patterns/feed/>
    pub in_list: bool,
}

/// What this key does here.
pub fn deed(key: &str, pressed: Pressed) -> Option<Deed> {
    if pressed.typing || pressed.modified {
        return None;
    }
    match key {
        "/" => Some(Deed::Search),
        "j" => Some(Deed::Next),
        "k" => Some(Deed::Previous),
        "PageDown" if pressed.in_list => Some(Deed::Next),
        "PageUp" if pressed.in_list => Some(Deed::Previous),
        "l" => Some(Deed::Like),
        "n" => Some(Deed::Compose),
        "?" => Some(Deed::Help),
        _ => None,
    }
}

/// The list of keys, which `?` opens; the browser itself closes it.
#[component]
pub fn KeysHelp(lang: Lang) -> impl IntoView {
    let keys = [
        ("/", lang.key_search()),
        ("j", lang.key_next()),
        ("k", lang.key_previous()),
        ("l", lang.key_like()),
        ("n", lang.key_compose()),
        ("?", lang.key_help()),
    ];
    let lines = keys
        .map(|(key, what)| view! { <dt><kbd>{key}</kbd></dt> <dd>{what}</dd> })
        .into_iter()
        .collect_view();
    view! {
        <section id=HELP class="keys" popover="auto" aria-label=lang.keys_title()>
            <h2>{lang.keys_title()}</h2>
            <dl>{lines}</dl>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_types_is_left_alone() {
        let typing = Pressed {
            typing: true,
            ..Pressed::default()
        };
        let modified = Pressed {
            modified: true,
            ..Pressed::default()
        };
        for key in ["/", "j", "k", "l", "n", "?"] {
            assert!(deed(key, Pressed::default()).is_some());
            assert_eq!(deed(key, typing), None);
            assert_eq!(deed(key, modified), None);
        }
    }

    #[test]
    fn the_page_keys_go_from_post_to_post_only_within_a_list() {
        assert_eq!(deed("PageDown", Pressed::default()), None);
        let in_list = Pressed {
            in_list: true,
            ..Pressed::default()
        };
        assert_eq!(deed("PageDown", in_list), Some(Deed::Next));
        assert_eq!(deed("PageUp", in_list), Some(Deed::Previous));
    }
}
