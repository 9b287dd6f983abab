# Baton's few commands. `make` alone lists them.
PYTHON ?= python3
# More than the cores of a small machine, as many tests wait for a line or a clock; few, as each makes out all tests.
WORKERS ?= 3
VENV := .venv
BIN := $(VENV)/bin
PRODUCT := bot handoff adapters $(wildcard benchmarks)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --no-user --no-compile
UV := $(VENV)/lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

# A venv does not survive a move: its scripts name its folder.
ifneq ($(shell cat $(VENV)/.folder 2>/dev/null),$(CURDIR))
.PHONY: $(VENV)/.folder
endif

.DEFAULT_GOAL := help
.PHONY: help install install-dev run test check bench schema lock clean

help: ## List these targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | while IFS='	' read -r name what; do \
		printf '  make %-9s %s\n' "$$name" "$$what"; done

install: $(VENV)/.runtime ## Make .venv and install Baton in it (at once when there is nothing new)
	@:

run: install ## Start Baton; without tokens, the playground on this machine's port 8080
	@exec $(BIN)/baton run

# Every worker would make out each test anew: it is done once, while the type checker has the other core.
test: install-dev ## Everything that must hold: linters, types, import rules, tests in a real browser too
	@$(MAKE) --no-print-directory -j 2 check ready-to-test
	@BATON_TEST_BROWSER="$$(.ci/browser --install)" && export BATON_TEST_BROWSER && \
		$(BIN)/pytest -n $(WORKERS) --dist worksteal -rs

# Hundreds of tests start a Baton of their own: compiled once, each starts a second sooner.
.PHONY: ready-to-test
ready-to-test: install-dev
	@$(BIN)/python -m compileall -q -j 0 $(PRODUCT)
	@found="$$(PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --collect-only -q)" || { echo "$$found"; exit 1; }

check: install-dev ## The linters only: ruff, mypy --strict, import rules
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict $(PRODUCT)
	$(BIN)/lint-imports

bench: install-dev ## Measure the store, hearing, and the paths through Discord and Slack, and write benchmarks/results.json
	@exec $(BIN)/python -m benchmarks

schema: install-dev ## After a migration was added: write the newest schema anew, for new files
	@$(BIN)/python -m adapters.store.laid_anew

lock: ## Resolve the dependencies anew into the two lock files
	@$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/python -m pip install --quiet --upgrade uv
	$(UV) --upgrade --group build --output-file requirements.lock
	$(UV) --upgrade --group build --group dev --all-extras --constraints requirements.lock --output-file requirements-dev.lock

clean: ## Remove .venv and every cache (your data stays)
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

install-dev: $(VENV)/.dev

$(VENV)/.folder:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Baton needs Python 3.11 or newer, and $(PYTHON) is not. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make a venv. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@printf '%s\n' '$(CURDIR)' > $@

$(VENV)/.runtime: requirements.lock pyproject.toml $(VENV)/.folder
	@echo "Installing Baton in $(VENV): about 20 seconds the first time."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo "Installing what the tests need: about 20 seconds the first time."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib > /dev/null || true
	@touch $@
