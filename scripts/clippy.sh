#!/bin/sh
# Cargo's wrapper for our own crates: compiles like rustc and lints in the same breath, so that linting costs no second
# pass over all dependencies. Refuses every warning.
exec clippy-driver "$@" -D warnings
