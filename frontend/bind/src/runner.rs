//! Runs a test binary in WASM in headless Chromium, as cargo's runner: wasm-bindgen's own, at the version of the
//! lock file. It refuses what that refuses.

use std::process::ExitCode;

#[expect(clippy::print_stderr, reason = "a command line speaks on its terminal")]
fn main() -> ExitCode {
    match wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}
