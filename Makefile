# 信密 Xinmi. `make run` serves it, `make test` proves it; both get everything they need by themselves.
SHELL := /bin/sh
HOST ?= 127.0.0.1
PORT ?= 8000
VAR ?= var
DEMO ?= 1
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
export HOST PORT VAR

.PHONY: run test check prove bench bench-scale manage pytest install install-dev lock clean

run: $(VENV)/runtime
	@DEMO=$(DEMO) DEBUG=0 exec $(PY) -m config.supervisor run

test: $(VENV)/dev
	@exec $(PY) -m tests.run all

check: $(VENV)/dev
	@exec $(PY) -m tests.run check

prove: $(VENV)/dev
	@exec $(PY) -m config.supervisor exec --fresh -- $(PY) -m pytest -m prove $(ARGS)

# Ratios against plain text in one run, with what was promised; a part of them: make bench ARGS="list detail"
bench: $(VENV)/dev
	@exec $(PY) -m bench $(ARGS)

# The same over millions of rows; about twelve minutes
bench-scale: $(VENV)/dev
	@exec $(PY) -m bench --scale $(ARGS)

# A part of the tests: make pytest ARGS="tests/vault -x"
pytest: $(VENV)/dev
	@exec $(PY) -m config.supervisor exec --fresh -- $(PY) -m pytest -m "not browser and not prove" $(ARGS)

# A management command beside the running services, or with services started for it: make manage CMD="health"
manage: $(VENV)/runtime
	@DEMO=$(DEMO) exec $(PY) -m config.supervisor exec -- $(PY) manage.py $(CMD)

install: $(VENV)/runtime
install-dev: $(VENV)/dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; PYTHON=/path/to/python3 chooses one."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "The virtual environment could not be made: this Python lacks its venv module (package python3-venv)."; exit 1; }

$(VENV)/runtime: requirements.lock | $(VENV)/bin/python
	@test -e $(VENV)/dev || $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock | $(VENV)/bin/python
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/runtime

# Needs uv. The locks hold names, versions and hashes, no address.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --quiet requirements.in -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate --quiet requirements-dev.in -o requirements-dev.lock

clean:
	@test ! -x $(PY) || $(PY) -m config.supervisor remove
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .browser
