#!/usr/bin/env bash
# Builds the browser's files into target/site: `site.sh [release|debug]`. With nothing changed it takes a second.
# BIND_BIN names a tool for binding that is there already.
source "$(dirname "$0")/lib.sh"

mode=${1:-release}
case $mode in
  release) profile=wasm-release folder=wasm-release ;;
  debug) profile=dev folder=debug ;;
  *) step_name='build the site'; stop 'say release or debug' ;;
esac
modules=$target/front/wasm32-unknown-unknown/$folder

module() { cargo build -p frontend -p check -p compose -p looking -p talk --lib --target wasm32-unknown-unknown --target-dir "$target/front" --profile "$profile"; }

# The tool that binds the modules is compiled beside it: neither alone keeps two cores busy.
compile() {
  [ -z "${BIND_BIN:-}" ] || { module; return; }
  cargo build -p bind &
  local tool=$!
  module
  wait "$tool"
}

step "compile the browser's part ($mode)" 'mend what is named above' compile
step 'pack the site' 'run `make setup`, then `make site` again; node says above what it missed' \
  node scripts/pack.mjs "$mode" "$modules" "${BIND_BIN:-$target/debug/bind}"
