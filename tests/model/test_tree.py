"""Dependency trees."""

from __future__ import annotations

from collections.abc import Callable

from sayso.model.layers import Layers
from sayso.model.tree import Tree

TEXT = "Fighters of the old militia and the police who fled burned two houses."
TREE = """
Fighters fighter NOUN 11 nsubj
of of ADP 5 case
the the DET 5 det
old old ADJ 5 amod
militia militia NOUN 1 nmod
and and CCONJ 8 cc
the the DET 8 det
police police NOUN 1 conj
who who PRON 10 nsubj
fled flee VERB 8 acl:relcl
burned burn VERB 0 root
two two NUM 13 nummod
houses house NOUN 11 obj
. . PUNCT 11 punct
"""


def words(span: tuple[int, int]) -> str:
    """Return the text of a span of `TEXT`."""
    return TEXT[slice(*span)]


def test_a_phrase_is_the_noun_with_what_belongs_to_it(layers_of: Callable[..., Layers]) -> None:
    """Coordination and clauses stay outside of the phrase."""
    tree = Tree(layers_of(TEXT, TREE))
    assert ["Fighters of the old militia", "the police", "two houses"] == [words(tree.phrase(i)) for i in (0, 7, 12)]


def test_a_relation_stands_for_its_subtypes(layers_of: Callable[..., Layers]) -> None:
    """``acl`` finds ``acl:relcl``."""
    assert (9,) == Tree(layers_of(TEXT, TREE)).children(7, "acl")


def test_conjuncts_come_in_text_order(layers_of: Callable[..., Layers]) -> None:
    """Both sides of a coordination are found from its first."""
    assert (0, 7) == Tree(layers_of(TEXT, TREE)).conjuncts(0)


def test_the_head_of_a_span_is_governed_from_outside(layers_of: Callable[..., Layers]) -> None:
    """The span of a phrase leads back to its head word."""
    tree = Tree(layers_of(TEXT, TREE))
    start = TEXT.index("the old")
    assert 4 == tree.at(start, TEXT.index(" and"))


def test_ancestors_go_up_to_the_root(layers_of: Callable[..., Layers]) -> None:
    """From the deepest word to the sentence's verb."""
    assert (7, 0, 10) == Tree(layers_of(TEXT, TREE)).ancestors(9)
