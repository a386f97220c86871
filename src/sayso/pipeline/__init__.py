"""The one place where the five questions are composed: reports in, readings out."""

from sayso.pipeline.reader import Reader, failure

__all__ = ["Reader", "failure"]
