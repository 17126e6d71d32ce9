# Each target sets up whatever it needs. Needs Python 3.11 or later, and nothing else.

PY := .venv/bin/python
LOCKS := requirements
BUILT := src/dateline/data/built
REFERENCE := $(BUILT)/actors.msgpack $(BUILT)/places.gaz
WORKBENCH := src/dateline/web/built/index.html
export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo setup reference workbench test check format lint types imports wheel bench lock clean

help: ## Show the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(REFERENCE) $(WORKBENCH) ## Read the sample reports, make a small case of rival reports, and show it in the workbench
	@$(PY) -m dateline read examples
	@scripts/demo_case.sh $(PY)

setup: .venv/.dev $(REFERENCE) ## Set up all that is needed to work on Dateline
	@echo 'Ready: .venv/bin/dateline --help'

reference: $(REFERENCE) ## Build gazetteer and actor lists from their sources

workbench: $(WORKBENCH) ## Build the workbench, which `dateline serve` shows in a browser

test: .venv/.dev $(REFERENCE) $(WORKBENCH) ## Run the tests
	$(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile

check: format lint types imports test ## Format, lint, strict types, import contracts, tests

format: .venv/.dev
	$(PY) -m ruff format --check src tests bench

lint: .venv/.dev
	$(PY) -m ruff check src tests bench

types: .venv/.dev
	$(PY) -m mypy

imports: .venv/.dev
	.venv/bin/lint-imports

wheel: .venv/.dev $(REFERENCE) $(WORKBENCH) ## Build the wheel, reference data and workbench included, into dist/
	rm -rf dist
	$(PY) -m hatchling build -t wheel

bench: $(REFERENCE) ## Measure start-up time, speed and memory on generated text
	$(PY) bench/speed.py

lock: ## Pin the dependencies anew (needs uv)
	uv pip compile -q $(LOCK_FLAGS) --group dev pyproject.toml -o $(LOCKS)/dev.txt
	uv pip compile -q $(LOCK_FLAGS) --no-annotate --group reference --group package -c $(LOCKS)/dev.txt \
		pyproject.toml -o $(LOCKS)/demo.txt
	uv pip compile -q $(LOCK_FLAGS) --no-annotate --extra postgres -c $(LOCKS)/dev.txt \
		pyproject.toml -o $(LOCKS)/run.txt
	uv pip compile -q $(LOCK_FLAGS) --no-annotate --group node -o $(LOCKS)/node.txt
LOCK_FLAGS := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

clean: ## Remove all that was made, .venv included
	rm -rf .venv dist build $(BUILT) src/dateline/web/built workbench/node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The tests' lock holds all that the demo's holds.
.venv/.dev: $(LOCKS)/dev.txt pyproject.toml scripts/set_up_python.sh
	@scripts/set_up_python.sh $(LOCKS)/dev.txt
	@touch .venv/.demo $@

.venv/.demo: $(LOCKS)/demo.txt pyproject.toml scripts/set_up_python.sh
	@if [ -e .venv/.dev ]; then $(MAKE) --no-print-directory .venv/.dev; \
	else scripts/set_up_python.sh $(LOCKS)/demo.txt; fi
	@touch $@

$(BUILT)/actors.msgpack: $(shell find src/dateline/reference/actors src/dateline/data/actors -type f ! -name '*.pyc') \
		| .venv/.demo
	@echo 'Compiling the actors.' >&2
	@$(PY) -m dateline.reference.actors.build >/dev/null
	@touch $@

$(BUILT)/places.gaz: $(shell find src/dateline/reference/gazetteer src/dateline/data/places -type f ! -name '*.pyc') \
		| .venv/.demo
	@echo 'Compiling the gazetteer.' >&2
	@$(PY) -m dateline.reference.gazetteer.build >/dev/null
	@touch $@

# Also when the API changes, whose types it is built against.
$(WORKBENCH): scripts/build_workbench.sh scripts/basemap_towns.py $(wildcard src/dateline/web/*.py src/dateline/web/*/*.py) \
		$(shell find workbench -name node_modules -prune -o -type f ! -name schema.d.ts ! -name 'openapi.json*' \
			! -name build.log ! -name 'towns.json*' -print) | .venv/.demo $(REFERENCE)
	@scripts/build_workbench.sh $(PY)
	@touch $@
