"""Exports: the formats, and the record in one of them to download."""

from __future__ import annotations

import json
import mimetypes
import tempfile
import zipfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import FileResponse, Response
from starlette.background import BackgroundTask

from reportedly.api import ExportFormat, ExportList
from reportedly.desk.api.answers import Fresh, answered, tagged
from reportedly.desk.api.asked import Id
from reportedly.desk.api.behind import behind
from reportedly.desk.api.problems import Refused
from reportedly.desk.filters import Name, all_of, conditions
from reportedly.errors import UsageError
from reportedly.publish.exports import Export, Source, export_called, provided
from reportedly.publish.exports.provenance import provenance_of
from reportedly.reconcile import Sought
from reportedly.reconcile.overview import number_sought
from reportedly.review import cell_from

router = APIRouter()
MOST = 10_000  # incidents in one download
ZIP = "application/zip"
KINDS = {
    ".geojson": "application/geo+json", ".gpkg": "application/geopackage+sqlite3",
    ".jsonl": "application/x-ndjson", ".jsonld": "application/ld+json",
    ".atom": "application/atom+xml", ".ics": "text/calendar", ".csv": "text/csv",
}  # fmt: skip
Conditions = Annotated[Sought, Depends(conditions)]
AtMost = Annotated[int | None, Query(ge=1, le=MOST, description="So many incidents at most.")]
OneCell = Annotated[Name | None, Query(description="ARTICLE/ENTRY: of one account alone.")]
Bundle = Annotated[bool, Query(description="A ZIP archive with provenance.json beside the file.")]


@router.get("/exports", response_model=ExportList)
def exports(request: Request) -> Response:
    """List the formats that the record can be written in."""
    rows = tuple(
        ExportFormat(name=it.offer.name, about=it.offer.about, suffix=it.offer.suffix,
                     folder=it.offer.folder, provided_by=it.by)
        for it in provided()[0]
    )  # fmt: skip
    return answered(request, ExportList(items=rows))


@router.get(
    "/exports/{format}",
    response_class=Response,
    dependencies=[Fresh],
    responses={200: {"description": "The file.", "content": {"application/octet-stream": {}}}},
)
def export(  # noqa: PLR0913, PLR0917 (each a filter with a name)
    request: Request,
    format: Id,
    wanted: Conditions,
    limit: AtMost = None,
    cell: OneCell = None,
    bundle: Bundle = False,
) -> Response:
    """Download incidents in a format; formats of the whole record pass filters over.

    Without `limit` nothing is left out: if more than ten thousand match, you are told so.
    """
    here = behind(request)
    try:
        chosen = export_called(format)
    except UsageError as error:
        raise Refused(404, str(error)) from None
    if limit is None and number_sought(here.record, all_of(wanted)) > MOST:
        detail = f"more than {MOST:,} incidents match: narrow the filters, or give a limit"
        raise Refused(422, detail)
    source = _source(request, chosen, replace(wanted, limit=limit or MOST), cell)
    if getattr(request.state, "head", False):
        return Response(headers=_headers(request, source), media_type=_kind(chosen, bundle))
    if not here.exporting.acquire(blocking=False):
        raise Refused(503, "other exports are being made: try again", {"Retry-After": "10"})
    try:
        return _download(request, chosen, source, bundle)
    finally:
        here.exporting.release()


def _source(request: Request, chosen: Export, sought: Sought, cell: str | None) -> Source:
    """Return what is written from; the record's hash is counted once for each state of it."""
    here = behind(request)
    one = cell_from(cell) if cell else None
    stamp = here.changes.stamp()
    whole = here.hashed.get(stamp) or provenance_of(here.record, "", Sought())
    here.hashed.clear()
    here.hashed[stamp] = whole
    asked = {name: value for name, value in asdict(sought).items() if value not in (None, 0)}
    own: dict[str, object] = {
        "format": chosen.name,
        "parameters": asked | ({"cell": "/".join(one)} if one else {}),
    }
    return Source(here.record, sought, {**whole, **own}, one)


def _download(request: Request, chosen: Export, source: Source, bundle: bool) -> Response:
    room = tempfile.TemporaryDirectory(prefix="reportedly-")
    try:
        folder = Path(room.name, "files")
        folder.mkdir()
        name = f"reportedly-{chosen.name}"
        made = folder if chosen.folder else folder / f"{name}{chosen.suffix}"
        chosen.write(source, made)
        if chosen.folder or bundle:
            made = _zipped(Path(room.name, f"{name}.zip"), folder, source)
        return FileResponse(
            made, filename=made.name, media_type=_kind(chosen, bundle),
            headers=_headers(request, source), background=BackgroundTask(room.cleanup),
        )  # fmt: skip
    except BaseException:
        room.cleanup()
        raise


def _zipped(target: Path, folder: Path, source: Source) -> Path:
    told = source.provenance | {"left_out": dict(sorted(source.left.items()))}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.rglob("*")):
            archive.write(part, part.relative_to(folder))
        archive.writestr("provenance.json", json.dumps(told, indent=2) + "\n")
    return target


def _headers(request: Request, source: Source) -> dict[str, str]:
    return {**tagged(request), "Reportedly-Record-SHA256": str(source.provenance["record_sha256"])}


def _kind(chosen: Export, bundle: bool) -> str:
    if chosen.folder or bundle:
        return ZIP
    guessed = mimetypes.guess_type(f"x{chosen.suffix}")[0]
    return KINDS.get(chosen.suffix) or guessed or "application/octet-stream"
