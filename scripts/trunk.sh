#!/usr/bin/env bash
# The browser-only build with Trunk, on 127.0.0.1:8380; what it asks of a server goes to 127.0.0.1:3000.
source "$(dirname "$0")/lib.sh"

wanted=0.21.14
bindgen=$(wasm_bindgen_version)
look() {
  [ "$(trunk --version 2>/dev/null || true)" = "trunk $wanted" ] &&
    [ "$(wasm-bindgen --version 2>/dev/null || true)" = "wasm-bindgen $bindgen" ] && return
  cat >&2 <<WORDS
    trunk $wanted or wasm-bindgen $bindgen is not here. Install them once, in some minutes:
      export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1
      cargo install trunk --version $wanted --locked
      cargo install wasm-bindgen-cli --version $bindgen
WORDS
  exit 1
}

scripts/setup.sh
step 'look for trunk and wasm-bindgen' 'run the commands above, then `make trunk` again' look
node style/build.mjs target/styles
trunk "${@:-serve}"
