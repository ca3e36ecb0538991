# Each verb sets up what it needs in .venv and skips that the second time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: report dashboard test check format docs clean

report: $(STAMP)  ## analyse the seeds; the result is in out/
	$(BIN)/analyzer report seeds --out out

dashboard: $(STAMP)  ## open the dashboard on the seeds' analysis
	$(BIN)/analyzer dashboard out

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)  ## format, lint, types, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(STAMP)  ## build the documentation site into build/site; open build/site/index.html
	$(BIN)/python docs/site/build.py

clean:
	rm -rf $(VENV) out build

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed, found " + sys.version.split()[0] + "; name another with: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
