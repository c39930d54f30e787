# Hải Đăng: everything a person or a machine asks of this checkout. `make help` lists it.
# Set-up is .ci/prepare.py: it does only what changed, so every target may ask for it.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# where the hub is served, as in: make run PORT=8001
PORT ?= 8000
export PORT

prepare := sh .ci/python .ci/prepare.py
python  := .venv/bin/python

.PHONY: help
help: ## list what can be asked
	@echo 'Hải Đăng: forms that are filled in with no network. Ask for one of these:'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-19s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## set up what is missing, then serve the hub and the app with demo people (PORT=8000)
	@$(prepare) run --port "$$PORT"
	@exec $(python) -B .ci/serve.py

.PHONY: run-lan
run-lan: ## the same over HTTPS for a phone in this network, with a certificate made here
	@$(prepare) run --host 0.0.0.0 --port "$$PORT"
	@exec $(python) -B .ci/lan.py --port "$$PORT" --address '$(ADDRESS)'

.PHONY: test
test: ## every check and test: Python, TypeScript, both together, a real browser
	@sh .ci/python .ci/services.py
	@$(prepare) test
	@$(python) -B .ci/verify.py

.PHONY: check
check: ## linters and types alone, in seconds
	@$(prepare) node
	@$(python) -B .ci/verify.py --checks

.PHONY: soak
soak: ## the same tests with large numbers: histories, seeds, kills, lost replies, every screen in every state
	@sh .ci/python .ci/services.py
	@$(prepare) test
	@$(python) -B .ci/verify.py --soak

.PHONY: bench
bench: ## measure: each figure beside its floor, both taken in this run (PARTS="ingest pull")
	@sh .ci/python .ci/services.py
	@$(prepare) bench
	@$(python) -B -m bench $(PARTS)

.PHONY: reset
reset: ## forget the demo's data, keys and certificates in var/ (asks first; YES=1 does not)
	@sh .ci/python .ci/reset.py $(if $(YES),--yes)

.PHONY: replica-python
replica-python: ## the merge in Python: one JSON object a line in, one out (sync/SPEC.md)
	@$(prepare) python --quiet
	@exec $(python) -m tests.interop.replica

.PHONY: replica-typescript
replica-typescript: ## the merge in TypeScript, the same conversation
	@$(prepare) replica --quiet
	@exec .venv/bin/node pwa/build/replica.mjs
