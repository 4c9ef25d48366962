#!/usr/bin/env bash
# The release binary with the site inside it: target/release/fonana.
source "$(dirname "$0")/lib.sh"

# The server carries the site's files, so they come first.
scripts/site.sh release
step 'compile the server (release)' 'mend what the compiler names above' cargo build --release -p server --bin fonana
