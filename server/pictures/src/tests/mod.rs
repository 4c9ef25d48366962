//! What comes out of pictures is as it should look, and holds nothing of what went in; what is no picture gets a sentence.

mod animations;
mod bad;
mod colours;
mod faces;
mod files;
mod kept;
mod marks;
mod measure;
mod scenes;
mod storm;
mod survival;
