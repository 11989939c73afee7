# The two commands that matter are `make run` and `make test`; `make help` shows the others.
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
TESTS ?=

.DEFAULT_GOAL := help
.PHONY: help run test browser check bench setup lint format messages screenshots

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile
	@echo "  Settings: PORT=8001, VAR_DIR=/another/folder, TESTS='tests/search -k title'; see docs/configuration.md"

run: have-python ## Start everything on this machine (PORT, 8000 by default); Ctrl-C stops it
	@exec $(PYTHON) -m tools.run

test: have-python ## Set up, and run the tests; says by name what this machine lacks
	@exec $(PYTHON) -m tools.test -m "not browser and not slow" $(TESTS)

browser: have-python ## Set up, and run what takes longer: the walks in Chromium, the first `make run`, killed workers
	@exec $(PYTHON) -m tools.test -m "browser or slow" $(TESTS)

check: have-python ## Look at the code without running it: style, types, imports, templates, migrations, Arabic
	@exec $(PYTHON) -m tools.check

bench: have-python ## Measure pages beside a bare Wagtail page, on PostgreSQL; BRIEF=1: shorter rounds
	@exec $(PYTHON) -m tools.bench

setup: have-python ## Make .venv with everything a developer needs
	@exec $(PYTHON) -m tools.setup

lint: setup ## Only what ruff says
	@.venv/bin/ruff check .

format: setup ## Let ruff lay out the code
	@.venv/bin/ruff check --fix --quiet . ; .venv/bin/ruff format .

messages: setup ## Join and compile the Arabic messages, and say which are missing
	@DJANGO_SETTINGS_MODULE=config.test_settings .venv/bin/python manage.py merge_messages
	@DJANGO_SETTINGS_MODULE=config.test_settings .venv/bin/python manage.py merge_messages --check

screenshots: setup ## Take the README's pictures anew from the demonstration that runs on PORT
	@.venv/bin/python -m tools.screenshots

.PHONY: have-python
have-python:
	@test -n "$(PYTHON)" || { echo "Musharaka needs Python 3.11 (on Debian: apt-get install python3.11 python3.11-venv)."; exit 1; }
