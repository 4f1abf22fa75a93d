"""What the desk keeps out: other sites, those without an account, and what reports carry."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from tests.desk.conftest import BASE, HTML, LONG, MARKUP, log_in, token_in

from reportedly.desk import People, Settings, make_app
from reportedly.errors import UsageError
from reportedly.record import Record


class Tags(HTMLParser):
    """The tags of a page as a browser reads them, each with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, set[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name for name, _ in attrs}))

    @classmethod
    def of(cls, page: str) -> list[tuple[str, set[str]]]:
        parser = cls()
        parser.feed(page)
        return parser.found


PLACES = (
    "/", "/incidents", "/articles", "/articles/rhostile00001", "/claims?measure=killed",
    "/commitments", "/actors", "/sources", "/search?q=rebuild", "/review",
)  # fmt: skip


@pytest.mark.parametrize("path", PLACES)
def test_hostile_text_is_shown_and_never_acts(desk: TestClient, path: str) -> None:
    page = desk.get(path, headers=HTML)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<img src=x" not in page.text
    assert 'href="javascript:' not in page.text
    assert "\u202e" not in page.text
    assert "\x00" not in page.text
    for tag, attributes in Tags.of(page.text):
        assert tag != "script" or "src" in attributes
        assert not [name for name in attributes if name.startswith("on") or name == "style"]


def test_the_map_is_given_no_letters_that_run_backwards(desk: TestClient) -> None:
    page = desk.get("/incidents?since=2030-01-01", headers=HTML).text
    areas = re.findall(r'data-areas="([^"]+)"', page)
    assert len(areas) == 1
    assert "202e" not in areas[0]
    assert "<" not in areas[0]


def test_hostile_incident_keeps_every_word(desk: TestClient) -> None:
    one = desk.get("/incidents?since=2030-01-01&format=json").json()["incidents"][0]
    for path in (f"/incidents/{one['id']}", f"/review/{one['id']}"):
        page = desk.get(path, headers=HTML).text
        assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt;" in page
        assert MARKUP not in page
    whole = desk.get("/articles/rhostile00001", headers=HTML).text
    assert LONG in whole


def test_pages_may_load_nothing_but_the_desks_own(desk: TestClient) -> None:
    page = desk.get("/", headers=HTML)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "same-origin"
    assert page.headers["cache-control"] == "no-store"
    assert not re.findall(r'(?:src|href)="https?://', page.text.replace("http://localhost", ""))


def test_an_online_map_is_let_in_by_its_host_alone(record: Record) -> None:
    settings = Settings(tiles="https://{s}.tiles.example/{z}/{x}/{y}.png")
    policy = (
        TestClient(make_app(record, settings), BASE).get("/").headers["content-security-policy"]
    )
    assert "img-src 'self' data: https://*.tiles.example" in policy


def test_another_name_for_this_machine_is_not_answered(desk: TestClient) -> None:
    assert desk.get("/", headers={"host": "evil.example"}).status_code == 400
    assert desk.get("/", headers={"host": "127.0.0.1:8300"}).status_code == 200


def test_forms_of_other_sites_are_refused(desk: TestClient, incident: str) -> None:
    token = token_in(desk.get("/review", headers=HTML).text + desk.get(
        f"/review/{incident}", headers=HTML).text)  # fmt: skip
    form = {"decision": "accept", "cell": incident, "after": "0"}
    assert desk.post("/review/decide", data=form).status_code == 403
    assert desk.post("/review/decide", data=form | {"token": "0" * 64}).status_code == 403
    good = form | {"token": token}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert desk.post("/review/decide", data=good, headers=headers).status_code == 403
    assert desk.post("/review/decide", data=good).status_code == 303


@pytest.mark.parametrize("path", ["/", "/incidents", "/articles/rhostile00001", "/api.json"])
def test_without_an_account_nothing_is_shown(office: TestClient, path: str) -> None:
    page = office.get(path, headers=HTML)
    assert page.status_code == 303
    assert page.headers["location"].startswith("/login?next=")
    told = office.get(path, headers={"accept": "application/json"})
    assert (told.status_code, told.json()) == (401, {"error": "log in first"})


def test_login_begins_a_session_under_a_new_name(office: TestClient) -> None:
    office.get("/login", headers=HTML)
    before = office.cookies["reportedly_desk"]
    assert log_in(office, "Rob") == 303
    assert office.cookies["reportedly_desk"] != before
    assert office.get("/incidents", headers=HTML).status_code == 200
    token = token_in(office.get("/", headers=HTML).text)
    assert office.post("/logout", data={"token": token}).status_code == 303
    assert office.get("/incidents", headers=HTML).status_code == 303


def test_the_session_is_kept_from_scripts_and_other_sites(office: TestClient) -> None:
    cookie = office.get("/login", headers=HTML).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_guessing_a_password_has_an_end(office: TestClient) -> None:
    answers = [log_in(office, "Rob", "not the password") for _ in range(5)]
    assert answers == [401, 401, 401, 401, 429]
    assert log_in(office, "Rob") == 429


def test_login_leads_to_no_other_site(office: TestClient) -> None:
    page = office.get("/login?next=https://evil.example/", headers=HTML).text
    assert 'name="next" value="/"' in page
    assert 'name="next" value="/"' in office.get("/login?next=//evil.example", headers=HTML).text


@pytest.mark.parametrize(("name", "status"), [("Rea", 403), ("Rob", 303), ("Ada", 303)])
def test_readers_decide_nothing(office: TestClient, incident: str, name: str, status: int) -> None:
    log_in(office, name)
    page = office.get(f"/review/{incident}", headers=HTML).text
    form = {"decision": "accept", "cell": incident, "after": "0", "token": token_in(page)}
    assert office.post("/review/decide", data=form).status_code == status


def test_the_audit_log_is_for_admins_and_tells_who_did_what(
    office: TestClient, incident: str
) -> None:
    log_in(office, "Rob")
    page = office.get(f"/review/{incident}", headers=HTML).text
    form = {"decision": "accept", "cell": incident, "after": "0", "token": token_in(page)}
    office.post("/review/decide", data=form)
    assert office.get("/audit", headers=HTML).status_code == 403
    log_in(office, "Ada")
    told = office.get("/audit?format=json").json()["audit"]
    did = [(row[1], row[3]) for row in told]
    assert ("Ada", "logged in") in did
    assert any(name == "Rob" and f"accepted {incident}" in what for name, what in did)


def test_passwords_are_kept_as_argon2_and_short_ones_refused(people: People) -> None:
    kept = people.ask("SELECT password FROM people")
    assert all(row[0].startswith("$argon2id$") for row in kept)
    with pytest.raises(UsageError, match="at least 12"):
        people.add("Zoe", "reader", "short")
    with pytest.raises(UsageError, match="no role"):
        people.add("Zoe", "queen", "a password long enough")


def test_an_account_that_is_removed_ends_its_sessions(office: TestClient, people: People) -> None:
    log_in(office, "Rob")
    people.remove("Rob")
    assert office.get("/incidents", headers=HTML).status_code == 303
