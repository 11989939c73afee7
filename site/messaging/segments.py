"""How many parts a text message has: what a telephone joins again, and what the ministry pays for one by one."""

from __future__ import annotations

# GSM 03.38: what fits into seven bits; the second list takes two places each.
_ONE = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWO = set("\f^{}\\[~]|€")
# In one part, and in each of several, which also carry their number.
SEVEN_BITS, UCS_2 = (160, 153), (70, 67)


def segments(text: str) -> int:
    """A single letter outside GSM's own, such as any Arabic one, makes all of it UCS-2."""
    text = text.strip()
    if all(sign in _ONE or sign in _TWO for sign in text):
        return _parts(sum(2 if sign in _TWO else 1 for sign in text), SEVEN_BITS)
    return _parts(len(text.encode("utf-16-be")) // 2, UCS_2)


def _parts(length: int, room: tuple[int, int]) -> int:
    alone, joined = room
    return 1 if length <= alone else -(-length // joined)
