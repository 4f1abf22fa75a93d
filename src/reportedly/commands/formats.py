"""Readings written in the format that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportedly.commands.options import Format
from reportedly.commands.output import Sink
from reportedly.vocabulary import Reading


def write(
    chosen: Format, readings: Iterator[Reading], sink: Sink, alone: Callable[[], bool]
) -> None:
    """Write readings as they come.

    `alone`, asked at the end, tells whether a single report was looked at: its JSON is an
    object, that of several reports a list, even if but one of them could be read.
    """
    match chosen:
        case Format.TEXT:
            write_text(readings, sink)
        case Format.JSONL:
            write_jsonl(readings, sink)
        case Format.JSON:
            write_json(readings, sink, alone)
        case Format.HTML:
            write_html(readings, sink)


def write_text(readings: Iterator[Reading], sink: Sink) -> None:
    """Write what a person reads in a terminal, a rule between two reports."""
    from reportedly.publish import print_text

    console = None
    for reading in readings:
        if console is None:
            console = sink.console()
        else:
            console.print()
            console.rule(style="dim")
            console.print()
        print_text(reading, console)
        sink.stream.flush()


def write_jsonl(readings: Iterator[Reading], sink: Sink) -> None:
    """Write one JSON object a line."""
    from reportedly.publish import dumps

    for reading in readings:
        sink.write(dumps(reading) + "\n")


def write_json(readings: Iterator[Reading], sink: Sink, alone: Callable[[], bool]) -> None:
    """Write one JSON object, or a list of them; nothing if the only report was set aside."""
    from reportedly.publish import dumps_pretty

    first = next(readings, None)
    second = next(readings, None)
    if second is None and alone():
        if first is not None:
            sink.write(dumps_pretty(first) + "\n")
        return
    begun = "[\n"
    for reading in (first, second):
        if reading is not None:
            sink.write(begun + dumps_pretty(reading))
            begun = ",\n"
    for reading in readings:
        sink.write(",\n" + dumps_pretty(reading))
    sink.write("[]\n" if first is None else "\n]\n")


def write_html(readings: Iterator[Reading], sink: Sink) -> None:
    """Write one page, of one report or of several."""
    from reportedly.publish import html_book, html_page

    every = list(readings)
    if every:
        sink.write(html_page(every[0]) if len(every) == 1 else html_book(every))
