# Thin, over scripts/. `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help run test check e2e vitals bench site watch trunk screens setup

help: ## this list
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/\1\t\2/p' Makefile | while IFS="$$(printf '\t')" read -r name words; do printf '  make %-8s %s\n' "$$name" "$$words"; done

run: ## build the release site and open it on 127.0.0.1:3000 with the demo in data/
	@scripts/run.sh

test: ## everything: fmt, clippy, tests on SQLite and PostgreSQL, WASM tests, end to end
	@scripts/test.sh

check: ## the fast half of `test`: fmt, clippy, unit tests, integration tests on SQLite
	@scripts/check.sh

e2e: ## the end-to-end tests alone; ARGS='-g word --headed' goes to Playwright
	@scripts/e2e.sh $(ARGS)

screens: ## pictures of every page in end2end/shots, phone to desktop, light and dark, both languages
	@scripts/e2e.sh --config screens.config.ts $(ARGS)

vitals: ## paint, shift and interaction in Chromium with its CPU slowed four-fold
	@scripts/e2e.sh --config vitals.config.ts $(ARGS)

bench: ## the figures of docs/measurements.md, measured here
	@scripts/setup.sh bench && scripts/build.sh && scripts/bench.sh

site: ## the browser's files alone, in target/site
	@scripts/setup.sh && scripts/site.sh release

watch: ## rebuild and reload on every edit, with cargo-leptos
	@scripts/watch.sh

# A preview of the pages without a server's rendering: quick to rebuild, not what people get. Sign in with a real
# wallet only where the server was told FONANA_PUBLIC_URL=http://127.0.0.1:8380, the address it is asked from.
trunk: ## a preview of the pages rendered in the browser, against a server on 127.0.0.1:3000
	@scripts/trunk.sh

setup: ## install what is missing, for running and for testing
	@scripts/setup.sh test
