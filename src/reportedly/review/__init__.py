"""What people decided, laid over what the machine read: the record as it stands."""

from reportedly.record.decisions import Decisions, Wanted
from reportedly.review.bonds import (
    Bonds,
    Pair,
    StatusRuling,
    joined_and_parted,
    thread_statuses,
)
from reportedly.review.checks import words_of_decisions_stand
from reportedly.review.deciding import Reviewer, reviewing
from reportedly.review.fields import Unfit
from reportedly.review.groups import Bond, Group, cell_from, group_called
from reportedly.review.history import Line, history, listed, row_of
from reportedly.review.layers import Mark, Reviewed, lay, marks, reviewed
from reportedly.review.record import all_as_they_stand, as_it_stands, as_it_was_read
from reportedly.review.seen import Seen, Sight, seen_in
from reportedly.review.standing import standing, taken_back
from reportedly.review.training import corrections
from reportedly.review.verdicts import verdicts_in, verdicts_on

__all__ = [
    "Bond", "Bonds", "Decisions", "Group", "Line", "Mark", "Pair", "Reviewed", "Reviewer", "Seen",
    "Sight", "StatusRuling", "Unfit", "Wanted", "all_as_they_stand", "as_it_stands",
    "as_it_was_read", "cell_from", "corrections", "group_called", "history", "joined_and_parted",
    "lay", "listed", "marks", "reviewed", "reviewing", "row_of", "seen_in", "standing",
    "taken_back", "thread_statuses", "verdicts_in", "verdicts_on", "words_of_decisions_stand",
]  # fmt: skip
