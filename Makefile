# make serve | test | check | contract EXAMPLES=n | openapi | eval | calibrate | flips BASE=rev | bench | clean
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
CORES := $(wildcard src/namenorm/*/_*.[ch])

.PHONY: serve test check contract openapi eval calibrate flips bench clean
.DELETE_ON_ERROR:

serve: .venv/run.stamp
	$(BIN)/namenorm serve --host $(HOST) --port $(PORT)

test: .venv/dev.stamp
	$(BIN)/python -m pytest

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/lint-imports

EXAMPLES ?= 200
contract: .venv/dev.stamp
	CONTRACT_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -s tests/faces/test_contract.py

openapi: .venv/dev.stamp
	@command -v npx >/dev/null || { echo 'The linter of the OpenAPI document needs npm; install it.' >&2; exit 2; }
	mkdir -p build
	$(BIN)/flask --app wsgi openapi write build/openapi.json
	npx --yes @stoplight/spectral-cli@6 lint --fail-severity=hint --ruleset tests/faces/spectral.yaml build/openapi.json

eval: .venv/dev.stamp
	$(BIN)/python -m benchmarks.evaluation --output docs/evaluation.md

calibrate: .venv/dev.stamp
	$(BIN)/python -m benchmarks.evaluation.calibrate --write

flips: .venv/dev.stamp
	@test -n '$(BASE)' || { echo 'Name a revision to compare with: make flips BASE=main' >&2; exit 2; }
	$(BIN)/python -m benchmarks.flips '$(BASE)'

bench: .venv/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench-icu]'
	$(BIN)/python -m benchmarks.transliteration
	$(BIN)/python -m benchmarks.million --output docs/benchmarks.md

clean:
	rm -rf .venv build dist src/namenorm/*/_core.*.so .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'namenorm needs Python 3.11 or newer; set PYTHON=/path/to/python3.11.' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo 'This Python cannot make a venv; install the system package python3-venv.' >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: pyproject.toml hatch_build.py $(CORES) | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	$(BIN)/python -m compileall -q src
	@touch $@

.venv/dev.stamp: pyproject.toml hatch_build.py $(CORES) | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	$(BIN)/python -m compileall -q src
	@touch $@ .venv/run.stamp
