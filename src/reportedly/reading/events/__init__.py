"""Finds what happened, is said to have happened, or is foreseen.

Words that tell of a happening are data (`knowledge/english/event_triggers.csv`); what they tell is
one of Reportedly's kinds, which stand in PLOVER's, CAMEO's and ACLED's terms in
`knowledge/codebooks`. Grammar says who did it to whom and whether it is told as a fact.
"""

from reportedly.reading.events.component import make_events, read_events

__all__ = ["make_events", "read_events"]
