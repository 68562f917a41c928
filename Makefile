# axtar's commands. `make run` and `make test` work on a fresh machine with Python 3.11 or newer and make.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# As many test processes as cores; one that is done takes tests from another (docs/decisions/0009).
PARALLEL = --numprocesses=auto --maxprocesses=4 --dist=worksteal
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --constraint constraints.txt

.PHONY: run test package lint docs bench samples names thesaurus clean

run: $(VENV)/.run  ## index documents/ and serve the search page
	$(BIN)/axtar add documents || test $$? -eq 1
	$(BIN)/axtar serve

test: $(VENV)/.test  ## everything that must hold: lint, types, structure, tests with coverage, docs
	sh tests/system.sh
	$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest $(PARALLEL) --cov --cov-report=term --cov-report=html
	$(BIN)/python docs/generate.py --check

package: $(VENV)/.test  ## build dist/, install the wheel into an empty environment and follow the README there
	@$(BIN)/python tests/package.py

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

docs: $(VENV)/.test  ## write the generated pages again
	$(BIN)/python docs/generate.py

bench: $(VENV)/.test  ## speed and size, as ratios in one run
	$(BIN)/python -m bench

samples: $(VENV)/.test  ## print the sample collection again from its sources
	$(BIN)/python resources/samples/build.py

names: $(VENV)/.test  ## make the authority data again from its tables
	$(BIN)/python resources/names/build.py

thesaurus: $(VENV)/.test  ## make the subject data again from its tables; also after a change to the analysis of words
	$(BIN)/python resources/thesaurus/build.py

$(VENV)/.made:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml constraints.txt
	$(PIP) --editable .
	touch $@

$(VENV)/.test: $(VENV)/.made pyproject.toml constraints.txt
	$(PIP) --editable '.[test,samples]'
	touch $@ $(VENV)/.run

clean:  ## delete what can be made again, but no index and no document
	rm -rf $(VENV) build dist .coverage* htmlcov .mypy_cache .ruff_cache .pytest_cache .hypothesis
