//! wasm-bindgen's own command line at the version of the lock file, for cargo-leptos and Trunk, which call it. It
//! refuses what that refuses.

use std::process::ExitCode;

#[expect(clippy::print_stderr, reason = "a command line speaks on its terminal")]
fn main() -> ExitCode {
    match wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}
