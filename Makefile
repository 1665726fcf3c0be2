# The tasks of a developer. `make setup` first; everything else runs in the environment that it makes.
PYTHON ?= python3
BIN = .venv/bin

.PHONY: help setup fast check one soak bench shots

help:  ## list the tasks
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/'

setup:  ## make .venv with the program and what its tests and checks need
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -e '.[test,types]'

fast:  ## the tests of one layer at a time, under a minute
	$(BIN)/pytest -m fast

check:  ## format, lint, types, contracts and all tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

one:  ## one test: make one T=tests/domain/test_counting.py
	$(BIN)/pytest -n 0 $(T)

soak:  ## the long proofs (hours)
	$(BIN)/pytest -m soak

bench:  ## the ratios of docs/performance.md, side by side in one run
	$(BIN)/python -m bench.all

shots:  ## draw the pictures of docs/screens anew, from a real run
	$(BIN)/pip install -q -e '.[pictures]'
	$(BIN)/python -m docs.make_screens
