"""How well Arabic is found, on public sets. The numbers are goals that a change of the analysis must hold."""

from collections import Counter
from pathlib import Path

import pytest

from search.analyse import analyse
from search.engines import engine
from search.engines.base import Engine
from search.engines.embedded.likeness import cosine
from search.engines.embedded.matching import idf
from tests.search import measuring

# In one process, so that the index of the largest set is made once.
pytestmark = [pytest.mark.shared, pytest.mark.slow, pytest.mark.xdist_group("quality")]
EVERY = 5  # spoilt spellings are measured on each fifth question


@pytest.fixture(scope="module")
def where_arcd_is(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("arcd") / "search.sqlite3"


@pytest.fixture
def arcd(settings, where_arcd_is: Path) -> Engine:
    settings.SEARCH_INDEX_PATH = where_arcd_is
    if not where_arcd_is.exists():
        measuring.build(engine(), measuring.load("arcd")["docs"])
    return engine()


@pytest.fixture(scope="module")
def clean() -> dict[str, float]:
    """What is found where nothing is spoilt; filled by the first test that asks."""
    return {}


def test_arcd_is_answered_well(arcd):
    assert measuring.measured(arcd, "arcd")["nDCG@10"] >= 0.83


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


def test_typing_errors_are_forgiven(arcd):
    assert measuring.measured(arcd, "arcd", spoil=measuring.typos())["nDCG@10"] >= 0.70


@pytest.mark.parametrize(
    "spoil",
    [measuring.persian, measuring.vowelled, measuring.other_hamzas, measuring.invisible, measuring.from_a_pdf],
)
def test_any_other_spelling_finds_the_same(arcd, clean, spoil):
    if not clean:
        clean |= measuring.measured(arcd, "arcd", every=EVERY)
    assert measuring.measured(arcd, "arcd", spoil=spoil, every=EVERY)["nDCG@10"] >= clean["nDCG@10"] - 0.005
