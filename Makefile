# `make help` lists what there is to make.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
JOBS ?= auto
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest --numprocesses $(JOBS) --dist loadfile
CORES := $(wildcard src/namenorm/*/_*.[ch])

.PHONY: help serve test test-system test-all check contract openapi eval calibrate flips bench clean
.DELETE_ON_ERROR:

help: ## this list
	@sed -n 's/^\([a-z][a-z-]*\):.* ## /\1	/p' Makefile | expand -t 14

serve: .venv/run.stamp ## the service, on HOST and PORT
	$(BIN)/namenorm serve --host $(HOST) --port $(PORT)

test: .venv/dev.stamp ## the tests that need Python alone, in JOBS processes
	$(PYTEST)

test-system: .venv/system.stamp ## the other tests: tests/README.md lists the programs that they need
	$(PYTEST) --system

test-all: test ## all tests; one that lacks a program fails
	$(MAKE) test-system

check: .venv/system.stamp ## style, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/lint-imports

EXAMPLES ?= 200
contract: .venv/dev.stamp ## the service against its OpenAPI document, by EXAMPLES=200 requests an operation
	CONTRACT_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -s tests/faces/test_contract.py

openapi: .venv/dev.stamp ## the OpenAPI document, linted (needs npm)
	@command -v npx >/dev/null || { echo 'The linter of the OpenAPI document needs npm; install it.' >&2; exit 2; }
	mkdir -p build
	$(BIN)/flask --app wsgi openapi write build/openapi.json
	npx --yes @stoplight/spectral-cli@6 lint --fail-severity=hint --ruleset tests/faces/spectral.yaml build/openapi.json

eval: .venv/dev.stamp ## docs/evaluation.md, anew
	$(BIN)/python -m benchmarks.evaluation --output docs/evaluation.md

calibrate: .venv/dev.stamp ## tables/compare/calibration.toml, fitted anew
	$(BIN)/python -m benchmarks.evaluation.calibrate --write

flips: .venv/dev.stamp ## the decisions that changed since revision BASE
	@test -n '$(BASE)' || { echo 'Name a revision to compare with: make flips BASE=main' >&2; exit 2; }
	$(BIN)/python -m benchmarks.flips '$(BASE)'

bench: .venv/dev.stamp ## docs/benchmarks.md, anew
	$(PIP) -e '.[bench]'
	-$(PIP) -e '.[bench-icu]'
	$(BIN)/python -m benchmarks.transliteration
	$(BIN)/python -m benchmarks.million --output docs/benchmarks.md

clean: ## away with all that was made
	rm -rf .venv build dist src/namenorm/*/_core.*.so .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'namenorm needs Python 3.11 or newer; set PYTHON=/path/to/python3.11.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo 'This Python cannot make a venv; install the system package python3-venv.' >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: pyproject.toml hatch_build.py $(CORES) | .venv/bin/python
	$(PIP) -e .
	$(BIN)/python -m compileall -q src
	@touch $@

.venv/dev.stamp: pyproject.toml hatch_build.py $(CORES) | .venv/bin/python
	$(PIP) -e '.[dev]'
	$(BIN)/python -m compileall -q src
	@touch $@ .venv/run.stamp

.venv/system.stamp: pyproject.toml hatch_build.py $(CORES) | .venv/bin/python
	$(PIP) -e '.[dev-system]'
	$(BIN)/python -m compileall -q src
	@touch $@ .venv/dev.stamp .venv/run.stamp
