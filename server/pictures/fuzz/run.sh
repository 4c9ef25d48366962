#!/usr/bin/env bash
# Fuzzes the door for pictures for some seconds: server/pictures/fuzz/run.sh [SECONDS, 60 unless told]. It needs no nightly and no
# cargo-fuzz: the compiler's counters of edges are stable, and libFuzzer comes with the crate. What it finds lies in
# fuzz/artifacts, and `run.sh 0 FILE` tries one again.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
seconds=${1:-60}
shift || true
mkdir -p corpus/variants artifacts

# The files that the storm among the tests begins with.
cargo test -p pictures --manifest-path ../../../Cargo.toml -- --quiet --ignored --exact tests::storm::the_corpus_is_written_for_the_fuzzer

flags=(
  --cfg fuzzing
  -Cpasses=sancov-module
  -Cllvm-args=-sanitizer-coverage-level=4
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters
  -Cllvm-args=-sanitizer-coverage-pc-table
  -Cllvm-args=-sanitizer-coverage-trace-compares
  -Ccodegen-units=1
)
# With a target named, build scripts are compiled without the counters.
host=$(rustc -vV | sed -n 's/^host: //p')
RUSTFLAGS="${flags[*]}" cargo build --quiet --release --target "$host"
fuzzer=target/$host/release/variants
if [ $# -gt 0 ]; then
  exec "$fuzzer" "$@"
fi
exec "$fuzzer" corpus/variants -artifact_prefix=artifacts/ -max_total_time="$seconds" -max_len=16384 -timeout=20 \
  -rss_limit_mb=500 -malloc_limit_mb=64 -print_final_stats=1 -verbosity=0
