"""The templates of the desk in one language, and how values are put into its words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.desk.languages import SOURCE, Catalogue, Phrase, catalogues
from reportedly.desk.languages import Phrase as _
from reportedly.publish import ledger, wording
from reportedly.publish.characters import for_page
from reportedly.publish.page import KINDS, ONE_OF
from reportedly.publish.sheet import web_address
from reportedly.vocabulary import Incident

ITSELF = _("the report itself")
NOWHERE, OF_NO_KIND, NOBODY = _("place not told"), _("type not told"), _("nobody known")


class Words:
    """How the values of the record are put into the words of a language."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.said = catalogue.gettext

    def plainly(self, label: str) -> str:
        """Return a label of the vocabulary as words."""
        return self.said(wording.plainly(label))

    def number(self, value: float) -> str:
        """Return a number as prose writes it."""
        return self._catalogue.number(wording.number(value))

    def between(self, low: float | None, high: float | None) -> str:
        """Return the bounds of a figure: 12, 12–20, at least 12, at most 20."""
        if low is not None and high is not None:
            ends = dict.fromkeys((self.number(low), self.number(high)))
            return "–".join(ends)
        if low is not None:
            return self.said("at least %(number)s") % {"number": self.number(low)}
        if high is not None:
            return self.said("at most %(number)s") % {"number": self.number(high)}
        return self.said("number not told")

    def place_of(self, one: Incident) -> str:
        """Return where an incident was, as far as it is told."""
        return self.said(NOWHERE) if one.place is None else ledger.place_of(one)

    def sort(self, one: Incident) -> str:
        """Return what kind of incident it is; a code in capitals as a word."""
        told = one.sub_event_type or one.kind
        if told is None:
            return self.said(OF_NO_KIND)
        return self.said(wording.plainly(told.lower()).capitalize() if told.isupper() else told)

    def listed(self, keys: Sequence[str]) -> str:
        """Return keys of outlets, sides or speakers as people read them."""
        return ledger.listed(keys) if keys else self.said(NOBODY)

    def shown(self, value: Any) -> Any:
        """Return what a page shows of a value: phrases in this language, texts made harmless."""
        if isinstance(value, Phrase):
            value = value.within(self._catalogue)
        if isinstance(value, Markup):  # words of ours around values of a report's
            return Markup(for_page(value))  # noqa: S704 (as it was, without letters that act)
        return for_page(value) if isinstance(value, str) else value


@cache
def environment(language: str = SOURCE) -> Environment:
    """Return the templates of the desk; those of published pages lie behind them."""
    catalogue = catalogues()[language]
    words = Words(catalogue)
    made = Environment(
        loader=ChoiceLoader([
            PackageLoader("reportedly.desk", "templates"),
            PackageLoader("reportedly.publish", "templates"),
        ]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        finalize=words.shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(
        plainly=words.plainly, number=words.number, days=ledger.days, reports=ledger.reports,
        place_of=words.place_of, sort=words.sort, listed=words.listed, between=words.between,
        fromjson=json.loads,
    )  # fmt: skip
    made.globals.update(
        language=language, kinds={name: _(told) for name, told in KINDS.items()},
        kinds_one={name: _(told) for name, told in ONE_OF.items()}, itself=ITSELF,
        between=words.between, web_address=web_address,
    )  # fmt: skip
    return made
