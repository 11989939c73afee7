"""What was found is marked as it is read."""

from search.highlight import marked
from search.question import ask


def test_a_word_with_a_hyphen_is_marked_as_one():
    assert "<mark>first-aid</mark>" in marked("A first-aid box on every bus.", ask("first-aid"))


def test_two_words_with_a_space_between_them_are_marked_apart():
    assert "<mark>first</mark> <mark>aid</mark>" in marked("Our first aid box.", ask("first aid"))
