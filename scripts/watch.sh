#!/usr/bin/env bash
# Rebuilds and reloads on every edit, with cargo-leptos; styles are style/build.mjs's, which watches beside it.
source "$(dirname "$0")/lib.sh"

wanted=0.3.10
look() {
  [ "$(cargo leptos --version 2>/dev/null || true)" = "cargo-leptos $wanted" ] && return
  cat >&2 <<WORDS
    cargo-leptos $wanted is not here. Install it once, in about five minutes:
      CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 CARGO_PROFILE_RELEASE_OPT_LEVEL=0 \\
        cargo install cargo-leptos --version $wanted --locked --features no_downloads
WORDS
  exit 1
}

# What a release build left in target/site is compressed, and would be served in place of what is built now.
styles() {
  rm -rf target/site target/site.stamp
  node style/build.mjs target/styles
  node style/build.mjs
  cp frontend/dev_wallet.js target/site/assets/
}

scripts/setup.sh
scripts/setup.sh bindgen
step 'look for cargo-leptos' 'run the command above, then `make watch` again' look
step 'styles, fonts and assets' 'mend what is named above' styles
[ -e data ] || note 'there is no data/ yet: `make run` once makes the demo; without it the site is empty'
node style/build.mjs --watch &
at_exit "kill $! 2>/dev/null"
cargo leptos watch -- serve
