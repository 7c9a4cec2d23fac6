# `make run` is all that an installation needs; `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help run dev test check fuzz screenshots demo-reset browser

PYTHON ?= python3
UV := .tools/bin/uv
UV_VERSION := 0.13.9
MANAGE := .venv/bin/python manage.py
# What takes half of the time of all tests: what is served, in processes and in a browser, and
# what is generated for every form.
LONG := tests/journeys tests/faults tests/test_fuzz_forms.py
# Settings of a real installation, for the checks that concern one.
PRODUCTION := PORTAL_DEMONSTRATION=non PORTAL_HOSTS=portail.example.org \
	PORTAL_SECRET_KEY=$$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: .venv/synced ## start the portal on http://127.0.0.1:8000 (another port: PORT=8001)
	@PORTAL_FOLLOW_PARENT=$$PPID exec $(MANAGE) serve

dev: .venv/synced-dev ## the same, reloading on change, with DEBUG
	@PORTAL_FOLLOW_PARENT=$$PPID PORTAL_DEBUG=oui exec $(MANAGE) serve

test: .venv/synced-dev browser ## run every test, the browser's journeys included
	@echo "$(LONG): run beside the rest, told at the end."; \
	told=$$(mktemp); .venv/bin/python -m pytest $(LONG) >$$told 2>&1 & long=$$!; \
	.venv/bin/python -m pytest $(LONG:%=--ignore=%); rest=$$?; \
	wait $$long; long=$$?; cat $$told; rm $$told; exit $$((rest | long))

check: .venv/synced-dev ## linters, types, missing migrations, deployment checks
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	git ls-files -z -- '*.html' | xargs -0 .venv/bin/djade --check
	git ls-files -z -- '*.py' | xargs -0 .venv/bin/django-upgrade --target-version 6.1 --check
	.venv/bin/mypy
	PORTAL_DATA_DIR=var/check $(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

fuzz: .venv/synced-dev ## the generated tests alone, 1,000 cases each
	.venv/bin/python -m pytest --hypothesis-profile=fuzz -m hypothesis

screenshots: .venv/synced-dev browser ## take the README's pictures again
	.venv/bin/python -m tests.screenshots

demo-reset: .venv/synced ## start the demonstration over: its data is deleted
	@$(MANAGE) reset_demo

NO_PACKAGES = { echo "L’installation demande un accès à Internet (et, sans lui, un Python 3.12 ou \
	plus récent sur la machine et un miroir de paquets)."; exit 1; }

# One environment serves both: what a run needs is a part of what development needs.
.venv/synced: $(UV) uv.lock pyproject.toml
	@echo "Installation des dépendances…"
	@$(UV) sync --quiet --locked --no-dev --inexact || $(NO_PACKAGES)
	@touch $@

.venv/synced-dev: $(UV) uv.lock pyproject.toml
	@$(UV) sync --quiet --locked --inexact || $(NO_PACKAGES)
	@touch .venv/synced $@

$(UV):
	@echo "Installation de uv…"
	@$(PYTHON) -m venv .tools || { \
		echo "Il manque à Python son module venv : par exemple « apt install python3-venv »."; \
		exit 1; }
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

browser:
	@command -v chromium >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -q && apt-get install -q -y --no-install-recommends chromium; \
		else \
			echo "The browser tests need Chromium: sudo apt install chromium"; exit 1; \
		fi; }
