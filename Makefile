# Two commands do everything on a fresh machine: `make run` and `make test`. What they need is git, make and any Python 3.
# `make test PYTHON=3.12` runs the tests on that Python, in an environment of its own.

PYTHON ?= >=3.11,<3.13
VENV := .venv$(addprefix -,$(filter 3.11 3.12,$(PYTHON)))
# uv, if it is installed; else one of our own, from PyPI, in .uv/
UV := $(shell command -v uv || echo .uv/bin/uv)
export UV_PROJECT_ENVIRONMENT := $(VENV)
export RASA_TELEMETRY_ENABLED := false

.PHONY: run setup test fast check lint benchmark clean

run: $(VENV)/installed   ## install what is missing, train if something changed, serve on http://localhost:5005
	@$(VENV)/bin/pcnbot serve

setup: $(VENV)/installed ## everything but serving
	@$(VENV)/bin/pcnbot train

test: setup              ## all tests, several files at a time
	@$(VENV)/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

fast: $(VENV)/installed  ## the tests that need no trained model and no server: for every save
	@$(VENV)/bin/python -m pytest -m "not slow"

check: $(VENV)/installed ## read everything that staff wrote and say what is wrong
	@$(VENV)/bin/pcnbot check

lint: $(VENV)/installed  ## formatting and static checks
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check .

benchmark: setup         ## the table of benchmarks/README.md
	@$(VENV)/bin/python -m benchmarks

clean:                   ## remove everything that was made here
	rm -rf .venv .venv-* .uv .rasa models var benchmarks/.venv-stock benchmarks/out

.uv/bin/uv:
	@echo "Getting uv, which installs the rest ..."
	@python3 -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check "uv>=0.5,<1"

$(VENV)/installed: pyproject.toml uv.lock $(wildcard stubs/tensorflow/src/*/*.py) | $(filter .uv/%,$(UV))
	@echo "Installing (about 600 MB the first time) ..."
	@$(UV) sync --locked --quiet --python "$(PYTHON)"
	@touch $@
