#!/usr/bin/env bash
# Builds what is missing, makes the demo when there is no data yet, and opens the site. Settings of the
# environment are the server's own: `fonana serve --help` lists them.
source "$(dirname "$0")/lib.sh"

fonana=$target/release/fonana
data=${FONANA_DATA_DIR:-data}
addr=${FONANA_ADDR:-127.0.0.1:3000}

# Under another name until it is whole, so that a stopped seed leaves nothing that looks like data.
demo() {
  rm -rf "$data.unfinished"
  "$fonana" seed --data-dir "$data.unfinished"
  mv "$data.unfinished" "$data"
}

scripts/setup.sh
scripts/build.sh
[ -e "$data" ] || step "make the demo in $data/" 'read above what the seeder missed; a full disk is the usual reason' demo

cat <<WORDS

${bold}    Open  http://$addr${plain}
    Sign in with "Dev Wallet (local)"; its faucet gives play money. Stop with Ctrl-C.
    Everything is kept in $data/: remove that folder to begin anew.

WORDS
exec "$fonana" serve --data-dir "$data" --addr "$addr"
