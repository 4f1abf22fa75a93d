"""Many readings, one record: who repeats whom, which accounts tell of one incident, who agrees."""

from reportedly.reconcile.looking import all_copies, all_incidents, all_threads
from reportedly.reconcile.run import Tally, reconcile

__all__ = ["Tally", "all_copies", "all_incidents", "all_threads", "reconcile"]
