#!/usr/bin/env bash
# Measures the figures of docs/measurements.md on the release build: pages on the demo and on the large set, files, the live connection,
# pictures, a large upload, then what money costs.
source "$(dirname "$0")/lib.sh"
source scripts/postgres.sh

# Pinned to one core, as the server is for the pages.
money=(taskset -c 0 cargo test --release -p server --test it -- --ignored --nocapture figures_of_money)
picture=(cargo test --release -p pictures -- --ignored --exact --nocapture tests::measure::twelve_megapixels)
upload=(env FONANA_UPLOAD_MB=2048 cargo test --release -p server --test it -- --exact --nocapture uploads::memory::a_large_file_needs_no_memory)
fonana=${FONANA_BIN:-target/release/fonana}
# Each socket is a file, here and in the server.
ulimit -n "$(ulimit -Hn)"
step 'pages' 'read the words above' node scripts/bench/pages.mjs "$fonana"
step 'files' 'read the words above' node scripts/bench/media.mjs "$fonana"
step 'the live connection' 'read the words above' taskset -c 1 node scripts/bench/live.mjs "$fonana"
step 'compile the other measurements' 'mend what is named above' cargo test --release -p pictures -p server --lib --test it --no-run
step 'a picture of 12 megapixels' 'read the words above' "${picture[@]}"
step 'an upload of 2 GB' 'read the words above' "${upload[@]}"
step 'start PostgreSQL' 'look at the log above' start_postgres
step 'money' 'read the words above' "${money[@]}"
