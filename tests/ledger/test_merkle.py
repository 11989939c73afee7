"""The vectors are those of Certificate Transparency's own tests; the rest compares with RFC 6962's definitions."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import merkle

ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
logs = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


class Stored(dict):
    """What a log of these entries keeps, read as `ledger.log.read` does, counting what was asked for."""

    def __init__(self, entries, batch=1000):
        super().__init__()
        self.asked = 0
        leaves = [merkle.leaf_hash(entry) for entry in entries]
        for start in range(0, len(leaves), batch):
            frontier = {place: self[place] for place in merkle.complete_subtrees(0, start)}
            self.update(merkle.grow(frontier, start, leaves[start : start + batch]))

    def read(self, places):
        places = list(places)
        self.asked += len(places)
        return {place: self[place] for place in places}


def root_by_definition(entries):
    if len(entries) < 2:
        return merkle.leaf_hash(entries[0]) if entries else merkle.EMPTY_ROOT
    split = max(1 << power for power in range(8) if 1 << power < len(entries))
    return merkle.node_hash(root_by_definition(entries[:split]), root_by_definition(entries[split:]))


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_certificate_transparency(size):
    assert merkle.root(size, Stored(ENTRIES).read).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing():
    expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.root(0, Stored([]).read).hex() == expected


@pytest.mark.parametrize(("position", "size"), INCLUSION)
def test_inclusion_proofs_are_those_of_certificate_transparency(position, size):
    proof = merkle.inclusion_proof(position, size, Stored(ENTRIES).read)
    assert [value.hex() for value in proof] == INCLUSION[position, size]


@pytest.mark.parametrize(("old", "new"), CONSISTENCY)
def test_consistency_proofs_are_those_of_certificate_transparency(old, new):
    proof = merkle.consistency_proof(old, new, Stored(ENTRIES).read)
    assert [value.hex() for value in proof] == CONSISTENCY[old, new]


@given(logs, st.integers(1, 9))
def test_the_root_follows_from_stored_subtrees_at_every_size(entries, batch):
    stored = Stored(entries, batch)
    for size in range(len(entries) + 1):
        assert merkle.root(size, stored.read) == root_by_definition(entries[:size])


@given(logs, st.data())
def test_every_inclusion_proof_leads_to_the_root(entries, data):
    stored, size = Stored(entries), data.draw(st.integers(1, len(entries)))
    position = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(position, size, stored.read)
    root = merkle.root(size, stored.read)
    assert merkle.is_included(merkle.leaf_hash(entries[position]), position, size, proof, root)
    assert not merkle.is_included(merkle.leaf_hash(entries[position] + b"!"), position, size, proof, root)


@given(logs, st.data())
def test_every_consistency_proof_convinces(entries, data):
    stored, new = Stored(entries), data.draw(st.integers(1, len(entries)))
    old = data.draw(st.integers(1, new))
    proof = merkle.consistency_proof(old, new, stored.read)
    old_root, new_root = merkle.root(old, stored.read), merkle.root(new, stored.read)
    assert merkle.is_consistent(old, new, old_root, new_root, proof)
    assert not merkle.is_consistent(old, new, merkle.leaf_hash(b"another log"), new_root, proof)


@given(logs, st.data())
def test_no_proof_convinces_that_a_rewritten_log_is_the_same(entries, data):
    """Whoever rewrites an entry that a checkpoint covers cannot make the two roots meet."""
    new = len(entries)
    old = data.draw(st.integers(1, new))
    rewritten = [*entries]
    rewritten[data.draw(st.integers(0, old - 1))] += b"!"
    checkpoint = merkle.root(old, Stored(entries).read)
    forged = Stored(rewritten)
    proof = merkle.consistency_proof(old, new, forged.read)
    assert not merkle.is_consistent(old, new, checkpoint, merkle.root(new, forged.read), proof)


@given(logs, st.data())
def test_a_proof_with_a_hash_more_or_less_is_refused(entries, data):
    stored, size = Stored(entries), len(entries)
    position = data.draw(st.integers(0, size - 1))
    leaf, root = merkle.leaf_hash(entries[position]), merkle.root(size, stored.read)
    proof = merkle.inclusion_proof(position, size, stored.read)
    assert not merkle.is_included(leaf, position, size, [*proof, leaf], root)
    assert not (proof and merkle.is_included(leaf, position, size, proof[:-1], root))


def test_proofs_read_a_logarithmic_number_of_hashes():
    stored = Stored([str(number).encode() for number in range(5000)])
    for prove in (
        lambda: merkle.root(5000, stored.read),
        lambda: merkle.inclusion_proof(4321, 5000, stored.read),
        lambda: merkle.consistency_proof(1234, 5000, stored.read),
    ):
        stored.asked = 0
        prove()
        assert stored.asked <= 13 * 2


@pytest.mark.parametrize(("position", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_for_a_position_outside_the_log(position, size):
    with pytest.raises(ValueError, match="has no position"):
        merkle.inclusion_proof(position, size, Stored(ENTRIES).read)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_there_is_no_consistency_proof_from_nothing_or_backwards(old, new):
    with pytest.raises(ValueError, match="there is no proof"):
        merkle.consistency_proof(old, new, Stored(ENTRIES).read)


def test_different_leaves_and_nodes_never_share_a_hash():
    """The prefixes keep a leaf from posing as a node."""
    left, right = merkle.leaf_hash(b"a"), merkle.leaf_hash(b"b")
    hashes = [left, right, merkle.node_hash(left, right), merkle.leaf_hash(left + right)]
    assert all(one != other for one, other in itertools.combinations(hashes, 2))
