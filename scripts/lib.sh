# Sourced by the other scripts: where tools are found, and steps that say their name, their seconds and, when
# one fails, what to do. A script that sources this runs in the root of the repository.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
target=${CARGO_TARGET_DIR:-$root/target}
cargo_bin=${CARGO_HOME:-$HOME/.cargo}/bin

# npm's wasm-opt must come before any other: Debian's is old and writes broken modules without saying so.
export PATH="$root/style/node_modules/.bin:$cargo_bin:$PATH"

if [ -t 1 ]; then bold=$(printf '\033[1m') red=$(printf '\033[31m') plain=$(printf '\033[0m'); else bold='' red='' plain=''; fi

step_name=''
step_hint=''
step_began=0
undo=()

# step NAME HINT COMMAND…: runs the command; HINT is what to do when it fails.
step() {
  step_name=$1 step_hint=$2 step_began=$SECONDS
  shift 2
  printf '%s\n' "${bold}==> $step_name${plain}"
  "$@"
  printf '%s\n' "    done: $step_name, $((SECONDS - step_began)) s"
  step_name=''
}

note() { printf '    %s\n' "$*"; }

# stop WORDS…: gives up inside a step, with its own word of what to do.
stop() {
  step_hint=$*
  exit 1
}

# at_exit COMMAND: runs it when the script ends, however it ends; the last one given runs first.
at_exit() { undo=("$1" "${undo[@]}"); }

on_exit() {
  local status=$?
  set +e
  for command in "${undo[@]}"; do eval "$command"; done
  if [ "$status" -ne 0 ] && [ -n "$step_name" ]; then
    printf '%s\n' "${red}${bold}FAILED: $step_name${plain} after $((SECONDS - step_began)) s" "    What to do: $step_hint" >&2
  fi
  exit "$status"
}
trap on_exit EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

have() { command -v "$1" >/dev/null 2>&1; }

# wasm_bindgen: compiles wasm-bindgen's command line and puts it first where others look for it.
wasm_bindgen() {
  cargo build -p bind --features tools --bin wasm-bindgen-command
  mkdir -p "$target/tools"
  ln -sf "$target/debug/wasm-bindgen-command" "$target/tools/wasm-bindgen"
  export PATH="$target/tools:$PATH"
}

# linted COMMAND…: cargo, with Clippy compiling our own crates. What it makes lies beside what plain cargo makes.
linted() { RUSTC_WORKSPACE_WRAPPER=$root/scripts/clippy.sh "$@"; }

# free_port: prints a port of loopback that nobody listens on now.
free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}
