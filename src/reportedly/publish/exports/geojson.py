"""GeoJSON (RFC 7946): an incident is a feature; one without coordinates has no geometry."""

from __future__ import annotations

import json
from pathlib import Path

from reportedly.publish.exports.export import Export
from reportedly.publish.exports.places import point_of, properties_of
from reportedly.publish.exports.source import Source


def write(source: Source, path: Path) -> None:
    """Write a collection of features, one a line; `provenance` is a member of the collection."""
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
        told = json.dumps(source.provenance, ensure_ascii=False)
        stream.write(f'{{"type": "FeatureCollection", "provenance": {told}, "features": [')
        between = "\n"
        for incident in source.incidents():
            point = point_of(incident)
            feature = {
                "type": "Feature",
                "id": incident.id,
                "geometry": {"type": "Point", "coordinates": point} if point else None,
                "properties": properties_of(incident),
            }
            stream.write(between + json.dumps(feature, ensure_ascii=False))
            between = ",\n"
        stream.write("\n]}\n")


EXPORT = Export("geojson", ".geojson", "GeoJSON: incidents on a map, with their precision", write)
