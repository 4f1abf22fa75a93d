"""Search: reports that hold some words, narrowed by outlet and year."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from reportedly.desk.answers import PAGE_SIZE, answer, pager, record_of
from reportedly.desk.filters import PageNumber, Words
from reportedly.desk.languages import Phrase as _

router = APIRouter()
MOST = 500


@router.get("/search")
def search(
    request: Request,
    q: Annotated[str, Query(max_length=500)] = "",
    outlet: Words = None,
    year: Annotated[str, Query(pattern=r"^(\d{4})?$")] = "",
    page: PageNumber = 1,
) -> Response:
    """Search the reports; outlets and years are counted over the best five hundred."""
    hits = record_of(request).search(q, MOST) if q.strip() else []
    outlets = Counter(hit.outlet for hit in hits if hit.outlet)
    years = Counter(str(hit.published.year) for hit in hits if hit.published)
    kept = [
        hit for hit in hits
        if (not outlet or hit.outlet == outlet)
        and (not year or (hit.published is not None and str(hit.published.year) == year))
    ]  # fmt: skip
    start = (page - 1) * PAGE_SIZE
    shown = kept[start : start + PAGE_SIZE]
    plain = {
        "q": q, "total": len(kept), "page": page, "outlets": dict(outlets), "years": dict(years),
        "hits": [
            {"id": hit.id, "title": hit.title, "outlet": hit.outlet, "snippet": hit.snippet,
             "published": hit.published.isoformat() if hit.published else None,
             "marked": [list(span) for span in hit.marked]}
            for hit in shown
        ],
    }  # fmt: skip
    return answer(
        request, "search.html", plain, title=_("Search"), q=q, hits=shown, total=len(kept),
        most=MOST, outlets=outlets.most_common(15), years=sorted(years.items(), reverse=True),
        outlet=outlet or "", year=year, pager=pager(request, page, len(kept) > start + PAGE_SIZE),
    )  # fmt: skip
