# `make run` and `make test` do everything, set-up included.
.PHONY: run test check faults bench score golden lock clean

PYTHON ?= python3
BIN := .venv/bin

run: .venv/ready
	$(BIN)/provenance run data/inbox/2031-03-14
	$(BIN)/provenance run data/inbox/2031-03-15

test: check
	$(BIN)/python -m pytest -n auto --dist worksteal

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Every fault at every call, and 8 processes with 15 commits each; `make test` does a sample of both.
faults: .venv/ready
	$(BIN)/python -m tests.faults
	WRITERS=8x15 $(BIN)/python -m pytest tests/publish/test_writers.py

# Measures for some two hours what docs/performance.md says: leave the machine alone meanwhile.
bench: .venv/ready
	$(BIN)/python -m bench.report

.venv/ready: requirements.lock pyproject.toml scripts/setup
	PYTHON="$(PYTHON)" scripts/setup

score: .venv/ready
	$(BIN)/python -m score --write docs/quality.md

golden: .venv/ready
	$(BIN)/python -m tests.pipeline.golden

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build data/dataset data/.prefect
