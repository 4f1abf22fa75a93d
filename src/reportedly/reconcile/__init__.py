"""Many readings, one record: who repeats whom, which accounts tell of one incident, who agrees."""

from reportedly.reconcile.looking import (
    all_copies,
    all_incidents,
    all_threads,
    as_json,
    copies_of,
    figures_sought,
    incident_called,
    incidents_sought,
    thread_as_json,
    threads_sought,
    waiting,
)
from reportedly.reconcile.run import Tally, reconcile
from reportedly.record.incident_rows import FigureRow, Sought, SoughtFigures

__all__ = [
    "FigureRow", "Sought", "SoughtFigures", "Tally", "all_copies", "all_incidents", "all_threads",
    "as_json", "copies_of", "figures_sought", "incident_called", "incidents_sought", "reconcile",
    "thread_as_json", "threads_sought", "waiting",
]  # fmt: skip
