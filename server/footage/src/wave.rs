//! The shape of a sound: how loud it is in each of a few hundred slices, from samples as they come. Takes the same memory
//! whatever the length.

/// Slices of a waveform.
pub const PEAKS: usize = 200;
/// Bins at the most: when they are full, two become one, so that there are always half of them.
const BINS: usize = PEAKS * 40;

/// Loudness in equal bins: sums of squares.
#[derive(Default)]
pub(crate) struct Wave {
    bins: Vec<u64>,
    /// Samples in a bin, as a power of two, and in the last one.
    power: u32,
    filled: u64,
    samples: u64,
    /// The first half of a sample whose second half is not there yet.
    half: Option<u8>,
}

impl Wave {
    /// Signed samples of 16 bits, the lower byte first, cut anywhere.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match self.half.take() {
                None => self.half = Some(*byte),
                Some(low) => self.sample(i16::from_le_bytes([low, *byte])),
            }
        }
    }

    fn sample(&mut self, sample: i16) {
        if self.filled == 0 {
            if self.bins.len() == BINS {
                let pairs = self.bins.chunks_exact(2).map(|pair| pair[0] + pair[1]);
                self.bins = pairs.collect();
                self.power += 1;
            }
            self.bins.push(0);
        }
        if let Some(bin) = self.bins.last_mut() {
            *bin += u64::from(sample.unsigned_abs()).pow(2);
        }
        self.samples += 1;
        self.filled = (self.filled + 1) % (1 << self.power);
    }

    /// Samples so far.
    pub(crate) fn samples(&self) -> u64 {
        self.samples
    }

    /// Loudness in each slice (the root of the mean square), where the loudest is 255; silence is all zeros.
    pub(crate) fn peaks(&self) -> Vec<u8> {
        let bins = self.bins.len();
        let loud: Vec<f64> = (0..PEAKS)
            .map(|slice| {
                // Where there are fewer bins than slices, some have the same.
                let from = slice * bins / PEAKS;
                let to = ((slice + 1) * bins / PEAKS).max(from + 1).min(bins);
                let part = self.bins.get(from..to).unwrap_or_default();
                let sum: u64 = part.iter().sum();
                let full = (part.len() as u64) << self.power;
                let count = if to == bins && self.filled > 0 {
                    full - (1 << self.power) + self.filled
                } else {
                    full
                };
                (sum as f64 / count.max(1) as f64).sqrt()
            })
            .collect();
        let loudest = loud.iter().copied().fold(0.0, f64::max);
        let scale = if loudest > 0.0 { 255.0 / loudest } else { 0.0 };
        loud.into_iter().map(|one| (one * scale).round() as u8).collect()
    }
}
