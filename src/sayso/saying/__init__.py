"""On whose say-so: statements in the text, and the chains of sources that claims hang from."""

from sayso.saying.carrying import carry_over
from sayso.saying.chains import chain
from sayso.saying.statements import statements

__all__ = ["carry_over", "chain", "statements"]
