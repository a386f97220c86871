"""The command line: ``sayso read``, ``sayso demo``, ``sayso schema``.

Everything heavy is imported inside the command that needs it, so that ``sayso --help`` stays quick.
"""

from sayso.cli.commands import main

__all__ = ["main"]
