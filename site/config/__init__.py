"""Settings, addresses and entry points.

Importing this package puts the project's root on the path, so that `--chdir site` (gunicorn) or
`--workdir site` (celery) is the only flag that anything needs.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
for folder in (ROOT / "site", ROOT):
    if str(folder) not in sys.path:
        sys.path.append(str(folder))

from .celery import app as celery_app  # noqa: E402

__all__ = ["ROOT", "celery_app"]
