# Two commands do everything: `make demo` builds the sample graph, `make test` runs the tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: demo test lock clean

demo: $(VENV)/.installed
	@$(BIN)/kg build seeds -o exports

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict kg
	$(BIN)/pytest

# Everything that tests and builds need, under newer versions; the lock names no index, so it works with any mirror.
lock: $(VENV)/bin/python
	$(PIP) install pip-tools
	$(BIN)/pip-compile --quiet --upgrade --extra dev --generate-hashes --strip-extras --allow-unsafe --no-header \
	  --no-annotate --no-emit-options --no-emit-index-url --no-emit-find-links --output-file requirements-dev.txt \
	  pyproject.toml

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml $(VENV)/bin/python
	@echo "Installing kg into $(VENV); the first time takes a minute."
	@$(PIP) install -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml requirements-dev.txt $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements-dev.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist *.egg-info
