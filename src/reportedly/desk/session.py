"""Who visits: the person of a session, and the token that proves a form is the desk's own."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from fastapi import HTTPException, Request
from starlette.datastructures import FormData

from reportedly.desk.languages import Phrase as _
from reportedly.desk.people import ROLES, Person

COOKIE = "reportedly_desk"
TOKEN = "token"  # noqa: S105 (a field's name)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request's visitor: `person` is null before they have logged in."""

    session: str
    person: Person | None
    token: str
    accounts: bool
    new: bool = False

    def may(self, role: str) -> bool:
        """Tell whether the visitor has this role or a higher one."""
        return self.person is not None and ROLES.index(self.person.role) >= ROLES.index(role)


def visit_of(request: Request) -> Visit:
    """Return the visit that the guard found for a request."""
    visit: Visit = request.state.visit
    return visit


def new_session() -> str:
    """Return a session's name that nobody can guess."""
    return secrets.token_urlsafe(32)


def token_for(secret: bytes, session: str) -> str:
    """Return the token of a session's forms."""
    return hmac.new(secret, session.encode(), hashlib.sha256).hexdigest()


async def own_form(request: Request) -> FormData:
    """Return the form that was sent; 403 unless it is one that the desk gave this visitor."""
    form = await request.form(max_files=0, max_fields=50)
    given = form.get(TOKEN)
    if not isinstance(given, str) or not hmac.compare_digest(given, visit_of(request).token):
        raise HTTPException(403, _("this form is stale or not the desk’s own: reload the page"))
    return form


def needs(request: Request, role: str) -> Person:
    """Return the visitor; 403 unless they have this role."""
    visit = visit_of(request)
    if visit.person is None or not visit.may(role):
        raise HTTPException(403, _("this needs the role of %(role)s", role=_(role)))
    return visit.person
