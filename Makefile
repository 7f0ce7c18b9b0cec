# What a newcomer types: make demo, make test. The first call builds .venv and needs only Python and pip.

PYTHON ?= python3
PYTEST_WORKERS ?= 2
UV ?= uv

BIN := .venv/bin
READY := .venv/.ready

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo test check bench notebooks docs lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(READY) ## plan the rounds of a small co-operative: report.html and plan.json
	@$(BIN)/ronda demo --report report.html -o plan.json

test: $(READY) ## every test, in PYTEST_WORKERS=2 processes
	@$(BIN)/pytest -q -n $(PYTEST_WORKERS) --dist loadscope --benchmark-disable

check: $(READY) ## format, lint, types and import direction
	@echo "ruff format" && $(BIN)/ruff format --check .
	@echo "ruff check" && $(BIN)/ruff check .
	@echo "pyright" && $(BIN)/pyright
	@echo "lint-imports" && $(BIN)/lint-imports --no-logo

bench: $(READY) ## the benchmarks that take seconds
	@$(BIN)/python -m benchmarks.smoke

notebooks: $(READY) ## run every notebook and write it as a page: notebooks/out/ (SHORT=1: roughly, in a minute)
	@$(BIN)/python -m notebooks.export $(if $(SHORT),--short)

docs: $(READY) ## write the generated pages anew: engine/RULES.md, api/ERRORS.md and the JSON Schemas
	@$(BIN)/python -c "from engine.catalogue import page; print(page(), end='')" > engine/RULES.md
	@$(BIN)/python -m engine.data.canonical
	@$(BIN)/python -m api.refusals > api/ERRORS.md

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv, and '$(UV)' is not found. Type: pip install uv" >&2; exit 1; }
	@$(UV) pip compile pyproject.toml --extra osm --extra fast --group dev --quiet --generate-hashes --output-file requirements.lock \
		--universal --python-version 3.11 --fork-strategy fewest --custom-compile-command "make lock"
	@! grep -n '://' requirements.lock || { echo "requirements.lock names a host: see the lines above." >&2; exit 1; }

clean: ## remove .venv and everything that was generated
	@rm -rf .venv .pytest_cache .ruff_cache .hypothesis .benchmarks .import_linter_cache build dist report.html plan.json \
		notebooks/out
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Ronda needs Python 3.11 or newer, and '$(PYTHON)' is: $$($(PYTHON) --version 2>&1 || true)" >&2; \
		echo "Install one and name it, for example: make PYTHON=python3.12 demo" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make a virtual environment: its module venv or ensurepip is missing." >&2; \
		echo "On Debian and Ubuntu type: sudo apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
		echo "1/3 making .venv with $$($(PYTHON) --version)"; $(PYTHON) -m venv --clear .venv; }
	@echo "2/3 installing the locked requirements (about 400 MB the first time)"
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements.lock
	@echo "3/3 installing ronda itself"
	@$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@
