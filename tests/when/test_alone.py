"""The times of a text are read without a model and without the rest of the pipeline."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable

from sayso.model.layers import Layers
from sayso.when import read

PUBLISHED = dt.date(2020, 10, 22)


def test_by_rules_alone() -> None:
    """What is surely a time is found and dated without the encoder."""
    got = read("Shells fell last winter and on Tuesday night.", published=PUBLISHED)
    assert [("last winter", "2019-WI"), ("Tuesday night", "2020-10-20TNI")] == [(w.text, w.value) for w in got]


def test_with_layers(layers_of: Callable[..., Layers]) -> None:
    """With the encoder's layers the tagger's spans are read too."""
    text = "They are now in town and came on Tuesday."
    got = read(text, published=PUBLISHED, layers=layers_of(text, times=[("now", "DATE")]))
    assert [("now", "PRESENT_REF"), ("Tuesday", "2020-10-20")] == [(w.text, w.value) for w in got]


def test_without_a_day_to_count_from() -> None:
    """Without a published date nothing counts from today: no days, but the precision that the words tell."""
    got = read("Shells fell on Thursday, in March and last winter, and on 3 May 2019.")
    assert [
        ("Thursday", None, None, "day"),
        ("March", None, None, "month"),
        ("last winter", None, None, "season"),
        ("3 May 2019", "2019-05-03", dt.date(2019, 5, 3), "day"),
    ] == [(w.text, w.value, w.earliest, w.precision) for w in got]


def test_no_model_is_loaded() -> None:
    """Reading by rules needs neither the weights nor onnxruntime."""
    program = (
        "import sys; from sayso.when import read; assert read('On 3 May 2019.');"
        "print(sorted(name for name in sys.modules if name.startswith(('onnxruntime', 'tokenizers', 'numpy'))))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()
