"""How well Arabic is found, on public sets. The numbers are goals that a change of the analysis must hold."""

from collections import Counter

import pytest

from search.analyse import analyse
from search.engines.embedded.likeness import cosine
from search.engines.embedded.matching import idf
from tests.search import measuring

pytestmark = [pytest.mark.shared, pytest.mark.slow]


def test_arcd_is_answered_well(index):
    measuring.build(index, measuring.load("arcd")["docs"])
    assert measuring.measured(index, "arcd")["nDCG@10"] >= 0.83


def test_xquad_is_answered_well(index):
    measuring.build(index, measuring.load("xquad")["docs"])
    assert measuring.measured(index, "xquad")["nDCG@10"] >= 0.94


def test_duplicate_questions_are_found(index):
    measuring.build(index, measuring.load("q2q_retrieval")["docs"])
    found = measuring.measured(index, "q2q_retrieval")
    assert found["nDCG@10"] >= 0.72
    assert found["Recall@5"] >= 0.84


def test_duplicate_pairs_are_told_from_others():
    pairs = measuring.load("q2q_pairs")
    grams = {text: analyse(text).grams for pair in pairs for text in pair[:2]}
    having = Counter(gram for each in grams.values() for gram in set(each))
    weights = {gram: idf(len(grams), number) for gram, number in having.items()}
    scored = [(cosine(grams[one], grams[other], weights), same) for one, other, same in pairs]
    assert measuring.average_precision(scored) >= 0.77


def test_typing_errors_are_forgiven(index):
    measuring.build(index, measuring.load("arcd")["docs"])
    assert measuring.measured(index, "arcd", spoil=measuring.typos())["nDCG@10"] >= 0.70


@pytest.mark.parametrize(
    "spoil",
    [measuring.persian, measuring.vowelled, measuring.other_hamzas, measuring.invisible, measuring.from_a_pdf],
)
def test_any_other_spelling_finds_the_same(index, spoil):
    measuring.build(index, measuring.load("arcd")["docs"])
    clean = measuring.measured(index, "arcd", every=5)["nDCG@10"]
    assert measuring.measured(index, "arcd", spoil=spoil, every=5)["nDCG@10"] >= clean - 0.005
