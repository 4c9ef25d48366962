#!/usr/bin/env bash
# The release binary with the site inside it: target/release/fonana.
source "$(dirname "$0")/lib.sh"

# All of the server but the site's files in it, beside the site: neither alone keeps two cores busy to its end.
cargo build --release -p server --features localnet &
server=$!
at_exit 'kill $server 2>/dev/null'
scripts/site.sh release
step 'compile the server (release)' 'mend what the compiler names above' wait "$server"
step 'put the site into it' 'mend what the compiler names above' cargo build --release -p fonana
