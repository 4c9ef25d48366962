//! What comes out of recordings plays as it should and holds nothing of what went in; what is no recording gets a sentence.
//! The files are made by the same ffmpeg, of patterns and tones.

mod bad;
mod bounds;
mod cleaning;
mod files;
mod films;
mod kinds;
mod measure;
mod numbers;
mod playing;
mod sounds;
mod stills;
mod storm;
