"""The readings that stand in for the encoder's are sound, and the same every time."""

from __future__ import annotations

from bench.mixed import readings


def test_the_same_seed_gives_the_same_readings():
    """They are made in order, so that fewer are the beginning of more."""
    assert list(readings(20)) == list(readings(30))[:20]
    assert list(readings(20)) != list(readings(20, seed=2))


def test_claims_have_ids_of_their_own():
    """No two claims share an id, and every report has one."""
    made = list(readings(300))
    ids = [claim.id for reading in made for claim in reading.claims]
    assert len(ids) == len(set(ids)) >= len(made)
