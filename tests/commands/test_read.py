"""`reportedly read` as a user meets it: what is printed, where, and the exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from reportedly.publish import loads
from reportedly.record import open_record

Run = Callable[..., Result]
STORY = "The army said on Friday that 12 drones were shot down near El Fasher."
OTHER = "Talks in Doha end on Monday, two mediators said."


@pytest.fixture(autouse=True)
def sources(own_database: Path) -> None:
    Path("good.txt").write_text(STORY)
    Path("other.md").write_text("---\ntitle: Other\npublished: 2025-06-12\n---\n\n" + OTHER)
    Path("empty.txt").write_text("")
    Path("bad.txt").write_text("EXPLODE: " + STORY)
    Path("lines.jsonl").write_text(
        '{"id": "a", "text": "Shots were fired."}\n{broken\n{"id": "b", "text": "Talks ended."}\n'
    )


def kept(url: Path) -> list[str]:
    with open_record(str(url)) as record:
        return sorted(entry.id for entry in record.list())


def test_one_report_is_shown_and_kept(run: Run, own_database: Path) -> None:
    done = run("read", "other.md")
    assert done.exit_code == 0
    assert "Other" in done.stdout
    assert "2025-06-12" in done.stdout
    assert done.stderr == ""
    assert len(kept(own_database)) == 1


def test_reading_again_adds_nothing(run: Run, own_database: Path) -> None:
    assert run("read", "good.txt", "other.md").exit_code == 0
    assert run("read", "good.txt", "other.md").exit_code == 0
    assert len(kept(own_database)) == 2


def test_what_the_caller_says_goes_into_the_article(run: Run) -> None:
    told = ("--published", "2025-09-05", "--outlet", "Paper", "--url", "https://x.example/1")
    done = run("read", "good.txt", *told, "--format", "json", "--no-db")
    article = json.loads(done.stdout)["article"]
    assert [article[key] for key in ("published", "outlet", "url")] == list(told[1::2])


def test_json_of_one_is_an_object_and_of_several_a_list(run: Run) -> None:
    one = run("read", "good.txt", "--format", "json")
    assert loads(one.stdout).article.text == STORY
    two = json.loads(run("read", "good.txt", "other.md", "--format", "json").stdout)
    assert [it["article"]["title"] for it in two] == [None, "Other"]
    with_bad = json.loads(run("read", "good.txt", "empty.txt", "--format", "json").stdout)
    assert [it["article"]["text"] for it in with_bad] == [STORY]
    assert run("read", "empty.txt", "--format", "json").stdout == ""
    assert run("read", "empty.txt", "bad.txt", "--format", "json").stdout == "[]\n"


def test_jsonl_is_one_reading_a_line(run: Run) -> None:
    done = run("read", "lines.jsonl", "good.txt", "--format", "jsonl")
    assert [loads(line).article.text for line in done.stdout.splitlines()] == [
        "Shots were fired.", "Talks ended.", STORY,
    ]  # fmt: skip


def test_html_is_one_page(run: Run) -> None:
    for sources in (["good.txt"], ["good.txt", "other.md"]):
        page = run("read", *sources, "--format", "html").stdout
        assert page.lower().count("<!doctype html>") == 1
        assert "12 drones" in page


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("nowhere.txt", "nowhere.txt: set aside: there is no such file"),
        ("empty.txt", "empty.txt: set aside: it is empty"),
        ("bad.txt", "bad.txt: set aside: the reader failed on it: ValueError: boom and more"),
        ("lines.jsonl", "lines.jsonl:2: set aside: the line isn't JSON"),
        (
            "https://me:word@x.example/a",
            "https://x.example/a: set aside: its address holds a name or",
        ),
        ("http://127.0.0.1:9/a", "http://127.0.0.1:9/a: set aside: its host 127.0.0.1 lies in"),
        ("ftp://x.example/a", "ftp://x.example/a: set aside: only http"),
        ("x" * 5_000, "x" * 5_000 + ": set aside: File name too long"),
        ("nothing", "nothing: set aside: the folder holds no report"),
        ("unsupported.txt", "unsupported.txt: set aside: s1 points outside the text"),
        ("evil\x1b[31m\n.txt", "evil\\x1b[31m .txt: set aside: it is empty"),
    ],
)
def test_a_bad_source_is_told_and_the_others_are_read(
    run: Run, own_database: Path, source: str, reason: str
) -> None:
    Path("nothing").mkdir()
    Path("unsupported.txt").write_text("UNSUPPORTED")
    Path("evil\x1b[31m\n.txt").write_text(" ")
    done = run("read", "good.txt", source, "other.md", "--format", "jsonl")
    assert done.exit_code == 1
    first, summary = done.stderr.splitlines()
    assert first.startswith(reason)
    assert "1 set aside" in summary
    texts = [loads(line).article.text for line in done.stdout.splitlines()]
    assert (texts[0], texts[-1]) == (STORY, OTHER)
    assert len(kept(own_database)) == len(texts)


def test_standard_input_is_known_by_its_look(run: Run) -> None:
    assert loads(run("read", "-", "--format", "json", stdin=STORY).stdout).article.text == STORY
    lines = Path("lines.jsonl").read_bytes()
    done = run("read", "-", "--format", "jsonl", stdin=lines)
    assert done.stdout.count("\n") == 2
    assert "standard input:2: set aside" in done.stderr
    words = "<p>Residents of Goma said that shells fell on the market at dawn.</p>" * 4
    page = run("read", "-", "--format", "json", stdin=f"<html><body>{words}</body></html>")
    assert "<p>" not in loads(page.stdout).article.text
    assert run("read", "-", stdin="").exit_code == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "missing argument"),
        (["good.txt", "--published", "last week"], "'last week' is not a date"),
        (["good.txt", "--format", "xml"], "'xml' is not one of"),
        (["good.txt", "--jobs", "0"], "--jobs"),
        (["good.txt", "--jobs", "many"], "--jobs"),
        (["good.txt", "--nonsense"], "--nonsense"),
        (["good.txt", "--db", "x", "--no-db"], "contradict"),
        (["good.txt", "--db", "no/such/folder/x.sqlite"], "does not exist"),
        (["good.txt", "--db", "mysql://x/y"], "not supported"),
        (["good.txt", "--db", "good.txt"], "not an SQLite database|is not a database"),
        (["good.txt", "-o", "no/such/folder/x.json"], "x.json can't be written"),
        (["good.txt", "-o", "."], "is a folder"),
    ],
)
def test_a_wrong_call_gets_one_line_and_status_2(run: Run, words: list[str], message: str) -> None:
    done = run("read", *words)
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("reportedly: ")
    assert any(part in line for part in message.split("|")), line


def test_output_takes_its_place_whole(run: Run) -> None:
    target = Path("out.jsonl")
    target.write_text("older")
    target.chmod(0o640)
    done = run("read", "good.txt", "other.md", "--format", "jsonl", "-o", target)
    assert done.stdout == ""
    assert target.read_text().count("\n") == 2
    assert target.stat().st_mode & 0o777 == 0o640
    assert not list(Path().glob(".*"))


def test_output_through_a_link_keeps_the_link(run: Run) -> None:
    Path("real.json").write_text("older")
    Path("link.json").symlink_to("real.json")
    run("read", "good.txt", "--format", "json", "-o", "link.json")
    assert Path("link.json").is_symlink()
    assert loads(Path("real.json").read_text()).article.text == STORY


def test_nothing_read_leaves_the_output_as_it_was(run: Run) -> None:
    Path("out.html").write_text("older")
    done = run("read", "empty.txt", "--format", "html", "-o", "out.html")
    assert done.exit_code == 1
    assert "out.html is not written" in done.stderr
    assert Path("out.html").read_text() == "older"


def test_failure_half_way_leaves_no_half_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly import publish

    real = publish.dumps

    def fail_on_second(reading: object) -> str:
        if getattr(reading, "article").title == "Other":  # noqa: B009
            raise OSError(28, "No space left on device")
        return real(reading)  # type: ignore[arg-type]

    monkeypatch.setattr(publish, "dumps", fail_on_second)
    done = run("read", "good.txt", "other.md", "--format", "jsonl", "-o", "out.jsonl")
    assert done.exit_code == 2
    assert "No space left" in done.stderr.splitlines()[-1]
    assert [path.name for path in Path().iterdir() if "out.jsonl" in path.name] == []


def test_an_unforeseen_error_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly import publish

    monkeypatch.setattr(publish, "dumps", lambda reading: 1 / 0)
    done = run("read", "good.txt", "--format", "jsonl")
    assert done.exit_code == 70
    assert done.stderr.startswith("reportedly: unexpected error: ZeroDivisionError")
    assert len(done.stderr.splitlines()) == 1


def test_text_in_a_file_has_no_colours(run: Run) -> None:
    run("read", "good.txt", "-o", "out.txt")
    assert "\x1b" not in Path("out.txt").read_text()


def test_a_date_that_is_none_is_told_and_the_report_is_read(run: Run) -> None:
    Path("dated.jsonl").write_text('{"id": "a", "text": "Shots were fired.", "date": "4:58 PM"}\n')
    done = run("read", "dated.jsonl", "--format", "jsonl", "--no-db")
    assert done.exit_code == 0
    assert "a: '4:58 PM' is not a date" in done.stderr
    assert loads(done.stdout).article.published is None
