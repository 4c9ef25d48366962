#!/usr/bin/env bash
# Everything that must hold before work lands: format, lints, tests on both databases, WASM tests, end to end.
source "$(dirname "$0")/lib.sh"
source scripts/postgres.sh

wasm=(--target wasm32-unknown-unknown --target-dir "$target/front")

scripts/setup.sh test
step 'format' 'run `cargo fmt`' cargo fmt --all --check
step 'clippy' 'mend what clippy names above' cargo clippy --all-targets --features bind/runner -- -D warnings
step 'clippy, browser' 'mend what clippy names above' cargo clippy -p frontend --all-targets "${wasm[@]}" -- -D warnings
step 'start PostgreSQL' 'look at the log above; `make check` runs the tests on SQLite alone' start_postgres
step 'tests on SQLite and PostgreSQL' 'read the failing test above; `cargo test NAME` runs one' cargo test
step 'compile the runner of tests in WASM' 'mend what is named above' cargo build -p bind --features runner
CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=$target/debug/wasm-test-runner \
  step 'tests in WASM' 'read the failing test above' cargo test -p frontend "${wasm[@]}"
# The browser gets what is released; the server is the one that was just tested, which spares ten minutes of compiling.
scripts/site.sh release
FONANA_BIN=$target/debug/fonana scripts/e2e.sh
printf '%s\n' "${bold}Everything passed in $((SECONDS / 60)) min $((SECONDS % 60)) s.${plain}"
