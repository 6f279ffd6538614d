# Needs python3 (3.11 or newer, with venv) and make; nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp
QUIETLY := --quiet --disable-pip-version-check
SECONDS ?= 600

# Compiled once and kept, also where the environment says otherwise: tests start toi many times.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup score test check fuzz cover mutants lock floor bench gallery report pages docs clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "toi needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install $(QUIETLY) -c constraints.txt -e '.[test,lint]'
	@touch $@

score: $(STAMP)  ## the ranking of the twenty theories
	@$(BIN)/toi score

test: $(STAMP)  ## the whole test suite
	@$(BIN)/python -m pytest -q -n auto --dist worksteal

check: $(STAMP)  ## linters, types and the shipped records
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/map.py --check
	$(BIN)/python tools/mutants.py --check
	$(BIN)/toi data check data

fuzz: $(STAMP)  ## hostile input, other each time; longer: make fuzz SECONDS=3600
	@$(BIN)/python -m tests.fuzz --seconds $(SECONDS)

cover: $(VENV)/.cover  ## lines and branches that no test reaches: build/cover/index.html
	$(BIN)/python -m pytest -q -n auto --dist worksteal --cov=toi --cov-branch \
		--cov-report=html:build/cover --cov-report=term-missing:skip-covered

$(VENV)/.cover: $(STAMP)
	$(BIN)/python -m pip install $(QUIETLY) -c constraints.txt -e '.[cover]'
	@touch $@

mutants: $(STAMP)  ## whether the tests notice changes in the engine: its core, a sample of the rest
	@$(BIN)/python tools/mutants.py

bench: $(STAMP)  ## timings as ratios, memory and growth, in one table
	@$(BIN)/python -m benchmarks

gallery: $(STAMP) report  ## the pictures of docs/: by the commands in docs/gallery.md, and of a report
	@mkdir -p docs/gallery
	@grep '^toi plot' docs/gallery.md | while read -r line; do \
		$(BIN)/$$line --dpi 130 --force || exit 1; \
	done
	$(BIN)/python tools/report_picture.py build/report.html

report: $(STAMP)  ## a sample report on the shipped records: build/report.html
	@mkdir -p build
	$(BIN)/toi report essay-author --output build/report.html --force

pages: $(STAMP)  ## made anew: outputs, tables of fields, schemas and figures in docs/ and README
	TOI_REFRESH=1 $(BIN)/python -m pytest -q -n auto --dist worksteal tests/test_docs.py \
		tests/test_notebook_page.py tests/api/test_docstrings.py tests/io/debate/test_json_schema.py \
		tests/published
	$(BIN)/python tools/map.py

docs: $(VENV)/.docs  ## the documentation as a site with search: build/site/index.html
	$(BIN)/python tools/site.py build/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build  # not --quiet: it would let dead links pass

$(VENV)/.docs: $(STAMP)
	$(BIN)/python -m pip install $(QUIETLY) -c constraints.txt -e '.[docs]'
	@touch $@

lock:  ## constraints.txt anew: the newest versions of all that the tests need
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install $(QUIETLY) -e '.[test,lint,browser,cover,docs]'
	build/lock/bin/python -m pip freeze --disable-pip-version-check --exclude-editable \
		> constraints.txt

floor:  ## the tests with the oldest versions that pyproject.toml allows
	rm -rf build/oldest && $(PYTHON) -m venv build/oldest
	$(PYTHON) tools/floor.py > build/floor.txt
	build/oldest/bin/python -m pip install $(QUIETLY) -c build/floor.txt -e '.[test]'
	build/oldest/bin/python -m pytest -q -n auto --dist worksteal -W ignore  # of what is old

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
