# `make run` and `make test` work on a fresh machine with Python 3.11 or newer and make.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# As many test processes as cores; an idle one takes over tests of another (docs/decisions/0009).
PARALLEL = --numprocesses=auto --maxprocesses=4 --dist=worksteal
# Quiet where no terminal shows its progress.
PIP = $(BIN)/python -m pip install $$(test -t 2 || echo --quiet) --disable-pip-version-check --use-pep517 --constraint constraints.txt

.PHONY: run test package lint docs bench bench-faults samples names thesaurus clean

run: $(VENV)/.run  ## index documents/ and serve the search page
	@echo "Indexing documents/..."
	@$(BIN)/axtar add documents || test $$? -eq 1
	@$(BIN)/axtar serve

test: $(VENV)/.test  ## run all checks: lint, types, layers, tests with coverage, generated docs
	sh tests/system.sh
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest $(PARALLEL) --cov --cov-report=term --cov-report=html
	$(BIN)/python docs/generate.py --check

package: $(VENV)/.test  ## build dist/, install the wheel into an empty environment and follow the README there
	@$(BIN)/python tests/package.py

lint: $(VENV)/.test  ## lint, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

docs: $(VENV)/.test  ## generate docs/cli.md and docs/settings.md
	$(BIN)/python docs/generate.py

bench: $(VENV)/.test  ## measure speed and size, as ratios within one run
	$(BIN)/python -m bench

bench-faults: $(VENV)/.test  ## make every system call of the commands that write fail, one after the other (hours)
	AXTAR_FAULTS=all $(BIN)/python -m pytest $(PARALLEL) tests/faults

samples: $(VENV)/.test  ## typeset the sample collection from its sources
	$(BIN)/python -m resources.samples.build

names: $(VENV)/.test  ## build the authority file from its tables
	$(BIN)/python -m resources.names.build

thesaurus: $(VENV)/.test  ## build the thesaurus from its tables; also needed when the analysis of words has changed
	$(BIN)/python -m resources.thesaurus.build

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "axtar needs Python 3.11 or newer, but there is no $(PYTHON). Install it, or name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "axtar needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version). Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "$(PYTHON) cannot create virtual environments. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Creating a virtual environment in $(VENV)..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing axtar into $(VENV) (about a minute)..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing axtar and what its tests need into $(VENV) (about two minutes)..."
	@$(PIP) --editable '.[test,samples]'
	@touch $@ $(VENV)/.run

clean:  ## delete environments, builds and caches, but no index and no document
	rm -rf $(VENV) build dist .coverage* htmlcov .mypy_cache .ruff_cache .pytest_cache .hypothesis
