"""`reportedly schema`: the shape of a reading's JSON."""

from __future__ import annotations


def schema() -> None:
    """Print the JSON Schema of a reading."""
    import json

    from reportedly.commands.output import opened
    from reportedly.publish import schema as schema_of_reading

    with opened(None, exact=True) as sink:
        sink.write(json.dumps(schema_of_reading(), indent=2, ensure_ascii=False) + "\n")
