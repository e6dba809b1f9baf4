# The whole workflow. `make demo` is the place to start.

PYTHON ?= python3
BIN := .venv/bin
CODE := analysis flows review configs sql demo tests

.PHONY: demo test lint evaluate demo-models bench bench-flows clean help

help:
	@echo "make demo         demo calls to scorecards (the first time: makes .venv, ~200 packages)"
	@echo "make test         all tests, the end-to-end ones with the real engines included"
	@echo "make lint         ruff and mypy"
	@echo "make evaluate     how right callprobe is on the demo calls, two channels and one"
	@echo "make bench        what a batch costs beside the engines"
	@echo "make bench-flows  1,000 calls through the flow with transcripts instead of the engines"
	@echo "make demo-models  train the demo models again (hours)"
	@echo "make clean        forget what the demo made; .venv stays"

# Plain pip. Bytecode is not compiled beforehand: what is imported compiles itself.
.venv/installed: pyproject.toml constraints.txt
	@echo "installing callprobe and its engines into .venv (a few minutes, once)"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -qq --disable-pip-version-check --no-compile -c constraints.txt -e .
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install -qq --disable-pip-version-check --no-compile -c constraints.txt -e '.[dev]'
	@touch $@

.venv/installed-train: .venv/installed
	$(BIN)/pip install -qq --disable-pip-version-check --no-compile -c constraints.txt -e '.[train]'
	@touch $@

demo: .venv/installed
	@$(BIN)/python -m demo.run

test: .venv/installed-dev
	$(BIN)/python -m pytest

lint: .venv/installed-dev
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy

evaluate: .venv/installed
	@$(BIN)/python -m flows.cli --config demo/demo.toml evaluate demo demo/calls --work demo/work/evaluate
	@$(BIN)/python -m flows.cli evaluate scripts demo/scripts tests/dialogues

bench: .venv/installed
	@$(BIN)/python -m demo.bench

bench-flows: .venv/installed
	@$(BIN)/python -m demo.bench_flows

demo-models: .venv/installed-train
	$(BIN)/python -m demo.training.asr
	$(BIN)/python -m demo.training.diarization

clean:
	rm -rf demo/work/inbox demo/work/data demo/work/evaluate demo/work/bench demo/work/bench-flows
