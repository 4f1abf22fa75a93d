"""Logging in and out, and the audit log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from reportedly.desk.answers import answer
from reportedly.desk.guard import give_cookie
from reportedly.desk.languages import Phrase as _
from reportedly.desk.people import People
from reportedly.desk.session import needs, new_session, own_form, visit_of

router = APIRouter(include_in_schema=False)
Form = Annotated[FormData, Depends(own_form)]
Next = Annotated[str, Query(max_length=2_000)]


@router.get("/login")
def ask(request: Request, next: Next = "/") -> Response:
    """Ask for name and password."""
    plain = {"login": request.app.state.people is not None}
    return answer(request, "login.html", plain, title=_("Log in"), next=own(next), problem=None)


@router.post("/login")
def log_in(request: Request, form: Form) -> Response:
    """Begin a session, under a new name so that nobody knows it beforehand."""
    people: People | None = request.app.state.people
    if people is None:
        return RedirectResponse("/", 303)
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    session = new_session()
    person = people.log_in(name.strip(), password, address_of(request), session)
    onward = own(str(form.get("next", "/")))
    if person is None:
        wait = people.must_wait(name.strip(), address_of(request))
        problem = (
            _("Too many tries: wait five minutes.") if wait else _("Name or password is wrong.")
        )
        return answer(
            request, "login.html", {"error": problem}, 429 if wait else 401, title=_("Log in"),
            next=onward, problem=problem,
        )  # fmt: skip
    response = RedirectResponse(onward, 303)
    give_cookie(response, session, request.url.scheme == "https")
    return response


@router.post("/logout")
def log_out(request: Request, form: Form) -> Response:
    """End the session."""
    people: People | None = request.app.state.people
    if people is not None:
        people.log_out(visit_of(request).session)
    response = RedirectResponse("/login", 303)
    give_cookie(response, new_session(), request.url.scheme == "https")
    return response


@router.get("/audit")
def audit(request: Request) -> Response:
    """Show who logged in, and who changed what."""
    needs(request, "admin")
    people: People | None = request.app.state.people
    rows = people.audit() if people else []
    plain = {"audit": [list(row) for row in rows]}
    return answer(request, "audit.html", plain, title=_("Audit log"), rows=rows, on=bool(people))


def address_of(request: Request) -> str:
    """Return the address that a request came from."""
    return request.client.host if request.client else "unknown"


def own(path: str) -> str:
    """Return a path if it leads to a page of the desk, else its first page."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if inside else "/"
