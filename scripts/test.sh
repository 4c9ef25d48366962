#!/usr/bin/env bash
# Everything that must hold before work lands: format, lints, tests on both databases, WASM tests, end to end.
source "$(dirname "$0")/lib.sh"
source scripts/postgres.sh

# A build that is made once and thrown away needs none of what the next one would reuse: gigabytes of it.
if [ -n "${CI:-}" ]; then export CARGO_INCREMENTAL=0; fi

wasm=(-p frontend -p check -p compose -p looking -p talk -p bare --target wasm32-unknown-unknown --target-dir "$target/front")
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=$target/debug/wasm-test-runner

scripts/setup.sh test
step 'format' 'run `cargo fmt`' cargo fmt --all --check
step 'compile, and clippy' 'mend what is named above' linted cargo build --all-targets --features bind/tools
step 'start PostgreSQL' 'look at the log above; `make check` runs the tests on SQLite alone' start_postgres
step 'tests on SQLite and PostgreSQL' 'read the failing test above; `cargo test NAME` runs one' linted cargo test --features bind/tools
step 'compile for the browser, and clippy' 'mend what is named above' linted cargo build "${wasm[@]}" --all-targets
step 'tests in WASM' 'read the failing test above' linted cargo test "${wasm[@]}"
# The browser gets what is released, packed by the tool that was just compiled; the server is the one that was just
# tested, which spares ten minutes of compiling.
BIND_BIN=$target/debug/bind scripts/site.sh release
FONANA_BIN=$target/debug/fonana scripts/e2e.sh
printf '%s\n' "${bold}Everything passed in $((SECONDS / 60)) min $((SECONDS % 60)) s.${plain}"
