"""A desk's record from another program, by its API: typed, paged, patient.

::

    from reportedly.client import Client

    with Client("https://desk.example.org", token="reportedly_…") as desk:
        for incident in desk.incidents(country="UKR", since="2025-09-01"):
            print(incident.start, incident.title, incident.counts.origins)

Lists are walked page by page as you take from them. What the desk refuses is raised in its words:
UsageError for what can't be asked so, else a ServiceError.
"""

from __future__ import annotations

import json
import math
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack
from urllib.parse import quote, urlencode

import httpx
from pydantic import TypeAdapter, ValidationError

from reportedly.api import (
    PREFIX,
    AccountPage,
    ActorPage,
    ActorRow,
    ArticlePage,
    ArticleSummary,
    ArticleWhole,
    AskedDecision,
    Claim,
    ClaimFilters,
    ClaimPage,
    CommitmentPage,
    Doubt,
    DoubtPage,
    ExportFormat,
    ExportList,
    Hit,
    HitPage,
    IncidentFilters,
    IncidentPage,
    IncidentSummary,
    IncidentWhole,
    Measure,
    MeasureList,
    Page,
    RelationPage,
    Reprint,
    ReprintPage,
    ReviewLine,
    ReviewPage,
    SaidStatement,
    Service,
    Source,
    SourcePage,
    StatementPage,
)
from reportedly.errors import DecidedMeanwhile, NotAllowed, NotThere, ServiceError, UsageError
from reportedly.vocabulary import (
    Account,
    Cell,
    CommitmentKind,
    CommitmentStatus,
    Decision,
    Reading,
    Relation,
    RelationKind,
    Thread,
)

T = TypeVar("T")
AT_ONCE = 200  # items on a page
TRIES = 5
LONGEST_WAIT = 60.0  # seconds before one more try
LONGEST_EXPORT = 900.0  # seconds until an export begins to come
KEPT, LARGEST = 256, 1_000_000  # answers that are kept, bytes of one
TOO_FAST, BUSY = 429, 503
ERRORS: dict[int, type[ServiceError]] = {
    401: NotAllowed, 403: NotAllowed, 404: NotThere, 409: DecidedMeanwhile,
}  # fmt: skip
WRONG_CALL = (400, 413, 422)


