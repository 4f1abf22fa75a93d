# Two commands matter: `make demo` shows the thing working, `make test` proves it.
PYTHON ?= $(shell for p in python3.12 python3.13 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup demo test lint bench docs examples schema lock clean

setup: $(READY)

$(READY): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "Reportedly needs Python 3.11 or later; set PYTHON=/path/to/python3"; exit 2; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	@$(BIN)/python samples/demo.py

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest -n auto

bench: setup
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/reconciling.py

docs: setup  ## builds the site into build/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

examples: setup  ## writes the outputs that the docs show anew
	$(BIN)/python -m tests.docs.examples

schema: setup  ## writes the JSON Schema of a Reading again
	$(BIN)/reportedly schema > docs/formats/reading.schema.json
	$(BIN)/python -m tests.desk.promised

lock:  ## resolves the dependencies again (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev --extra postgresql --extra frames pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) demo-output
