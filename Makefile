# `make run` and `make test` are all one needs; `make help` lists the rest.
# Settings such as PORT, HOST, VAR_DIR and ESSAY may stand after the command or in the environment: make
# hands both on. docs/settings.md lists them.

PYTHON ?= python3
VENV := .venv/bin
INSTALL := $(VENV)/python -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := $(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command 'make requirements' pyproject.toml

# What is installed is remembered by the pinned files' checksums, so that nothing is installed twice.
RUNTIME := .venv/installed-$(shell cksum < requirements.txt | tr ' ' '-')
DEVELOPMENT := .venv/installed-$(shell cat requirements.txt requirements-dev.txt | cksum | tr ' ' '-')-dev

.PHONY: help run dev setup test check lint types contracts migrations bench requirements clean

help: ## List all targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: $(RUNTIME) ## Serve at http://127.0.0.1:8000 (PORT=, HOST=, VAR_DIR=; ESSAY=path/to/file puts that text up first)
	@exec $(VENV)/python -m config.serve

dev: $(RUNTIME) ## The same with DEBUG on and a server that reloads when the code changes
	@DEBUG=true exec $(VENV)/python -m config.serve

setup: $(DEVELOPMENT) ## Make .venv with everything that running, testing and checking need

test: $(DEVELOPMENT) ## All tests: SQLite and a real browser, then PostgreSQL (ARGS="-k words" are pytest's)
	@$(VENV)/python -m tests.run $(ARGS)

check: lint types contracts migrations test ## What a change has to pass: lint, types, import contracts, migrations, tests

lint: $(DEVELOPMENT) ## Style of code and templates
	@$(VENV)/ruff check .
	@$(VENV)/ruff format --check .
	@find templates -name '*.html' -exec $(VENV)/djade --check {} +

types: $(DEVELOPMENT) ## Types
	@$(VENV)/mypy

contracts: $(DEVELOPMENT) ## The order of the rooms: who may import whom
	@$(VENV)/lint-imports

migrations: $(DEVELOPMENT) ## Whether every change to a model has its migration
	@$(VENV)/python manage.py makemigrations --check --dry-run

bench: $(DEVELOPMENT) ## Measure pages, replies and the margin; results in var/bench
	@$(VENV)/python -m tests.bench $(ARGS)

requirements: $(DEVELOPMENT) ## Pin what pyproject.toml names, with hashes (ARGS=--upgrade for newer versions)
	@$(COMPILE) $(ARGS) --output-file requirements.txt
	@$(COMPILE) $(ARGS) --group dev --output-file requirements-dev.txt

clean: ## Remove .venv and caches; var/ and what people wrote stay
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Python 3.11 or later is needed, and '$(PYTHON)' is not one. Another: make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "Python's venv is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

$(RUNTIME): | $(VENV)/pip
	@echo "Installing what the house needs (once) …"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(DEVELOPMENT): | $(VENV)/pip
	@echo "Installing what the house and its tests need (once) …"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@ $(RUNTIME)
