"""The real product, started as `make run` starts it, on a folder of its own. That a folder may be empty is shown once,
by tests/tools/test_make_run.py; here the database begins as the migrations leave it."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import migrated
from tools.supervisor import Child

READY_WITHIN = 420  # seconds: the first start migrates and loads the demonstration
# What the tests' own settings put into the environment, and what would lead away from the embedded default.
NOT_HANDED_ON = {
    "CACHE_URL",
    "DATABASE_URL",
    "DJANGO_SETTINGS_MODULE",
    "LEDGER_KEY",
    "LEDGER_ORIGIN",
    "RECEIPT_KEY",
    "SEARCH_INDEX_PATH",
    "SECRET_KEY",
    "SITE_URL",
}


@dataclass(frozen=True)
class Product:
    home: str  # http://127.0.0.1:PORT
    folder: Path

    @property
    def pictures(self) -> Path:
        """Where a test that fails leaves what stood on the screen."""
        return self.folder.parent / "pictures"


class NotUp(Exception):  # noqa: N818  (what the person who runs the tests reads)
    """The product did not come up; the end of its log follows."""


@contextmanager
def running_product(folder: Path) -> Iterator[Product]:
    """With WALK=http://127.0.0.1:8000, what runs there already (UNLIMITED=1 make run): quicker while writing a test."""
    if home := os.environ.get("WALK"):
        yield Product(home, folder / "var")
        return
    port = _free_port()
    product = Product(home=f"http://127.0.0.1:{port}", folder=folder / "var")
    product.folder.mkdir()
    migrated.copy_to(product.folder / "musharaka.sqlite3")
    process = Child("product", [sys.executable, "-m", "tools.run"], _environment(product, port), folder)
    try:
        _wait_until_ready(process, product)
        yield product
    finally:
        _stop(process)


def _environment(product: Product, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    # UNLIMITED: one address signs in more often here than people do.
    return kept | {"VAR_DIR": str(product.folder), "PORT": str(port), "UNLIMITED": "1", "GALLERY": "1"}


def _wait_until_ready(process: Child, product: Product) -> None:
    end = time.monotonic() + READY_WITHIN
    said = "nothing"
    while time.monotonic() < end and process.process.poll() is None:
        is_ready, said = _asked(f"{product.home}/readyz")
        if is_ready:
            return
        time.sleep(0.5)
    last = "\n".join(process.log.read_text(errors="replace").splitlines()[-30:])
    raise NotUp(f"The product did not come up. /readyz said: {said}. The end of its log:\n\n{last}")


def _asked(address: str) -> tuple[bool, str]:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return False, refusal.read().decode(errors="replace")
    except OSError as error:
        return False, str(error)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _stop(process: Child) -> None:
    """As Ctrl-C does: it ends its children itself."""
    process.signal(signal.SIGTERM)
    process.wait_until(time.monotonic() + 30)
    process.signal(signal.SIGKILL)
    process.process.wait()
