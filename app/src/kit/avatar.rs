//! A person's face, or the first letter of their name. It is decoration beside the name and says nothing to
//! a screen reader.

use leptos::{either::Either, prelude::*};

/// How large a face stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    #[default]
    Small,
    Medium,
    Large,
}

impl AvatarSize {
    fn class(self) -> &'static str {
        match self {
            Self::Small => "avatar",
            Self::Medium => "avatar medium",
            Self::Large => "avatar large",
        }
    }

    fn pixels(self) -> &'static str {
        match self {
            Self::Small => "40",
            Self::Medium => "64",
            Self::Large => "112",
        }
    }
}

/// A round picture of a person.
#[component]
pub fn Avatar(name: String, src: Option<String>, #[prop(optional)] size: AvatarSize) -> impl IntoView {
    match src {
        Some(src) => Either::Left(view! {
            <img class=size.class() src=src alt="" width=size.pixels() height=size.pixels() decoding="async"/>
        }),
        None => {
            let letter: String = name
                .chars()
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            Either::Right(view! {
                <span class=size.class() aria-hidden="true">
                    {letter}
                </span>
            })
        }
    }
}
