//! A link as a QR code: one path of squares. A link that is too long for one is a fault of ours.

use crate::{Error, Result};
use qrcode::{Color, EcLevel, QrCode};
use shared::solana_pay::PayLink;
use std::fmt::Write;

/// The link with its code. Every row is a few runs of dark squares.
pub fn drawn(link: String) -> Result<PayLink> {
    let code = QrCode::with_error_correction_level(&link, EcLevel::M).map_err(Error::internal)?;
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(code.width()).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                let dark = run.len();
                // Writing into a String does not fail.
                let _ = write!(path, "M{x} {y}h{dark}v1h-{dark}z");
            }
            x += run.len();
        }
    }
    Ok(PayLink {
        url: link,
        squares: code.width(),
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_square_is_in_the_path() {
        let link =
            "solana:https://fonana.example/api/pay/4uQeVj5tqViQh7yWWGStvkEG1Zmhx6uasJtWCJziofM".to_owned();
        let drawn = drawn(link.clone()).expect("it fits");
        let code = QrCode::with_error_correction_level(&link, EcLevel::M).expect("it fits");
        let mut squares = vec![Color::Light; drawn.squares * drawn.squares];
        for run in drawn.path.split('M').skip(1) {
            let (x, rest) = run.split_once(' ').expect("a place");
            let (y, rest) = rest.split_once('h').expect("a run");
            let (dark, _) = rest.split_once('v').expect("a height");
            let [x, y, dark] = [x, y, dark].map(|number| number.parse::<usize>().expect("a number"));
            squares[y * drawn.squares + x..][..dark].fill(Color::Dark);
        }
        assert_eq!(squares, code.to_colors());
        // The finder pattern in the corner: a code that is drawn mirrored or turned cannot be read.
        assert!(drawn.path.starts_with("M0 0h7v1h-7z"));
    }

    #[test]
    fn what_does_not_fit_is_a_fault() {
        assert!(drawn("x".repeat(4_000)).is_err());
    }
}
