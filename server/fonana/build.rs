//! Rebuilds the binary when the site's files, which a release binary carries, have changed.

const SITE: &str = "../../target/site";

fn main() -> std::io::Result<()> {
    // A debug binary reads the folder where it was when that was compiled, and only if it was there.
    std::fs::create_dir_all(SITE)?;
    println!("cargo:rerun-if-changed={SITE}");
    println!("cargo:rerun-if-changed=build.rs");
    Ok(())
}
