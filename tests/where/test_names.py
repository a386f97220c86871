"""Keys of place names: many spellings, one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.where.names import abbreviation, key, stem, without_article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dayr az-Zawr", "dayr az zawr"),
        ("Şırnak", "Sirnak"),
        ("‘Ayn al ‘Arab", "Ayn al Arab"),
        ("St. Louis", "Saint Louis"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Guinea–Bissau", "Guinea-Bissau"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    """Marks, hyphens, apostrophes, ayns and short words do not tell two names apart."""
    assert key(other) == key(one)


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    """Making a key of a key changes nothing, whatever the string."""
    assert key(name) == key(key(name))


@pytest.mark.parametrize(
    ("name", "unit"),
    [("kunar province", "admin1"), ("alishing district", "admin2"), ("city of basra", "city"), ("basra", None)],
)
def test_the_word_for_a_unit_tells_its_level(name: str, unit: str | None) -> None:
    """Words like "province", "district" and "city of" name a level; a bare name names none."""
    assert unit == stem(name).unit


def test_an_article_alone_is_not_taken_off() -> None:
    """What is left without the article must still be a name."""
    assert without_article("al bab") is None
    assert without_article("el fasher") == "fasher"


def test_short_forms_keep_their_case() -> None:
    """With a capital, "Ill." is Illinois; "ill." is not."""
    assert abbreviation("Ill.") == "=Ill"
    assert abbreviation("ill.") is None
