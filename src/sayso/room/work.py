"""The process that reads reports into a case and works out its incidents: an order in, lines of JSON out."""

from __future__ import annotations

import sys
from contextlib import suppress

import msgspec

from sayso.casefile import Case
from sayso.casefile.adding import add
from sayso.casefile.gathering import gather
from sayso.errors import SaysoError
from sayso.room.jobs import Order, Told


def tell(told: Told) -> None:
    """Write one line."""
    sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
    sys.stdout.buffer.flush()


def work(order: Order) -> None:
    """Do what *order* says, and tell of it."""
    with Case(order.location) as case:
        if order.inputs:
            from sayso.pipeline import Reader
            from sayso.reading import count

            tell(Told(stage="reading", total=count(order.inputs)))
            for outcome in add(case, order.inputs, reader=Reader(), published=order.published, outlet=order.outlet):
                tell(Told(outcome=outcome))
        gather(case, alone=order.alone, told=_far)


def _far(stage: str, done: int, total: int) -> None:
    tell(Told(stage=stage, done=done, total=total))


def main() -> int:
    """Read the order from standard input and work."""
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    try:
        work(order)
    except SaysoError as error:
        tell(Told(error=str(error)))
        return 1
    except KeyboardInterrupt:
        return 1
    return 0


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        sys.exit(main())
