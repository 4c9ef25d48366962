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

# cargo-leptos empties target/site and fills it from these: the bundled styles, and what lies beside them. What a
# release build left there is compressed, and would be served in place of what is built now.
styles() {
  rm -rf target/site target/site.stamp target/styles
  node style/build.mjs target/styles
  mkdir -p target/styles/root
  mv target/styles/assets target/styles/root/
  cp frontend/dev_wallet.js target/styles/root/assets/
  NODE_PATH=style/node_modules esbuild frontend/adaptive.js --bundle --format=esm --log-level=warning --outfile=target/styles/root/assets/adaptive.js
}

# Modules of their own, which cargo-leptos does not know; an edit to one shows after a new start.
modules() {
  cargo build -p check -p compose -p looking -p talk --lib --target wasm32-unknown-unknown --target-dir "$target/front"
  for name in check compose looking talk; do
    cargo run -q -p bind --bin bind -- debug "$target/front/wasm32-unknown-unknown/debug/$name.wasm" "target/$name" "$name"
    sed "s/${name}_bg\\.wasm/$name.wasm/g; \$a __wbg_init({ module_or_path: new URL(\"$name.wasm\", import.meta.url) });" "target/$name/$name.js" > "target/styles/root/assets/$name.js"
    cp "target/$name/${name}_bg.wasm" "target/styles/root/assets/$name.wasm"
  done
}

scripts/setup.sh
step 'look for cargo-leptos' 'run the command above, then `make watch` again' look
step 'compile wasm-bindgen' 'mend what is named above' wasm_bindgen
step 'styles, fonts and assets' 'mend what is named above' styles
step 'compile the modules of their own' 'mend what is named above' modules
[ -e data ] || note 'there is no data/ yet: `make run` once makes the demo; without it the site is empty'
node style/build.mjs --watch target/styles &
at_exit "kill $! 2>/dev/null"
# Markup is patched in the open page before anything is compiled.
cargo leptos watch --hot-reload -- serve
