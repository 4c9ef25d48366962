#!/usr/bin/env bash
# Installs what is missing and nothing else: `setup.sh` for compiling, `setup.sh test` and `setup.sh bench` for their
# tools too. Running it again costs a second.
source "$(dirname "$0")/lib.sh"

for tool in cargo rustup node npm cc; do
  have "$tool" && continue
  step_name='look for the basic tools'
  stop "install $tool; needed are rustup with cargo, a C compiler, Node.js 20 or newer, and npm"
done
if [ "$(node -p 'parseInt(process.versions.node)')" -lt 20 ]; then
  step_name='look for the basic tools'
  stop "install Node.js 20 or newer; this one is $(node --version)"
fi

rust() {
  local libdir
  libdir=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null || true)
  [ -d "$libdir" ] || rustup target add wasm32-unknown-unknown
  have cargo-clippy && cargo clippy --version >/dev/null 2>&1 || rustup component add clippy
  cargo fmt --version >/dev/null 2>&1 || rustup component add rustfmt
}

# packages FOLDER: npm ci, unless it ran for this very lock file.
packages() {
  local stamp="$1/node_modules/.installed"
  [ -f "$stamp" ] && cmp -s "$stamp" "$1/package-lock.json" && return
  (cd "$1" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --no-progress --loglevel=error)
  cp "$1/package-lock.json" "$stamp"
}

# debian PACKAGE…: what is missing, from Debian.
debian() {
  [ $# -gt 0 ] || return 0
  have apt-get || stop "install these by hand: $*"
  [ "$(id -u)" -eq 0 ] || stop "as root: apt-get update && apt-get install $*"
  note "installing $*"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "$@" >"$target/apt.log" 2>&1 || { tail -n 20 "$target/apt.log"; exit 1; }
}

# without_services COMMAND…: Debian starts no service of what is installed meanwhile.
without_services() {
  local policy=/usr/sbin/policy-rc.d
  if [ -e "$policy" ] || [ "$(id -u)" -ne 0 ]; then
    "$@"
    return
  fi
  at_exit "rm -f $policy"
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  "$@"
  rm -f "$policy"
}

has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

browser_databases_and_footage() {
  local missing=()
  # The tests start their own.
  { have redis-server || have valkey-server; } || without_services debian redis-server
  have chromium || missing+=(chromium)
  have chromedriver || missing+=(chromium-driver)
  has_postgres || missing+=(postgresql)
  { have ffmpeg && have ffprobe; } || missing+=(ffmpeg)
  debian "${missing[@]}"
}

load_database_and_footage() {
  local missing=()
  have ffmpeg || missing+=(ffmpeg)
  have wrk || missing+=(wrk)
  have sqlite3 || missing+=(sqlite3)
  has_postgres || missing+=(postgresql)
  debian "${missing[@]}"
}

mkdir -p "$target"
step 'Rust with its WASM target' 'run `rustup target add wasm32-unknown-unknown` and read what it says' rust
step 'npm packages of style/' 'read npm'\''s words above; `npm ci` in style/ must work on its own' packages style
case "${1:-}" in
  test)
    step 'npm packages of end2end/' 'read npm'\''s words above; `npm ci` in end2end/ must work on its own' packages end2end
    step 'Chromium, PostgreSQL, Redis and ffmpeg' 'install Debian'\''s chromium, chromium-driver, postgresql, redis-server and ffmpeg by hand' browser_databases_and_footage
    ;;
  bench) step 'wrk, sqlite3, PostgreSQL and ffmpeg' 'install Debian'\''s wrk, sqlite3, postgresql and ffmpeg by hand' load_database_and_footage ;;
esac
