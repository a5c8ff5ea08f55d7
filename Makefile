# The commands of this checkout. `make help` lists them.
# `make run` and `make test` do all their own set-up, on a fresh machine too.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint check bench soak lock format words wheel desktop clean

BIN := .venv/bin
SAMPLE := build/sample
ARGS :=
# The tests and the checks need no screen. They start hundreds of processes: each would compile the program anew where
# the surroundings forbid Python to keep what it has compiled.
OFFSCREEN := QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=
# A run that hangs must fail: one test by what pyproject.toml says of it, all of them by this.
WITHIN := $(if $(shell command -v timeout),timeout --foreground -k 30 45m)

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## make this checkout ready: system libraries, a Python, .venv
	@packaging/setup.sh

run: setup ## open the window on the sample catalog, or what ARGS names: make run ARGS=my.fights
	@$(if $(ARGS),,test -f $(SAMPLE)/sample.fights || { echo "donnybrook: drawing the sample film, which takes about a minute"; \
		$(BIN)/donnybrook sample $(SAMPLE) && $(BIN)/donnybrook jobs $(SAMPLE)/sample.fights --run; })
	@$(BIN)/donnybrook $(or $(ARGS),$(SAMPLE)/sample.fights)

test: setup ## run the tests, or some of them: make test ARGS='tests/catalog -k search'
	@$(OFFSCREEN) $(WITHIN) $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --max-worker-restart 0 $(ARGS)

lint: setup ## look at form, types and arrows, without the tests
	@code=0; \
	$(BIN)/ruff format --check --quiet . || { echo "Not formatted: 'make format' does it."; code=1; }; \
	$(BIN)/ruff check --quiet . || code=1; \
	$(BIN)/mypy --no-error-summary --num-workers 2 || code=1; \
	$(BIN)/lint-imports >build/lint-imports.log 2>&1 || { cat build/lint-imports.log; code=1; }; \
	test $$code = 0 && echo "Form, types and arrows are right."

check: lint test ## everything that says yes or no: lint, docs and tests

bench: setup ## measure: bench/*.py, or one of them: make bench ARGS=bench/window.py
	@set -e; for script in $(or $(ARGS),$(sort $(filter-out bench/make_%,$(wildcard bench/*.py)))); do \
		echo "== $$script"; $(OFFSCREEN) $(BIN)/python $$script; done

soak: setup ## run the long test suites
	@DONNYBROOK_SOAK=1 $(OFFSCREEN) $(BIN)/python -m pytest -m soak -o faulthandler_timeout=0 $(ARGS)

lock: setup ## choose new versions of the packages and write packaging/*.lock
	@packaging/lock.sh

format: setup ## put the code in its form
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

words: setup ## gather what is to be translated into build/donnybrook.ts, or the file that ARGS names
	@$(BIN)/python packaging/words.py $(or $(ARGS),build/donnybrook.ts)

wheel: setup ## build the wheel into dist/
	@$(BIN)/python -m hatchling build -t wheel

desktop: setup ## have this user's desktop open .fights files and donnybrook:// links (ARGS=remove: no longer)
	@packaging/desktop.sh $(ARGS)

clean: ## remove what was built; keeps .venv, and the sample catalog, which may hold what you typed
	@find build -mindepth 1 -maxdepth 1 ! -name sample -exec rm -rf {} + 2>/dev/null || true
	@rm -rf dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -path ./.venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
