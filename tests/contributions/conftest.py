"""Files that wait with a draft, and contributions that came with some."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from contributions import actions
from contributions.models import Attachment, Contribution, Upload
from tests.made_files import picture, sent


@pytest.fixture
def choose(db: None) -> Callable[..., list[Upload]]:
    """Somebody chooses a file for what they write under a key; a picture by default."""

    def chosen(by: User, *, key: uuid.UUID, name: str = "yard.jpg", content: bytes | None = None) -> list[Upload]:
        content = picture() if content is None else content
        assert actions.upload([sent(name, content)], key=key, by=by) == []
        return list(actions.uploads_of(by, key))

    return chosen


@pytest.fixture
def make_attached(
    make_contribution: Callable[..., Contribution], choose: Callable[..., list[Upload]]
) -> Callable[..., Attachment]:
    """The file of something sent, which awaits moderation."""

    def make(by: User, **file: Any) -> Attachment:
        key = uuid.uuid4()
        contribution = make_contribution(by, submission_key=key, uploads=choose(by, key=key, **file))
        return contribution.attachments.get()

    return make
