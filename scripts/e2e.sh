#!/usr/bin/env bash
# The end-to-end tests on the release build: `e2e.sh [arguments for Playwright]`. FONANA_BIN names another binary.
source "$(dirname "$0")/lib.sh"

scripts/setup.sh test
if [ -z "${FONANA_BIN:-}" ]; then
  scripts/build.sh
  export FONANA_BIN=$target/release/fonana
fi

types() { (cd end2end && node_modules/.bin/tsc --noEmit); }
play() { (cd end2end && node_modules/.bin/playwright test "$@"); }
step 'types of the end-to-end tests' 'mend what TypeScript names above' types
step 'end to end in Chromium' 'look at the error and the picture it names; make e2e ARGS="-g WORDS" runs one' play "$@"
