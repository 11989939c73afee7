"""`make test`, `make browser`: sets up and runs the tests, several at a time; arguments go to pytest."""

from __future__ import annotations

import os
import sys

from tools import setup
from tools.machine import PYTHON, ROOT, environment

AT_ONCE = str(min(os.cpu_count() or 1, 4))


def main(arguments: list[str]) -> int:
    if setup.main():
        return 1
    os.chdir(ROOT)
    sys.stdout.flush()
    # By group: the tests that walk a running product share it, in one process.
    command = [str(PYTHON), "-m", "pytest", "-n", AT_ONCE, "--dist=loadgroup", *arguments]
    os.execve(command[0], command, environment())  # noqa: S606  (pytest answers for itself from here)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
