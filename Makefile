# Two commands for everybody: `make demo` and `make test`. Each sets up what it needs in .venv.
PYTHON ?= python3
BIN := .venv/bin
PACKAGES := palermo.py graph loaders queries viz tests

.PHONY: demo test check bench docs pictures bom lock chromium clean

demo: .venv/installed  ## start a store, load the letter and the law, answer three questions, write pages to demo/
	$(BIN)/palermo demo

test: .venv/installed-dev chromium check  ## every check and every test, on a real Neo4j of its own
	$(BIN)/pytest -n 2 --dist loadfile

check: .venv/installed-dev  ## static checks only
	$(BIN)/ruff check $(PACKAGES)
	$(BIN)/ruff format --check $(PACKAGES)
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed-dev  ## measure starting, loading and asking, and write the figures into docs/measured.md
	$(BIN)/python -m tests.benchmarks.start_load_ask --write

docs: .venv/installed-dev  ## make the reference pages again from the code, and the pages with answers from the data
	$(BIN)/palermo schema --out docs/schema.md
	$(BIN)/palermo queries --full --out docs/queries.md
	$(BIN)/python -m loaders.cases.describing > docs/case-fields.md
	$(BIN)/python -m tests.real.analysis_page
	$(BIN)/python -m tests.tutorial

pictures: .venv/installed-dev chromium  ## take the pictures of docs/pictures again, in a real browser
	$(BIN)/python -m tests.pictures

bom: .venv/installed-dev  ## what the program is made of (CycloneDX), and what is known against it
	$(BIN)/python -m tests.supply requirements.lock --out bom.json
	$(BIN)/pip-audit --requirement requirements.lock --require-hashes --disable-pip --strict  # a package that could not be looked up is not one without faults

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	$(BIN)/pip install --quiet --require-hashes --requirement requirements-dev.lock
	touch $@

# The pages are tested in a real browser: Debian's, or whichever Chromium is there.
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
chromium:
	@command -v chromium chromium-browser google-chrome >/dev/null || { \
	  $(SUDO) apt-get update -qq && $(SUDO) apt-get install -qq -y chromium fonts-noto-core fonts-noto-cjk >/dev/null; } || { \
	  echo "The page tests need Chromium; install it and run make test again."; exit 1; }

# For maintainers, when a dependency in pyproject.toml changes.
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links
lock:
	$(PYTHON) -m venv .venv && $(BIN)/pip install --quiet uv
	printf 'hatchling==1.31.0\neditables\n' | $(BIN)/$(COMPILE) pyproject.toml - --extra embedded --output-file requirements.lock
	$(BIN)/$(COMPILE) pyproject.toml --all-extras --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf .venv demo
