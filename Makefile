# All that a developer does, by name: `make help`.
PORT ?= 8000
PYTHON ?= $(shell command -v python3.11 || echo python3.11)
export PORT PYTHON
PY := .venv/bin/python
SUITE = sh deploy/prepare.sh test && $(PYTHON) deploy/setup.py test-libraries && exec $(PY) deploy/suite.py

.DEFAULT_GOAL := help
.PHONY: help run setup demo test test-postgres test-sqlite test-browser lint types layers messages-check lock \
        messages bench services services-stop clean format

help:  ## list all targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1\t/' | while IFS="$$(printf '\t')" read -r name words; do printf '  make %-16s %s\n' "$$name" "$$words"; done

run:  ## serve the portal with demo data at PORT (default 8000): web, worker and beat; Ctrl-C ends all
	@sh deploy/prepare.sh run && $(PYTHON) deploy/run.py check && SILAB_DEMO=1 $(PYTHON) deploy/setup.py \
	    && exec $(PYTHON) deploy/run.py

setup:  ## all that stands before serving: packages, tables, catalogues, municipalities, demo data
	@sh deploy/prepare.sh run && SILAB_DEMO=1 $(PYTHON) deploy/setup.py

demo:  ## load the demo's people and records again (safe to repeat)
	@SILAB_DEMO=1 $(PY) manage.py load_demo

test:  ## everything: PostgreSQL + Redis, SQLite, Chromium, style, types, layers, translations
	@$(SUITE)

test-postgres:  ## the tests on PostgreSQL and Redis, started and stopped here; ARGS="-k word" narrows
	@$(SUITE) postgres -- $(ARGS)

test-sqlite:  ## the tests on SQLite, embedded mode; ARGS="-k word" narrows
	@$(SUITE) sqlite -- $(ARGS)

test-browser:  ## the journeys in Chromium; ARGS="-k word" narrows
	@$(SUITE) browser -- $(ARGS)

lint:  ## style of Python (ruff) and of templates (djlint)
	@$(SUITE) ruff format djlint

types:  ## types (mypy)
	@$(SUITE) types

layers:  ## who may import whom (docs/architecture.md)
	@$(SUITE) layers

messages-check:  ## every text has its Estonian, every plural its English
	@$(SUITE) messages

format:  ## format the Python files
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix .

messages:  ## collect texts into locale/et and locale/en, to be translated (docs/translating.md)
	@$(PY) deploy/messages.py collect

lock:  ## pin all dependencies anew, with hashes
	@$(PYTHON) deploy/lock.py

services:  ## start PostgreSQL and Redis under var/ on free ports and print their addresses
	@sh deploy/prepare.sh test && $(PYTHON) deploy/services.py start

services-stop:  ## stop what `make services` started
	@$(PYTHON) deploy/services.py stop

bench:  ## measure what speed is promised, as ratios; writes var/bench.json
	@sh deploy/prepare.sh test && $(PYTHON) deploy/setup.py test-libraries && $(PYTHON) deploy/services.py run $(PY) -m tests.bench $(ARGS)

clean:  ## remove all that these targets made: environment, packages, database, caches
	@$(PYTHON) deploy/services.py stop >/dev/null 2>&1 || true
	@for made in .venv node_modules; do if [ -L $$made ]; then rm $$made; else rm -rf $$made; fi; done
	@rm -rf var; find . -name __pycache__ -type d -prune -exec rm -rf {} +; find locale -name '*.mo' -delete
