"""The process that runs parsers: it may be killed at any time, and bounds its own memory."""

from __future__ import annotations

import faulthandler
import importlib
import os
import sys
import threading
import time
from pathlib import Path
from typing import IO

from sayso.errors import InputError, Malformed
from sayso.reading.jobs import Done, Found, Job, Original, Parser, Passed, Ready, Wrong, receive_job, send

OUT_OF_MEMORY = 77
"""Exit status of a process that took more memory than it may."""
ORPHAN_FACTOR = 3
WATCH_SECONDS = 0.05


def main() -> None:
    """Read jobs from standard input and answer on standard output until the other side is gone."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not get between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while (job := receive_job(sys.stdin.buffer)) is not None:
        _answer(job, answers)


def _answer(job: Job, answers: IO[bytes]) -> None:
    parse = _parser(job.parser)
    bound_memory(job.limits.memory)
    send(answers, Ready())
    try:
        _arm(job)
        for item in parse(job):
            match item:
                case None:
                    send(answers, Passed())
                case InputError():
                    send(answers, Wrong.of(item))
                case Original():
                    send(answers, item)
                case report:
                    send(answers, Found(report))
            _arm(job)
    except InputError as error:
        send(answers, Wrong.of(error))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:  # noqa: BLE001  # parsers of other houses raise anything at all on broken input
        what = f"The parser failed on it ({type(error).__name__})"
        remedy = "Save it anew, or give its text in a .txt file."
        send(answers, Wrong.of(Malformed(what, source=job.source, remedy=remedy)))
    faulthandler.cancel_dump_traceback_later()
    send(answers, Done())


def _parser(name: str) -> Parser:
    module, _, function = name.partition(":")
    parser: Parser = getattr(importlib.import_module(module), function)
    return parser


def _arm(job: Job) -> None:
    """End this process by itself some time after its parent should have, in case the parent is gone."""
    faulthandler.dump_traceback_later(job.limits.seconds * ORPHAN_FACTOR, exit=True)


def bound_memory(limit: int) -> None:
    """Keep this process under *limit* bytes resident: by the kernel on Linux, by a watch on other POSIX systems.

    Linux bounds address space, not residence; what is already mapped but not resident is added.
    Windows has no bound here.
    """
    if sys.platform == "win32":
        return
    if sys.platform == "linux":
        import resource

        pages = Path("/proc/self/statm").read_text().split()
        page = resource.getpagesize()
        mapped, resident = int(pages[0]) * page, int(pages[1]) * page
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        soft = mapped - resident + limit
        resource.setrlimit(resource.RLIMIT_AS, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
    elif not any(thread.name == _watch.__name__ for thread in threading.enumerate()):
        threading.Thread(target=_watch, args=(limit,), name=_watch.__name__, daemon=True).start()


def _watch(limit: int) -> None:
    """End this process when it has held more than *limit* bytes (macOS: ``ru_maxrss`` is in bytes there)."""
    import resource

    while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss <= limit:
        time.sleep(WATCH_SECONDS)
    os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
