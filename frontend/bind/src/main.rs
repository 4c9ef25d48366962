//! Binds a compiled module of the browser's to its JavaScript: `bind debug|release IN.wasm OUT_FOLDER NAME`. It is
//! wasm-bindgen's own library at the version of the lock file, without the rest of its command line and what
//! that brings to compile. It refuses other words than these.

use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

#[expect(clippy::print_stderr, reason = "a command line speaks on its terminal")]
fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [mode, input, output, name] = words.as_slice() else {
        eprintln!("bind debug|release IN.wasm OUT_FOLDER NAME");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let bound = bindgen.web(true).and_then(|bindgen| {
        bindgen
            .input_path(input)
            .out_name(name)
            .typescript(false)
            .keep_debug(mode == "debug")
            .generate(output)
    });
    match bound {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{input} cannot be bound: {error:#}");
            ExitCode::FAILURE
        }
    }
}
