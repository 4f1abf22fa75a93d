"""The API's description: OpenAPI as programs read it, and a page for people without script."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from markupsafe import Markup

from reportedly.api import PREFIX, AskedDecision, Problem
from reportedly.desk.answers import answer
from reportedly.desk.api.problems import MEDIA_TYPE

VERSION = "1.0"  # its second number counts additions; what is there stays under `/api/v1`
DOCS = f"{PREFIX}/docs"
GROUPS = {"": "Service", "measures": "Claims", "reprints": "Sources"}  # others as their path
REFERENCE = "#/components/schemas/{model}"
ABOUT = (
    "Who said what happened, according to whom: the attributed record of reports. A claim stays "
    "its speaker's: that a thing stands here means that it was said, not that it is so."
)
SENT = {AskedDecision.__name__}  # of these not every key is written
ALWAYS = {
    "401": "No token, or one that is not taken.",
    "422": "A parameter doesn't fit, is unknown, or is given twice.",
    "429": "Too many requests: wait as long as Retry-After says.",
    "503": "The record is busy: try again.",
}
OF_ONE = {"404": "There is nothing of this name."}
OF_POST = {
    "400": "The body is not JSON.", "403": "The token's role does not allow it.",
    "409": "Somebody else decided meanwhile.", "413": "The body is too large.",
}  # fmt: skip


def of_api(request: Request) -> bool:
    """Tell whether a request is for the API, and not for a page."""
    path = request.url.path
    return path == PREFIX or (path.startswith(f"{PREFIX}/") and path != DOCS)


router = APIRouter(include_in_schema=False)


@router.get(DOCS)
def page(request: Request) -> Response:
    """Show the description of the API."""
    described = request.app.state.api.state.described()
    groups: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, methods in described["paths"].items():
        for method, it in methods.items():
            groups.setdefault(it["tags"][0], []).append((method.upper(), PREFIX + path, it))
    return answer(
        request, "api.html", described, title="The API", described=described, groups=groups,
        shape=shape_in_words, ticked=ticked,
    )  # fmt: skip


def describe(api: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description of all that the API answers."""
    told = get_openapi(
        title=api.title, version=api.version, description=ABOUT, routes=api.routes,
        servers=[{"url": PREFIX}],
    )  # fmt: skip
    schemas = told["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    problem = Problem.model_json_schema(ref_template=REFERENCE, mode="serialization")
    schemas |= {**problem.pop("$defs"), "Problem": problem}
    for name, schema in schemas.items():
        if name not in SENT and "properties" in schema:
            schema["required"] = list(schema["properties"])
    for path, methods in told["paths"].items():
        for method, it in methods.items():
            it["tags"] = [GROUPS.get(path.split("/")[1], path.split("/")[1].capitalize())]
            for one in it.get("parameters", ()):
                one["schema"] = _without_null(one["schema"])
            _tell_answers(it, path, method)
    told["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    told["security"] = [{"token": []}, {}]
    return told


def _tell_answers(operation: dict[str, Any], path: str, method: str) -> None:
    """Tell with which statuses an address answers."""
    named = {it["name"] for it in operation.get("parameters", ())}
    wrong = {**ALWAYS, **(OF_ONE if "{" in path or named & {"article", "cell"} else {})}
    if method == "post":
        wrong |= OF_POST
    told = operation["responses"]
    told.pop("422", None)
    for status, words in sorted(wrong.items()):
        schema = {"$ref": REFERENCE.format(model="Problem")}
        told[status] = {"description": words, "content": {MEDIA_TYPE: {"schema": schema}}}
    good = told.get("200")
    if good is not None:
        tag = {"schema": {"type": "string"}, "description": "Send it as If-None-Match."}
        good["headers"] = {"ETag": tag}
        told["304"] = {"description": "You have it already: its ETag is as you say."}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a parameter, which is left out where it would be null."""
    some = [it for it in schema.get("anyOf", ()) if it.get("type") != "null"]
    rest = {name: it for name, it in schema.items() if name != "anyOf"}
    return {**some[0], **rest} if len(some) == 1 else {**rest, **({"anyOf": some} if some else {})}


def ticked(words: str) -> Markup:
    """Return words with `code` marked as such."""
    parts = enumerate(words.split("`"))
    return Markup("").join(
        Markup("<code>{}</code>").format(it) if n % 2 else Markup("{}").format(it)
        for n, it in parts
    )


def shape_in_words(schema: dict[str, Any]) -> str:
    """Return a schema's type as a person reads it: "list of Claim", "text or null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(dict.fromkeys(shape_in_words(it) for it in schema[key]))
    kind = schema.get("type")
    if kind == "array":
        parts = schema.get("prefixItems")
        if parts:
            return f"[{', '.join(shape_in_words(it) for it in parts)}]"
        return f"list of {shape_in_words(schema.get('items', {}))}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"names with {shape_in_words(schema['additionalProperties'])}"
    words = {"string": "text", "null": "null", "integer": "integer", "number": "number",
             "boolean": "true or false", "object": "object"}  # fmt: skip
    return words.get(str(kind), "any value")
