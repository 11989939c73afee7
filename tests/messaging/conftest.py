from pathlib import Path

import pytest

from messaging.actions import enqueue

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def message_templates(settings):
    """A template of the tests' own, `test/note`, that shows a title and the language it was rendered in."""
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [HERE / "templates", *engine["DIRS"]]}]


@pytest.fixture
def make_message(db):
    def make(number=1, **fields):
        return enqueue(
            **{
                "cause": f"note:{number}",
                "recipient": f"user:{number}",
                "address": f"reader{number}@example.org",
                "template": "test/note",
                "context": {"title": "O'Neil & <sons>"},
                "language": "ar",
            }
            | fields
        )

    return make
