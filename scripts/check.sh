#!/usr/bin/env bash
# The fast half of `make test`: no browser, no PostgreSQL.
source "$(dirname "$0")/lib.sh"

step 'format' 'run `cargo fmt`' cargo fmt --all --check
step 'clippy' 'mend what clippy names above' cargo clippy --all-targets -- -D warnings
step 'tests on SQLite' 'read the failing test above; `cargo test NAME` runs one' cargo test -- --skip postgres
