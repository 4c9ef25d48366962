//! Rebuilds the server when the site's files, which a release binary carries, have changed.

fn main() {
    println!("cargo:rerun-if-changed=../target/site");
    println!("cargo:rerun-if-changed=build.rs");
}
