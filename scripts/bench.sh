#!/usr/bin/env bash
# Measures the figures of docs/measurements.md on the release build: pages on the demo and on the large set, files, then what money costs.
source "$(dirname "$0")/lib.sh"
source scripts/postgres.sh

# Pinned to one core, as the server is for the pages.
money=(taskset -c 0 cargo test --release -p server --test it -- --ignored --nocapture figures_of_money)
fonana=${FONANA_BIN:-target/release/fonana}
step 'pages' 'read the words above' node scripts/bench/pages.mjs "$fonana"
step 'files' 'read the words above' node scripts/bench/media.mjs "$fonana"
step 'compile the measurement of money' 'mend what is named above' cargo test --release -p server --test it --no-run
step 'start PostgreSQL' 'look at the log above' start_postgres
step 'money' 'read the words above' "${money[@]}"
