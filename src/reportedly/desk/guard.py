"""What stands before every page: which hosts are answered, who visits, and what a page may load."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from reportedly.desk.api.description import of_api
from reportedly.desk.api.problems import problem
from reportedly.desk.people import People, Person
from reportedly.desk.session import COOKIE, Visit, new_session, token_for

OPEN_TO_ALL = ("/login", "/static/")
LASTS = 12 * 3600
Next = Callable[[Request], Awaitable[Response]]


class Guard:
    """Looks at each request before the pages do, and gives each answer its headers.

    `hosts` are the names under which the desk answers; another site's page whose name was pointed
    at this machine gets nothing. Without `people`, whoever reaches the desk is `owner`.
    """

    def __init__(
        self, hosts: frozenset[str], secret: bytes, owner: Person, people: People | None,
        tiles: str | None = None,
    ) -> None:  # fmt: skip
        self.hosts, self.secret, self.owner, self.people = hosts, secret, owner, people
        self.policy = policy(tiles)

    async def __call__(self, request: Request, onward: Next) -> Response:
        """Answer a request."""
        refused = self._refuse(request)
        if refused is not None:
            return self._with_headers(request, refused)
        request.state.visit = visit = self._visit(request)
        api = of_api(request)  # which asks for tokens itself, and gives no cookies
        if visit.person is None and not api and not request.url.path.startswith(OPEN_TO_ALL):
            response = _to_login(request)
        else:
            response = await onward(request)
        if visit.new and not api and COOKIE not in response.headers.get("set-cookie", ""):
            give_cookie(response, visit.session, request.url.scheme == "https")
        return self._with_headers(request, response)

    def _refuse(self, request: Request) -> Response | None:
        host = urlsplit("//" + request.headers.get("host", "")).hostname or ""
        if host not in self.hosts:
            return _told(request, 400, "This desk does not answer under that name.")
        if request.method not in ("GET", "HEAD"):
            site = request.headers.get("sec-fetch-site", "same-origin")
            origin = request.headers.get("origin")
            named = urlsplit(origin or "").netloc
            if site not in ("same-origin", "none") or (
                origin is not None and named != request.headers.get("host")
            ):
                return _told(request, 403, "This was sent from another site.")
        return None

    def _visit(self, request: Request) -> Visit:
        session = request.cookies.get(COOKIE)
        new = session is None
        session = session or new_session()
        person = self.people.of_session(session) if self.people else self.owner
        token = token_for(self.secret, session)
        return Visit(session, person, token, self.people is not None, new)

    def _with_headers(self, request: Request, response: Response) -> Response:
        headers = response.headers
        headers["Content-Security-Policy"] = self.policy
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Referrer-Policy"] = "same-origin"  # with none, forms would come from nowhere
        headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=(), payment=()"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if not request.url.path.startswith("/static/"):
            headers.setdefault("Cache-Control", "no-store")
        return response


def policy(tiles: str | None = None) -> str:
    """Return what pages may load: the desk's own files, and pictures of the map's tiles."""
    parts = urlsplit(tiles or "")
    host = f" {parts.scheme}://{parts.hostname}" if parts.hostname else ""
    if "{" in host:  # {s} stands for several servers
        host = f" {parts.scheme}://*.{(parts.hostname or '').partition('.')[2]}"
    return "; ".join([
        "default-src 'none'", "script-src 'self'", "style-src 'self'",
        f"img-src 'self' data:{host}",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ])  # fmt: skip


def give_cookie(response: Response, session: str, secure: bool) -> None:
    """Give the visitor their session, which no script can read and no other site can send."""
    response.set_cookie(
        COOKIE, session, max_age=LASTS, httponly=True, samesite="strict", secure=secure, path="/"
    )


def _told(request: Request, status: int, words: str) -> Response:
    return problem(status, words) if of_api(request) else PlainTextResponse(words + "\n", status)


def _to_login(request: Request) -> Response:
    asks = request.headers.get("accept", "")
    if request.query_params.get("format") == "json" or "text/html" not in asks:
        return JSONResponse({"error": "log in first"}, 401)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?next={quote(here, safe='')}", 303)
