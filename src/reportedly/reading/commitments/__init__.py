"""Commitments: who is bound to what, towards whom, on which condition.

A component that runs last, over the actors, figures and statements of the earlier readers. What
it knows lies in `knowledge/english/commitment_*.csv` and `condition_*.csv`.
"""

from reportedly.reading.commitments.component import make_commitments

__all__ = ["make_commitments"]
