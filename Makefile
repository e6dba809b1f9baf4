# The whole workflow. `make demo` is the place to start.

PYTHON ?= python3
BIN := .venv/bin
CODE := analysis flows review configs sql demo tests

.PHONY: demo test test-scale lint evaluate demo-models bench bench-flows bench-soak \
	bench-measures bench-pauses bench-speech bench-warehouse pictures clean help

help:
	@echo "make demo             demo calls to scorecards (the first time: makes .venv, ~200 packages)"
	@echo "make test             all tests, the end-to-end ones with the real engines included"
	@echo "make test-scale       several machines: Prefect's server, PostgreSQL, S3, a worker killed (minutes)"
	@echo "make lint             ruff and mypy"
	@echo "make evaluate         how right callprobe is on the demo calls, two channels and one"
	@echo "make bench            all of these, one after the other (hours):"
	@echo "make bench-flows      what a batch costs beside the engines; 1,000 calls through the flow"
	@echo "make bench-soak       500 calls through the engines one after the other: memory"
	@echo "make bench-measures   an hour of talk, measured from its words: processor time, from record to record"
	@echo "make bench-pauses     silences beside known truth, words in nothing, short answers, a call of 4 hours"
	@echo "make bench-speech     callprobe beside the bare engines and WhisperX: time, memory, words, speakers"
	@echo "make bench-warehouse  100,000 calls in the warehouse: loading, every view (10 GB of disk)"
	@echo "make demo-models      train the demo models again (hours)"
	@echo "make pictures         the pictures of the coach's page in docs/images, after make demo"
	@echo "make clean            forget what the demo made; .venv stays"

# Many containers forbid to keep bytecode, and each process would compile PyTorch and Prefect anew:
# nine seconds of a processor every time the engines start.
unexport PYTHONDONTWRITEBYTECODE

# Plain pip. Bytecode is not compiled beforehand: what is imported compiles itself, once.
.venv/installed: pyproject.toml constraints.txt
	@echo "installing callprobe and its engines into .venv (a few minutes, once)"
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -qq --disable-pip-version-check --no-compile -c constraints.txt -e .
	@touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install -qq --disable-pip-version-check --no-compile -c constraints.txt -e '.[dev]'
	@touch $@

.venv/installed-scale: .venv/installed-dev
	$(BIN)/pip install -qq --disable-pip-version-check --no-compile -c constraints.txt -e '.[scale-test]'
	@touch $@

.venv/installed-train: .venv/installed
	$(BIN)/pip install -qq --disable-pip-version-check --no-compile -c constraints.txt -e '.[train]'
	@touch $@

demo: .venv/installed
	@$(BIN)/python -m demo.run

# Two at a time, a file of tests each, an engine's thread each: two cores are enough.
test: .venv/installed-dev
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

# Debian's PostgreSQL is installed where it is missing and may be; else the test says it is skipped.
test-scale: .venv/installed-scale
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || [ "$$(id -u)" != 0 ] || \
		{ apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; }
	$(BIN)/python -m pytest -m scale -rs tests/scale

lint: .venv/installed-dev
	$(BIN)/ruff check $(CODE)
	@# A text read in the machine's own encoding has other words on another machine.
	$(BIN)/ruff check --preview --select PLW1514 analysis flows review configs sql
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy

# Corpora that are not part of the project are measured where they lie, and skipped where they don't.
SHARED ?= ../shared/data
EVALUATE := $(BIN)/python -m flows.cli --config demo/demo.toml evaluate

# All is heard anew: the code that hears may have changed, which no settings tell.
evaluate: .venv/installed
	@rm -rf demo/work/evaluate/data
	@$(EVALUATE) demo demo/calls --work demo/work/evaluate
	@$(EVALUATE) scripts demo/scripts tests/dialogues
	@$(EVALUATE) scripts tests/full_calls
	@for share in 0.1 0.2 0.3; do $(EVALUATE) scripts demo/scripts tests/dialogues --word-errors $$share; done
	@if [ -d $(SHARED) ]; then for punctuation in punctuation no-punctuation; do \
		$(EVALUATE) questions $(SHARED)/questions/mrda_dev.tsv.gz --corpus mrda --$$punctuation --misses 5; \
		$(EVALUATE) questions $(SHARED)/dutch/prompts.tsv --corpus dutch --language nl --$$punctuation --misses 5; \
		$(EVALUATE) commitments $(SHARED)/questions/mrda_dev.tsv.gz --corpus mrda --$$punctuation --misses 10; \
		$(EVALUATE) commitments $(SHARED)/commitments/persuasion_dev.tsv.gz --corpus persuasion --$$punctuation --misses 5; \
		done; else echo "no corpora in $(SHARED): those tables are skipped"; fi

# The second part runs whatever the first one says.
bench-flows: .venv/installed
	@$(BIN)/python -m demo.bench; kept=$$?; $(BIN)/python -m demo.bench_flows && exit $$kept

bench: bench-measures bench-flows bench-soak bench-pauses bench-speech bench-warehouse

bench-measures: .venv/installed
	@$(BIN)/python -m demo.bench_measures

bench-soak: .venv/installed
	@$(BIN)/python -m demo.bench_soak

bench-pauses: .venv/installed
	@SHARED=$(SHARED) $(BIN)/python -W ignore -m demo.bench_pauses

# WhisperX in an environment of its own, on callprobe's engines: it asks for older ones, and would
# bring a second torch. Its alignment model cannot be had without a hub, and is not used.
.venv-whisperx/installed: .venv/installed
	$(PYTHON) -m venv .venv-whisperx
	$(BIN)/python -c "import sysconfig; print(sysconfig.get_path('purelib'))" \
		> $$(.venv-whisperx/bin/python -c "import sysconfig; print(sysconfig.get_path('purelib'))")/engines.pth
	.venv-whisperx/bin/pip install -qq --disable-pip-version-check --no-deps "whisperx>=3.8.6,<3.9"
	.venv-whisperx/bin/pip install -qq --disable-pip-version-check nltk omegaconf pandas transformers
	@touch $@

bench-speech: .venv/installed .venv-whisperx/installed
	@$(BIN)/python -m demo.bench_speech --peer .venv-whisperx/bin/python

bench-warehouse: .venv/installed
	@$(BIN)/python -m demo.bench_warehouse

demo-models: .venv/installed-train
	@$(BIN)/python -m demo.training.diarization & beside=$$!; \
		$(BIN)/python -m demo.training.asr && wait $$beside

# Sentences are those of today's language packs: the calls are measured again, not heard.
pictures: .venv/installed-dev
	@$(BIN)/callprobe --config demo/demo.toml remeasure
	@$(BIN)/python -m demo.pictures

clean:
	rm -rf demo/work/inbox demo/work/data demo/work/evaluate demo/work/bench demo/work/bench-flows demo/work/bench-pauses demo/work/bench-soak demo/work/bench-warehouse
