# Everything a newcomer needs: `make run` opens the app, `make test` passes the tests. Both set up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE := .armsgraph/store
STAMP := $(VENV)/.installed
DATA := $(wildcard data/*.ttl) $(wildcard ontology/*.ttl) $(wildcard ontology/shapes/*.ttl) $(wildcard ontology/checks/*.rq)

.PHONY: run build test check check-wheel format setup wheel bench clean

run: build
	$(BIN)/armsgraph app

build: $(STORE)/CURRENT

# A build holds what these derive, so that a change of them asks for a new one.
DERIVING := $(wildcard graph/ingest/*.py graph/columns/*.py) graph/conflicts.py graph/dates.py graph/identity.py \
  graph/origins.py graph/standing.py

$(STORE)/CURRENT: $(STAMP) $(DATA) $(DERIVING)
	$(BIN)/python -m compileall -q graph
	$(BIN)/armsgraph build --store $(STORE)

# In the order of the files: those of the browser take longest and begin, so that no long one is left for the end.
test: $(STAMP)
	$(BIN)/python -m pytest --numprocesses 2 --dist loadscope --no-loadscope-reorder

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_architecture.py

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "armsgraph needs Python 3.11 or newer; try: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@

wheel: $(STAMP)
	rm -rf dist
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

# The wheel must work far from this checkout: installed alone in a folder, it builds a graph and finds a path.
check-wheel: wheel
	rm -rf build/alone && mkdir -p build/alone/elsewhere
	$(BIN)/python -m pip install --quiet --no-deps --target build/alone/installed dist/armsgraph-*.whl
	cd build/alone/elsewhere && export PYTHONPATH=../installed PYTHONSAFEPATH=1 ARMSGRAPH_STORE=../store \
	  && ../../../$(BIN)/python -c 'import graph; assert "installed" in graph.__file__, graph.__file__' \
	  && ../../../$(BIN)/python -m graph build && ../../../$(BIN)/python -m graph path RVC Pentagon -k 1

# The figures of benchmarks/README.md, up to 1 million triples (paths: 10).
BENCHMARKS = loading paths perspectives contradictions exporting importing validation joining

bench: $(STAMP)
	for name in $(BENCHMARKS); do $(BIN)/python benchmarks/$$name.py || exit 1; done

clean:
	rm -rf $(VENV) .armsgraph dist build
