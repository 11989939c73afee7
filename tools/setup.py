"""`make setup`: what a developer needs, and the assets and messages that tests read."""

from __future__ import annotations

import subprocess
import sys

from tools import packages
from tools.machine import PYTHON, ROOT, Refusal, environment, refuse_full_disk

TESTING = {"DJANGO_SETTINGS_MODULE": "config.test_settings"}


def main() -> int:
    try:
        set_up()
    except Refusal as refusal:
        print(f"\n{refusal}", file=sys.stderr)
        return 1
    return 0


def set_up() -> None:
    packages.prepare(packages.DEVELOPING)
    command = [str(PYTHON), "manage.py", "prepare", "--no-database"]
    if subprocess.run(command, cwd=ROOT, env=environment(**TESTING), check=False).returncode:
        refuse_full_disk(packages.ROOM_TO_WORK)
        raise Refusal("Assets and messages could not be made; what is above says why.")


if __name__ == "__main__":
    sys.exit(main())
