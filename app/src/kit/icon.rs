//! Icons from Lucide: their paths stand once in the page as a sprite, each use is one short element. They are
//! decoration and hidden from screen readers; words stand beside them.

use icondata_core::IconData;
use leptos::{prelude::*, tachys::html::InertElement};
use std::sync::{Arc, LazyLock};

macro_rules! glyphs {
    ($($name:ident = $id:literal $data:ident),+ $(,)?) => {
        /// An icon by what it means here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Glyph { $($name,)+ }

        impl Glyph {
            /// One use of the icon. It is markup as it is: a page has a hundred of them.
            fn markup(self) -> &'static str {
                match self { $(Self::$name => concat!(
                    "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-", $id, "\"></use></svg>"
                ),)+ }
            }
        }

        const SPRITE: &[(&str, &IconData)] = &[$(($id, icondata_lu::$data),)+];
    };
}

glyphs! {
    Again = "again" LuRotateCw,
    Attach = "attach" LuPaperclip,
    Back = "back" LuArrowLeft,
    Bag = "bag" LuShoppingBag,
    Bell = "bell" LuBell,
    Bookmark = "bookmark" LuBookmark,
    Check = "check" LuCheck,
    Close = "close" LuX,
    Comment = "comment" LuMessageCircle,
    Creators = "creators" LuUsers,
    Crop = "crop" LuCrop,
    Dark = "dark" LuMoon,
    Earlier = "earlier" LuArrowUp,
    Edit = "edit" LuPencil,
    Feed = "feed" LuGalleryVerticalEnd,
    Flag = "flag" LuFlag,
    Heart = "heart" LuHeart,
    Hidden = "hidden" LuEyeOff,
    Home = "home" LuHouse,
    Later = "later" LuArrowDown,
    Leave = "leave" LuLogOut,
    Light = "light" LuSun,
    Lock = "lock" LuLock,
    Next = "next" LuArrowRight,
    Orders = "orders" LuReceipt,
    Outside = "outside" LuExternalLink,
    Person = "person" LuCircleUser,
    Pictures = "pictures" LuImages,
    Preferences = "preferences" LuSlidersHorizontal,
    Sales = "sales" LuChartLine,
    Microphone = "microphone" LuMic,
    Search = "search" LuSearch,
    Pin = "pin" LuPin,
    Plus = "plus" LuPlus,
    Messages = "messages" LuMessagesSquare,
    More = "more" LuEllipsis,
    Play = "play" LuPlay,
    Poll = "poll" LuChartBarBig,
    Share = "share" LuShare2,
    Sound = "sound" LuAudioLines,
    Spark = "spark" LuSparkles,
    Tip = "tip" LuHandCoins,
    System = "system" LuMonitor,
    Wallet = "wallet" LuWallet,
    Zoom = "zoom" LuZoomIn,
}

/// One icon, as large as the text beside it.
#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    InertElement::new(glyph.markup())
}

/// All icons, once in a page; it takes no room.
#[component]
pub fn IconSprite() -> impl IntoView {
    static MARKUP: LazyLock<Arc<str>> = LazyLock::new(|| sprite().into());
    view! { <svg class="sprite" aria-hidden="true" width="0" height="0" inner_html=MARKUP.clone()></svg> }
}

fn sprite() -> String {
    SPRITE
        .iter()
        .map(|(id, icon)| {
            let view_box = icon.view_box.unwrap_or("0 0 24 24");
            let data = icon.data.replace('\n', "");
            format!("<symbol id=\"i-{id}\" viewBox=\"{view_box}\">{data}</symbol>")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sprite_holds_every_glyph() {
        let sprite = sprite();
        assert!(sprite.contains("id=\"i-lock\""));
        assert_eq!(sprite.matches("<symbol").count(), SPRITE.len());
        assert!(Glyph::Lock.markup().contains("href=\"#i-lock\""));
    }
}
