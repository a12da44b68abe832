"""The tree over the log: as RFC 6962 has it, as others have published it, and the same however it grows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import merkle_tree

from videre.web.audit.merkle import Tree, hash_leaf, root_of

# The leaves and roots of the reference tests of Certificate Transparency (google/certificate-transparency,
# cpp/merkletree/merkle_tree_test.cc), which its other implementations share.
PUBLISHED_LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
PUBLISHED_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("n_leaves", range(1, 9))
def test_roots_are_those_that_certificate_transparency_has_published(n_leaves: int) -> None:
    leaves = [bytes.fromhex(leaf) for leaf in PUBLISHED_LEAVES[:n_leaves]]
    assert root_of(b"".join(map(hash_leaf, leaves))).hex() == PUBLISHED_ROOTS[n_leaves - 1]


@given(st.lists(st.binary(max_size=3), max_size=70))
def test_a_root_is_the_one_of_the_standard(leaves: list[bytes]) -> None:
    assert root_of(b"".join(map(hash_leaf, leaves))) == merkle_tree.root(leaves)


@given(st.lists(st.integers(0, 40), max_size=8))
def test_it_is_the_same_tree_in_however_many_batches_it_grew_and_was_put_away_between(sizes: list[int]) -> None:
    leaves = [hash_leaf(bytes([i % 256])) for i in range(sum(sizes))]
    tree, begin = Tree(), 0
    for size in sizes:
        tree = Tree.at_size(tree.size, tree.kept())
        tree.add(b"".join(leaves[begin : begin + size]))
        begin += size
        assert tree.root() == root_of(b"".join(leaves[:begin]))
    assert tree.size == sum(sizes)


@pytest.mark.parametrize(("size", "kept"), [(3, b"x" * 32), (0, b"x" * 32), (4, b"x" * 31)])
def test_peaks_of_another_size_are_refused(size: int, kept: bytes) -> None:
    with pytest.raises(ValueError, match="peaks"):
        Tree.at_size(size, kept)


def test_half_a_hash_is_no_leaf() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Tree().add(b"x" * 33)


def test_a_leaf_cannot_pass_for_a_pair() -> None:
    left, right = hash_leaf(b"left"), hash_leaf(b"right")
    assert hash_leaf(left + right) != root_of(left + right)
