# make install                     make an environment in .venv with blogsieve in it: . .venv/bin/activate
# make demo                        crawl a small blog on this machine and show the clean lines
# make crawl URL=https://…         crawl a blog into posts.jsonl (or OUT=name.jsonl)
# make test                        lint, type-check and run all tests
# make test-lowest                 run the tests with the oldest dependencies that we allow
# make fuzz                        read 15,500 broken inputs (SHARE=0.1: a tenth), and count what is not caught
# make release                     build the wheel and the source distribution into dist/
# make quality, make bench         measure how well and how fast pages are cleaned (POSTS=20000: of a larger blog, BLOGS=200: of more)

PYTHON ?= python3
VENV ?= .venv
OUT ?= posts.jsonl
JOBS ?= 2
# Tests wait for servers, clocks and signals, a part of their time.
TESTERS ?= 8
POSTS ?= 600
BLOGS ?= 20
SHARE ?= 1

BIN := $(VENV)/bin
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
LOWEST := .venv-lowest

# The tests start hundreds of commands, each of which would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# An older pip warns of what it will do otherwise one day; errors are all that a newcomer has to see.
PIP := $(BIN)/pip --quiet --quiet

.PHONY: help install demo crawl given-url test lint types test-lowest fuzz release quality bench clean

help:
	@sed -n 's/^# //p' Makefile

install: $(RUN)
	@echo "blogsieve is in $(BIN); the shell finds it after: . $(BIN)/activate"

demo: $(RUN)
	@$(BIN)/python -m demo

crawl: given-url $(RUN)
	$(BIN)/blogsieve crawl "$(URL)" -O "$(OUT)"

given-url:
	@test -n "$(URL)" || { echo "Say which blog: make crawl URL=https://… [OUT=posts.jsonl]" >&2; exit 2; }

test: lint types
	$(BIN)/python -m pytest --numprocesses=$(TESTERS) --dist=worksteal

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

# The venv is made anew: what an older run left there could be newer than a lower bound.
test-lowest:
	@rm -rf $(LOWEST)
	@$(MAKE) --no-print-directory venv VENV=$(LOWEST)
	$(LOWEST)/bin/pip --quiet install uv
	$(LOWEST)/bin/uv pip install --quiet --system-certs --python $(LOWEST)/bin/python \
		--resolution lowest-direct --editable '.[test]'
	$(LOWEST)/bin/python -m pytest --numprocesses=$(TESTERS) --dist=worksteal

fuzz: $(DEV)
	@$(BIN)/python -m benchmarks.fuzz --jobs $(JOBS) --share $(SHARE)

release: $(DEV)
	@rm -rf dist
	@$(BIN)/python -m build --outdir dist

quality: $(DEV)
	@$(BIN)/python -m benchmarks.quality
	@$(BIN)/python -m benchmarks.structure

bench: $(DEV)
	@$(BIN)/python -m benchmarks.speed --posts $(POSTS)
	@$(BIN)/python -m benchmarks.corpus --blogs $(BLOGS)
	@$(BIN)/python -m benchmarks.cluster --blogs $(BLOGS)
	@$(BIN)/python -m benchmarks.strangers
	@$(BIN)/python -m benchmarks.pathological
	@$(BIN)/python -m benchmarks.startup

clean:
	rm -rf .venv .venv-lowest .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist

# The environment: made once, brought up to date when pyproject.toml has changed.

.PHONY: venv
venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "blogsieve needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.11 …" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
		rm -rf $(VENV); echo "No virtual environment could be made; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

$(RUN): pyproject.toml
	@$(MAKE) --no-print-directory venv
	$(PIP) install --editable .
	@touch $@

$(DEV): pyproject.toml
	@$(MAKE) --no-print-directory venv
	$(PIP) install --editable '.[dev]'
	@touch $@ $(RUN)
