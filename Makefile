# Two commands do everything on a fresh machine: `make run` and `make test`. What they need is git, make and any Python 3.

PYTHON ?= 3.11
PCNBOT := .venv/bin/pcnbot
# uv, if it is installed; else one of our own, from PyPI, in .uv/
UV := $(shell command -v uv || echo .uv/bin/uv)
export UV_PROJECT_ENVIRONMENT := .venv
export RASA_TELEMETRY_ENABLED := false

.PHONY: run setup test fast check lint benchmark clean

run: setup           ## install what is missing, train if something changed, serve on http://localhost:5005
	@$(PCNBOT) serve

setup: .venv/installed   ## everything but serving
	@$(PCNBOT) train

test: setup          ## all tests
	@.venv/bin/python -m pytest

fast: .venv/installed    ## the tests that need no trained model and no server: for every save
	@.venv/bin/python -m pytest -m "not slow"

check: .venv/installed   ## read everything that staff wrote and say what is wrong
	@$(PCNBOT) check

lint: .venv/installed    ## formatting and static checks
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .

benchmark: setup     ## the table of benchmarks/README.md
	@.venv/bin/python -m benchmarks

clean:               ## remove everything that was made here
	rm -rf .venv .uv .rasa models var

.uv/bin/uv:
	@echo "Getting uv, which installs the rest ..."
	@python3 -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check "uv>=0.5,<1"

.venv/installed: pyproject.toml uv.lock $(wildcard stubs/tensorflow/src/*/*.py) | $(filter .uv/%,$(UV))
	@echo "Installing (about 600 MB the first time) ..."
	@$(UV) sync --locked --quiet --python $(PYTHON)
	@touch $@
