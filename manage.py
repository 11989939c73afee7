#!/usr/bin/env python
"""Django's command line, with `site/` on the path (a folder, never a package)."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    sys.path.insert(1, str(ROOT / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    _find_the_demonstration()
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        sys.exit(f"{wrong}\nFor the demonstration, start it once with `make run`; commands then find it.")


def _find_the_demonstration() -> None:
    """Where `make run` has been and nothing else is configured, commands speak to what it made. A service that is
    configured, by its environment or by `.env`, is never taken for a demonstration, whatever lies in `var/`."""
    is_configured = {"DEMO", "SECRET_KEY", "DATABASE_URL"} & os.environ.keys() or (ROOT / ".env").exists()
    var = ROOT / os.environ.get("VAR_DIR", "var")
    if not is_configured and (var / "secret.key").exists():
        os.environ["DEMO"] = "1"


if __name__ == "__main__":
    environment = ROOT / ".venv" / "bin" / "python"
    if sys.prefix == sys.base_prefix and environment.exists():  # called without the environment that `make` made
        os.execv(environment, [str(environment), *sys.argv])  # noqa: S606  (nothing to quote)
    main()
