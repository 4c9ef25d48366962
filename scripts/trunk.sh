#!/usr/bin/env bash
# The browser-only build with Trunk, on 127.0.0.1:8380; what it asks of a server goes to 127.0.0.1:3000.
source "$(dirname "$0")/lib.sh"

wanted=0.21.14
look() {
  [ "$(trunk --version 2>/dev/null || true)" = "trunk $wanted" ] && return
  cat >&2 <<WORDS
    trunk $wanted is not here. Install it once, in some minutes:
      CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \\
        cargo install trunk --version $wanted --locked
WORDS
  exit 1
}

scripts/setup.sh
step 'look for trunk' 'run the command above, then `make trunk` again' look
step 'compile wasm-bindgen' 'mend what is named above' wasm_bindgen
node style/build.mjs target/styles
trunk "${@:-serve}"
