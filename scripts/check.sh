#!/usr/bin/env bash
# The fast half of `make test`: no browser, no PostgreSQL.
source "$(dirname "$0")/lib.sh"

step 'format' 'run `cargo fmt`' cargo fmt --all --check
step 'compile, and clippy' 'mend what is named above' linted cargo build --all-targets --features bind/tools
step 'tests on SQLite' 'read the failing test above; `cargo test NAME` runs one' linted cargo test --features bind/tools -- --skip postgres
