"""What a time expression is resolved against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from reportedly.reading.times.outlook import Outlook
from reportedly.reading.times.window import Window, make_day, shift_days

NEAR = 60  # days ahead at which a date without year is taken for one to come
SOON = 21  # the same where the clause tells of the past
LONG = 300  # days back from which the past reading is the less likely
HALF_WEEK = 3  # days back up to which a weekday is nearer behind than ahead
UNITS = ("day", "week", "month", "year")


@dataclass(slots=True)
class Context:
    """The day of publication, what was resolved before, and where the clause looks.

    `told` holds the times told last, by unit: what "a day earlier", "that month" count from.
    `year` is the year of the nearest explicit date and `opening` the days around one that the
    report opens with, used only where nothing tells the day of publication; `named` remembers days
    that were given with their year. `near` is true while the time resolved before stands close
    enough to lend an hour its day; `deadline`, `since` and `until` are true inside "by …",
    "since …" and "until …".
    """

    published: date | None
    told: dict[str, Window] = field(default_factory=dict)
    year: int | None = None
    looks: Callable[[bool], Outlook] = lambda deadline: "unsaid"
    deadline: bool = False
    since: bool = False
    until: bool = False
    near: bool = False
    opening: tuple[date, ...] = ()
    named: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def base(self) -> Window | None:
        """The time told last that tells a day."""
        return self.told.get("day")

    def remember(self, window: Window) -> None:
        """Keep a resolved time as what later ones count from, in its own unit and coarser ones."""
        first, last = window.start, window.end
        if first is None or last is None or window.precision == "open":
            return
        finest = UNITS.index(window.precision) if window.precision in UNITS else 0
        year = first.year == last.year
        month = year and first.month == last.month
        whole = {"day": True, "week": True, "month": month, "year": year}
        self.told.update({unit: window for unit in UNITS[finest:] if whole[unit]})

    def day_told(self, unit: str) -> date | None:
        """Return a day of the time told last that is at least as fine as a unit."""
        window = self.told.get(unit if unit in UNITS else "day")
        return window.day if window else None

    @property
    def outlook(self) -> Outlook:
        """Where the clause around the expression looks."""
        if self.since:
            return "past"
        looks = self.looks(self.deadline)
        return "future" if self.until and looks != "past" else looks

    def day_without_year(self, month: int, day: int) -> date | None:
        """Return the day of a date that says no year."""
        if (month, day) in self.named:
            return make_day(self.named[month, day], month, day)
        if self.published is None:
            return make_day(self.year, month, day) if self.year else None
        years = (self.published.year + n for n in (-1, 0, 1))
        return self.nearest([found for y in years if (found := make_day(y, month, day))])

    def month_without_year(self, month: int) -> int | None:
        """Return the year of a month that says none."""
        if self.published is None:
            return self.year
        here = self.published.year * 12 + self.published.month - 1
        behind = (here % 12 - (month - 1)) % 12
        outlook = self.outlook
        if behind and (outlook == "future" or (outlook == "unsaid" and behind >= 11)):
            return (here + 12 - behind) // 12
        return (here - behind) // 12

    def nearest(self, candidates: list[date]) -> date | None:
        """Return the candidate that the outlook and the nearness to publication speak for."""
        if self.published is None or not candidates:
            return None
        behind = [day for day in candidates if day <= self.published]
        ahead = [day for day in candidates if day > self.published]
        if not behind or not ahead:
            return (ahead or behind)[0 if ahead else -1]
        back, on = (self.published - behind[-1]).days, (ahead[0] - self.published).days
        outlook = self.outlook
        if outlook == "future":
            return ahead[0] if back else behind[-1]
        if outlook == "either":
            return behind[-1] if back <= on else ahead[0]
        if back >= LONG and on <= (NEAR if outlook == "unsaid" else SOON) and not self.since:
            return ahead[0]
        return behind[-1]

    def weekday(self, number: int, which: str = "", week: str = "") -> date | None:
        """Return the day of a weekday: "last", "next", "this" or plain; of which week if said."""
        today = self.published
        if today is None:
            return None
        if week:
            monday = today - timedelta(days=today.weekday())
            return shift_days(monday, {"last": -7, "this": 0, "next": 7}[week] + number)
        behind = (today.weekday() - number) % 7
        outlook = self.outlook
        if which in {"next", "coming", "this coming"}:
            return shift_days(today, 7 - behind)
        if which in {"last", "this past"}:
            return shift_days(today, -(behind or 7))
        if outlook == "future" or (which == "this" and outlook != "past"):
            return shift_days(today, (7 - behind) if behind else 0)
        if outlook == "either" and behind > HALF_WEEK:
            return shift_days(today, 7 - behind)
        return shift_days(today, -behind)