class Client:
    """A desk at an address; use it in `with`, from one thread at a time.

    `token` is one of `reportedly desk token add`; a desk on your own machine asks for none to
    read. With `remember`, answers are kept and asked about by their tag, so that what has not
    changed isn't sent again. It tries again where the desk is busy or can't be reached, five times
    at most; `pause` takes the seconds to wait.
    """

    def __init__(
        self,
        url: str,
        token: str | None = None,
        *,
        timeout: float = 60.0,
        remember: bool = True,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._base = url.rstrip("/").removesuffix(PREFIX) + PREFIX
        headers = {"Accept": "application/json"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        try:
            self._http = httpx.Client(headers=headers, timeout=timeout)
            httpx.URL(self._base)
        except (httpx.InvalidURL, UnicodeEncodeError, TypeError) as error:
            raise UsageError(f"address or token holds odd characters: {error}") from None
        self._kept: OrderedDict[str, tuple[str, bytes]] | None = OrderedDict() if remember else None
        self._pause = pause

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def service(self) -> Service:
        """Return what answers, how much it holds, and what you may do."""
        return self._get("/", Service)

    def incidents(self, **filters: Unpack[IncidentFilters]) -> Iterator[IncidentSummary]:
        """Yield incidents, the latest first."""
        return self._walk("/incidents", IncidentPage, filters)

    def count_incidents(self, **filters: Unpack[IncidentFilters]) -> int:
        """Return how many incidents there are."""
        asked = {**filters, "limit": 1, "count": True}
        return self._get("/incidents", IncidentPage, asked).total or 0

    def incident(self, id: str) -> IncidentWhole:
        """Return one incident with its accounts and how they stand to each other."""
        return self._get(_path("incidents", id), IncidentWhole)

    def accounts(self, id: str) -> Iterator[Account]:
        """Yield all accounts of an incident, the first published first."""
        return self._walk(_path("incidents", id, "accounts"), AccountPage)

    def relations(self, id: str, kind: RelationKind | None = None) -> Iterator[Relation]:
        """Yield how accounts of an incident stand to each other, contradictions first."""
        return self._walk(_path("incidents", id, "relations"), RelationPage, {"kind": kind})

    def articles(
        self, since: str | None = None, until: str | None = None, outlet: str | None = None
    ) -> Iterator[ArticleSummary]:
        """Yield articles, the latest published first; `outlet` as it is written."""
        asked = {"since": since, "until": until, "outlet": outlet}
        return self._walk("/articles", ArticlePage, asked)

    def article(self, id: str) -> ArticleWhole:
        """Return an article with its text."""
        return self._get(_path("articles", id), ArticleWhole)

    def reading(self, id: str) -> Reading:
        """Return all that was read in an article, as people's decisions leave it."""
        return self._get(_path("articles", id, "reading"), Reading)

    def statements(self, id: str) -> Iterator[SaidStatement]:
        """Yield who says what in an article, in the order of its text."""
        return self._walk(_path("articles", id, "statements"), StatementPage)

    def search(self, q: str, outlet: str | None = None, year: int | None = None) -> Iterator[Hit]:
        """Yield articles that hold all words, the best match first, five hundred at most."""
        asked = {"q": q, "outlet": outlet, "year": None if year is None else f"{year:04}"}
        return self._walk("/search", HitPage, asked)

    def claims(self, **filters: Unpack[ClaimFilters]) -> Iterator[Claim]:
        """Yield figures of incidents with who says them, the latest day first."""
        return self._walk("/claims", ClaimPage, filters)

    def measures(self) -> tuple[Measure, ...]:
        """Return what is counted, and how often."""
        return self._get("/measures", MeasureList).items

    def commitments(
        self, status: CommitmentStatus | None = None, kind: CommitmentKind | None = None
    ) -> Iterator[Thread]:
        """Yield commitments over time, the latest first."""
        return self._walk("/commitments", CommitmentPage, {"status": status, "kind": kind})

    def commitment(self, id: str) -> Thread:
        """Return one commitment, and what became of it."""
        return self._get(_path("commitments", id), Thread)

    def actors(self, role: str = "speaker", name: str | None = None) -> Iterator[ActorRow]:
        """Yield names in a role (speaker, actor, target, side), those in most incidents first."""
        return self._walk("/actors", ActorPage, {"role": role, "name": name})

    def sources(self) -> Iterator[Source]:
        """Yield outlets, those of most reports first."""
        return self._walk("/sources", SourcePage)

    def reprints(self) -> Iterator[Reprint]:
        """Yield which outlet repeats which other's reports, the most frequent first."""
        return self._walk("/reprints", ReprintPage)

    def reviews(
        self,
        article: str | None = None,
        author: str | None = None,
        decision: Decision | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Iterator[ReviewLine]:
        """Yield decisions in the order in which they were made; times are ISO 8601."""
        asked = {"article": article, "author": author, "decision": decision}
        return self._walk("/reviews", ReviewPage, {**asked, "since": since, "until": until})

    def history(self, cell: str | Cell) -> Iterator[ReviewLine]:
        """Yield all decisions on a cell, an incident or a commitment."""
        return self._walk("/reviews/history", ReviewPage, {"cell": _name(cell)})

    def queue(self) -> Iterator[Doubt]:
        """Yield what to review, the least sure of the greatest consequence first."""
        return self._walk("/reviews/queue", DoubtPage)

    def decide(self, decision: Decision, cell: str | Cell = "", **fields: Any) -> ReviewLine:
        """Keep a decision under your token's name; fields are those of `AskedDecision`.

        `desk.decide("correct", cell, field="low", value=12, note="the caption says so")`.
        """
        try:
            asked = AskedDecision(decision=decision, cell=_name(cell), **fields)
        except ValidationError as error:
            raise UsageError(_first(error)) from None
        body = asked.model_dump(mode="json", exclude_unset=True)
        answer = self._send("POST", "/reviews", json=body)
        return _read(ReviewLine, answer.read())

    def exports(self) -> tuple[ExportFormat, ...]:
        """Return the formats that the record can be exported in."""
        return self._get("/exports", ExportList).items

    def export(
        self,
        format: str,
        output: str | Path,
        *,
        limit: int | None = None,
        cell: str | Cell | None = None,
        bundle: bool = False,
        **filters: Unpack[IncidentFilters],
    ) -> Path:
        """Download incidents in a format to a file, whole or not at all, and return its path."""
        asked = {**filters, "limit": limit, "cell": _name(cell), "bundle": bundle or None}
        answer = self._send("GET", _path("exports", format), asked, timeout=LONGEST_EXPORT)
        target = Path(output)
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as stream:
                for block in answer.iter_bytes():
                    stream.write(block)
            part.replace(target)
        except httpx.TransportError as error:
            raise ServiceError(f"{self._base}: the download broke off ({error})") from error
        finally:
            answer.close()
            part.unlink(missing_ok=True)
        return target

    def _walk(
        self, path: str, shape: type[Page[T]], asked: Mapping[str, Any] | None = None
    ) -> Iterator[T]:
        """Yield the items of a list, page by page."""
        cursor: str | None = None
        while True:
            page = self._get(path, shape, {**(asked or {}), "limit": AT_ONCE, "cursor": cursor})
            yield from page.items
            if page.next is None:
                return
            cursor = page.next

    def _get(self, path: str, shape: type[T], asked: Mapping[str, Any] | None = None) -> T:
        where = _address(path, asked or {})
        known = self._kept.get(where) if self._kept is not None else None
        tag = {"If-None-Match": known[0]} if known else {}
        answer = self._send("GET", path, asked, headers=tag)
        content = answer.read()
        if answer.status_code == httpx.codes.NOT_MODIFIED and known:
            content = known[1]
        elif self._kept is not None and "etag" in answer.headers and len(content) <= LARGEST:
            self._kept.pop(where, None)
            self._kept[where] = (answer.headers["etag"], content)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return _read(shape, content)

    def _send(
        self, method: str, path: str, asked: Mapping[str, Any] | None = None, **more: Any
    ) -> httpx.Response:
        """Return the answer, its body still to be read; ServiceError or UsageError if refused.

        `more` is of the request: headers, content, timeout.
        """
        request = self._http.build_request(method, self._base + _address(path, asked or {}), **more)
        for left in reversed(range(TRIES)):
            try:
                answer = self._http.send(request, stream=True)
            except (httpx.TransportError, httpx.InvalidURL) as error:
                # Whether a decision was kept before the line broke nobody can tell.
                if not left or method != "GET":
                    told = f"{self._base} does not answer ({error or type(error).__name__})"
                    raise ServiceError(told) from error
                self._pause(2.0 ** (TRIES - 1 - left) / 4)
                continue
            if answer.status_code not in (TOO_FAST, BUSY) or not left:
                break
            answer.close()
            self._pause(_wait(answer))
        if answer.is_success or answer.status_code == httpx.codes.NOT_MODIFIED:
            return answer
        raise _refusal(answer)


def _refusal(answer: httpx.Response) -> ServiceError | UsageError:
    """Return the error that tells why a desk refuses, in its own words."""
    status = answer.status_code
    try:
        words = str(json.loads(answer.read())["detail"])
    except (ValueError, KeyError, TypeError, httpx.TransportError):
        words = f"{answer.url.copy_with(query=None)} answers {status}: is a desk there?"
    finally:
        answer.close()
    if status in WRONG_CALL:
        return UsageError(words)
    return ERRORS.get(status, ServiceError)(words, status)


def _read(shape: type[T], content: bytes) -> T:
    of: Any = shape  # mypy doubts that a type can be hashed
    try:
        found: T = _adapter(of).validate_json(content)
    except ValidationError as error:
        told = f"the desk answers in another shape than this version knows ({_first(error)})"
        raise ServiceError(told) from None
    return found


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def _wait(answer: httpx.Response) -> float:
    """Return the seconds that an answer asks to wait, bounded."""
    try:
        wait = float(answer.headers.get("retry-after", "1"))
    except ValueError:
        return 1.0
    return min(max(wait, 0.0), LONGEST_WAIT) if math.isfinite(wait) else LONGEST_WAIT


def _address(path: str, asked: Mapping[str, Any]) -> str:
    given = {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in asked.items()
        if value is not None
    }
    return path + (f"?{urlencode(given)}" if given else "")


def _path(*parts: str) -> str:
    return "".join(f"/{quote(part, safe='')}" for part in parts)


def _name(cell: str | Cell | None) -> Any:
    return f"{cell.article}/{cell.entry}" if isinstance(cell, Cell) else cell
