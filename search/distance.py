"""How far apart two words are, for typing errors."""


def is_near(one: str, other: str) -> bool:
    """One slip in a word of four letters or more, two in a word of eight."""
    slips = 2 if min(len(one), len(other)) >= 8 else 1
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > slips:
        return False
    return distance(one, other) <= slips


def distance(one: str, other: str) -> int:
    """Letters put in, left out, replaced, or changed with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, opposite in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != opposite))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == opposite:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
