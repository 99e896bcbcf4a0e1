# make demo   install, ingest examples/, serve the page and print its link
# make test   install and run everything that is checked
# make check  lint, types, import floors and the fast tests (what to run while working)
# make setup  install only

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 2
JOBS ?= auto

.PHONY: setup demo test check bench lint generate evaluate clean

setup: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml constraints.txt scripts/install.sh
	PYTHON="$(PYTHON)" sh scripts/install.sh "$(VENV)"
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	@touch $@

demo: setup
	$(BIN)/yusuan ingest examples --indexes indexes
	$(BIN)/yusuan serve --indexes indexes --port $(PORT) --workers $(WORKERS)

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint
	$(BIN)/python -m pytest -m "not slow and not browser" -n $(JOBS) --dist worksteal

test: lint
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

evaluate: $(VENV)/.installed-test
	$(BIN)/python -m pytest tests/evaluation -s

bench: $(VENV)/.installed-test
	$(BIN)/python -m benchmarks

generate: $(VENV)/.installed-test
	$(BIN)/python -m yusuan.vocabulary.generate

clean:
	rm -rf $(VENV) indexes/CURRENT indexes/LOCK indexes/generations build dist
