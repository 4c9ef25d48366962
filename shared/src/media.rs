//! Pictures as viewers get them: the real one with its addresses, or a blur that holds nothing to recover.

use crate::ids::MediaId;
use serde::{Deserialize, Serialize};

/// A file that the viewer may open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MediaView {
    pub id: MediaId,
    /// Pixels, upright.
    pub width: u32,
    pub height: u32,
    pub alt: String,
    /// A few hundred bytes as a `data:` address, shown until the picture is there.
    pub blur: String,
    /// From narrow to wide.
    pub variants: Vec<Variant>,
}

/// One size of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Variant {
    /// Pixels.
    pub width: u32,
    pub url: String,
}

impl MediaView {
    /// The `srcset` attribute: every variant with its width.
    pub fn srcset(&self) -> String {
        let parts: Vec<String> = self
            .variants
            .iter()
            .map(|variant| format!("{} {}w", variant.url, variant.width))
            .collect();
        parts.join(", ")
    }

    /// The narrowest variant at least `width` pixels wide, else the widest there is.
    pub fn url_for(&self, width: u32) -> &str {
        self.variants
            .iter()
            .find(|variant| variant.width >= width)
            .or(self.variants.last())
            .map_or("", |variant| variant.url.as_str())
    }
}

/// What anybody may see of a locked file: its shape and a server-made blur, no address and no id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preview {
    /// Pixels of the original, so that nothing shifts when it opens.
    pub width: u32,
    pub height: u32,
    /// ThumbHash in base64.
    pub thumbhash: String,
    /// A heavily blurred picture as a `data:` address.
    pub blur: String,
}
