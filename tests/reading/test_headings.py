"""Words set beside a name: headlines, transcripts, quotations that are signed."""

from __future__ import annotations

from reportedly.reading import Reader
from reportedly.reading.statements.headings import find_headings
from reportedly.vocabulary import Article

SIGNED = """What the truce means to them.

“We will rebuild our homes. Nobody should try to stop us.” ― Ana Lima in a speech, June 16, 2015

“I lost two sons. What do I care for a paper that was signed in Vienna?”

— Former Mayor Omar Haddad, who fled in May

“They went home at night” — Ana Lima saw them go."""

TRANSCRIPT = """Marin: Shells fell on four houses.

KOVAC: Did you see the shells fall?

Sergeant MARIN: I saw four of them. They came from the north.

"KOVAC: Who fired them?

MARIN: 12

Q: Was it the army?"""


def told(reader: Reader, text: str) -> list[tuple[str, str, str]]:
    """Return speaker, cue and the first five words of each statement without a verb of speech."""
    found = reader.read(Article("one", text)).statements
    return [
        (s.speaker.span.of(text), s.cue.span.of(text), " ".join(s.content[0].of(text).split()[:5]))
        for s in found
        if s.speaker and s.cue.lemma == ":"
    ]


def test_a_signed_quotation_is_its_signers_alone(reader: Reader) -> None:
    assert told(reader, SIGNED) == [
        ("Ana Lima", "―", "“We will rebuild our homes."),
        ("Former Mayor Omar Haddad", "—", "“I lost two sons. What"),
    ]


def test_a_transcript_gives_each_speaker_a_line(reader: Reader) -> None:
    found = told(reader, TRANSCRIPT)
    assert [one for one in found if one[0] == "KOVAC"] == [
        ("KOVAC", ":", "Did you see the shells"),
        ("KOVAC", ":", "Who fired them?"),
    ]
    speakers = {speaker for speaker, _, _ in found}
    assert "Sergeant MARIN" in speakers
    assert not {"MARIN", "Q"} & speakers


def test_labels_of_a_list_are_no_speakers(reader: Reader) -> None:
    doc = reader.nlp(
        "Update: Two roads were cut.\n\nUpdate: A bridge was hit.\n\n"
        "Monday: Shells fell on a school.\n\nMonday: Nobody was hurt in the north."
    )
    found = list(find_headings(doc, []))
    assert not any(one.sure for one in found)
    assert "Update" not in {doc[slice(*one.source)].text for one in found if one.source}
