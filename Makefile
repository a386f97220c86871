# Everything starts here; Python 3.11-3.13 and make are all that a fresh machine needs.
#
#   make demo       read the example reports: a table here, a page in demo.html
#   make test       run the tests
#   make lint       ruff, mypy and the import rules
#   make docs       build the documentation into build/docs
#   make evaluate   score the reader on the evaluation data (DATA=folder)
#   make bench      measure speed and memory (DATA=folder)
#   make train      make the weights again (DATA=folder VERSION=0.4)
#   make readme     refresh what the README and the tutorial show
#   make lock       pin the requirements anew

PYTHON ?= python3
VENV ?= .venv
DATA ?= ../shared/data
VERSION ?= 0.4
# "-e" installs the checkout itself; "make test EDITABLE=" installs a built wheel, as a user would.
EDITABLE ?= -e

BIN = $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test lint docs evaluate bench train readme lock clean

demo: $(VENV)/.installed
	$(BIN)/sayso demo --html demo.html
	@echo "The same with the words behind every cell: open demo.html in a browser."

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.installed-docs
	$(BIN)/python -m sphinx -W --keep-going -q -b html docs build/docs

evaluate: $(VENV)/.installed
	$(BIN)/python -m evaluation --data $(DATA)

bench: $(VENV)/.installed-bench
	$(BIN)/python -m bench --data $(DATA)

train: $(VENV)/.installed-train
	$(BIN)/python -m training.lexicon_labels --data $(DATA)
	MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=17179869184 $(BIN)/python -m training.train --data $(DATA)
	$(BIN)/python -m training.export --version $(VERSION)
	$(BIN)/python -m training.confidence --data $(DATA)
	$(BIN)/python -m training.card

readme: $(VENV)/.installed
	$(BIN)/python docs/refresh.py

lock:
	uv lock --upgrade
	uv export --quiet --extra test --extra lint --extra docs --no-hashes --no-annotate --no-header --no-emit-project --output-file constraints.txt

clean:
	rm -rf $(VENV) build dist demo.html

$(BIN)/python:
	@$(PYTHON) -c 'import sys; ok = (3, 11) <= sys.version_info[:2] <= (3, 13); v = "%d.%d" % sys.version_info[:2]; sys.exit(None if ok else "sayso needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is " + v + ": name another with  make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) $(EDITABLE) .
	@touch $@

$(VENV)/.installed-%: pyproject.toml constraints.txt | $(BIN)/python
	$(INSTALL) $(EDITABLE) '.[$*]'
	@touch $@
