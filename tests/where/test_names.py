"""Keys of place names: many spellings, one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.where.names import abbreviation, key, sound, stem, without_article


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hilmand", "helmand"),
        ("paktya", "paktia"),
        ("mourzouq", "murzuq"),
        ("hiran", "hiiraan"),
        ("panjsher", "panjshir"),
    ],
)
def test_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    """Vowels, doubled letters and signs for one consonant do not change how a name sounds."""
    assert sound(one) == sound(other)


def test_names_that_differ_do_not_sound_alike() -> None:
    """Another consonant is another sound, and what is too short has none."""
    assert sound("kandahar") != sound("kunduz")
    assert sound("ur") is None


@given(st.text())
def test_a_sound_is_no_key_of_a_name(name: str) -> None:
    """A sound is marked, so that no name in a report is taken for one."""
    heard = sound(key(name))
    assert heard is None or heard.startswith("~")
