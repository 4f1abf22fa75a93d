"""Options that narrow incidents, alike wherever they are taken."""

from __future__ import annotations

from typing import Annotated

import typer

PlaceOption = Annotated[str | None, typer.Option(help="Part of the place's name.")]
CountryOption = Annotated[str | None, typer.Option(help="ISO code such as UKR.")]
TypeOption = Annotated[
    str | None, typer.Option(help="violence, diplomacy …, or a type such as 'Armed clash'.")
]
ActorOption = Annotated[str | None, typer.Option(help="Part of a name of those involved.")]
SideOption = Annotated[str | None, typer.Option(help="A country's code or a group's name.")]
OutletOption = Annotated[str | None, typer.Option(help="Part of an outlet's name.")]
StatusOption = Annotated[str | None, typer.Option(help="single_source, corroborated or contested.")]
OriginsOption = Annotated[
    int | None, typer.Option(min=0, help="At least so many independent origins.")
]
ReportsOption = Annotated[int | None, typer.Option(min=1, help="At least so many reports.")]
