#!/usr/bin/env bash
# Measures the figures of docs/measurements.md on the release build, on the demo and on the large set.
set -euo pipefail
cd "$(dirname "$0")/.."
exec node scripts/bench.mjs "${FONANA_BIN:-target/release/fonana}"
