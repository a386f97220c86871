"""The language is named where the text is enough to tell."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sayso.reading.language import language_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army said on Monday that it had taken the town from the rebels.", "en"),
        ("El ejército dijo el lunes que había tomado la ciudad de los rebeldes tras tres días de combates.", "es"),
        ("Le porte-parole de l'armée a déclaré lundi que la ville avait été prise aux rebelles.", "fr"),
        ("Представитель армии заявил в понедельник, что город был взят после трёх дней боёв.", "ru"),
        ("قال المتحدث باسم الجيش يوم الاثنين إن المدينة سقطت بعد ثلاثة أيام من القتال", "ar"),
        ("Alba", None),
        ("1 2 3 4 5 6 7 8", None),
    ],
)
def test_language(text: str, expected: str | None) -> None:
    """Sentences are told apart; a word or figures are not enough."""
    assert expected == language_of(text)


def test_plain_english_loads_no_classifier() -> None:
    """The classifier, slow to load, is left alone for what is plainly English."""
    code = (
        "import sys; from sayso.reading.language import language_of;"
        "language_of('The army said that it had taken the town from the rebels.'); print('py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "False" == done.stdout.strip()
