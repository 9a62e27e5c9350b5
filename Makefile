# Two commands matter: `make demo` and `make test`. Neither needs root, Docker or Java.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ROOMS := parcours pages api wording queries importers events graph

.PHONY: help demo test nightly conformance fix lock images generate clean

help: ## list what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1|/' | column -t -s '|' 2>/dev/null || grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST)

demo: $(VENV)/.ready ## load the demo into a local Neo4j, answer the headline question, serve pages and API (Ctrl-C ends it)
	$(BIN)/parcours demo

# Each of the two processes that test has a local Neo4j of its own; a store that is named to them has room for one.
# Random tests draw the same examples each time, so that what fails here fails everywhere; a plain `pytest` draws others.
test: $(VENV)/.ready-dev ## check the code and run every test, on a real Neo4j
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 $(addprefix -p ,$(ROOMS))
	$(BIN)/lint-imports
	$(BIN)/pytest --hypothesis-profile=ci $(if $(NEO4J_URI)$(PARCOURS_TEST_STORE),,-n 2 --dist worksteal)

nightly: $(VENV)/.ready-dev ## run every test with ten times as many random examples, and all of what takes turns otherwise
	$(BIN)/pytest --hypothesis-profile=nightly $(if $(NEO4J_URI)$(PARCOURS_TEST_STORE),,-n 2 --dist worksteal)

conformance: $(VENV)/.ready ## have outside judges and real clients try the API (needs Node)
	$(BIN)/python -m conformance $(JUDGES)

fix: $(VENV)/.ready-dev ## format the code, and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

generate: $(VENV)/.ready-dev ## write the generated files anew: schema.graphql, docs/model.md, docs/questions.md, docs/lexicon.md
	$(BIN)/parcours schema graphql > schema.graphql.new && mv schema.graphql.new schema.graphql
	$(BIN)/parcours schema graph > docs/model.md.new && mv docs/model.md.new docs/model.md
	$(BIN)/parcours schema questions > docs/questions.md.new && mv docs/questions.md.new docs/questions.md
	$(BIN)/parcours schema lexicon > docs/lexicon.md.new && mv docs/lexicon.md.new docs/lexicon.md

lock: ## lock the dependencies anew, with hashes and without addresses (needs uv)
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header -q -o requirements.txt
	uv pip compile pyproject.toml --group build --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header -q -c requirements.txt -o requirements-dev.txt

# Docker runs images of these digests and no others, so that a tag that moves changes nothing until this is made again.
images: ## name the images for Docker by their digests, in .env (needs Docker and the network)
	@set -e; umask 077; touch .env; chmod 600 .env; for wanted in PYTHON_IMAGE=python:3.12-slim NEO4J_IMAGE=neo4j:5.26-community; do \
	  docker pull --quiet $${wanted#*=} > /dev/null; \
	  found=$$(docker image inspect --format '{{index .RepoDigests 0}}' $${wanted#*=}); \
	  { grep -v "^$${wanted%%=*}=" .env || true; echo "$${wanted%%=*}=$$found"; } > .env.new; \
	  mv .env.new .env && echo "$${wanted%%=*}=$$found"; \
	done

clean: ## remove the virtual environment and what the tools left behind
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Parcours needs Python 3.11 or newer; $(PYTHON) is not. Say which: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
