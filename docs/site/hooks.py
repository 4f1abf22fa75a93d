"""What the site adds to the Markdown of this folder: changelog, commands, notebooks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from typer.cli import get_docs_for_click
from typer.main import get_command

from reportedly.commands.main import app

ROOT = Path(__file__).parents[2]
OUTSIDE = re.compile(r"\[(?P<words>[^]]+)\]\((?P<path>(?:\.\./)+[^)#\s]+)(?:#[^)\s]*)?\)")
RAW = ("text/html", "image/svg+xml")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the files of a folder where the nav has a pattern: README first, then by name."""
    config.nav = _expanded(config.nav or [])
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the changelog, the commands as their help tells them, and each notebook as a page."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    files.append(File.generated(config, "changelog.md", content=changelog))
    command = get_command(app)
    context = click.Context(command, info_name="reportedly")
    told = get_docs_for_click(obj=command, ctx=context, name="reportedly", title="Commands")
    files.append(File.generated(config, "commands.md", content=told))
    for path in sorted((ROOT / "docs").glob("notebooks/*.ipynb")):
        name = f"notebooks/{path.stem}.md"
        files.append(File.generated(config, name, content=as_markdown(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead to the pages of notebooks; name what isn't on the site, instead of linking to it."""
    folder = (ROOT / "docs" / page.file.src_uri).parent

    def named(link: re.Match[str]) -> str:
        target = (folder / link["path"]).resolve()
        if target == ROOT / "CHANGELOG.md":
            return f"[{link['words']}]({'../' * page.file.src_uri.count('/')}changelog.md)"
        if target.is_relative_to(ROOT / "docs") or not target.exists():
            return link[0]  # what doesn't exist the strict build refuses
        return f"{link['words']} (`{target.relative_to(ROOT).as_posix()}`)"

    return OUTSIDE.sub(named, markdown.replace(".ipynb)", ".md)"))


def as_markdown(path: Path) -> str:
    """Return a notebook as a page: its text, its code, and what the code gave."""
    notebook = nbformat.read(path, as_version=4)
    return "\n\n".join(part for cell in notebook.cells for part in _parts(cell)) + "\n"


def _parts(cell: Any) -> list[str]:
    if cell.cell_type == "markdown":
        return [cell.source]
    return [f"```python\n{cell.source}\n```", *(_output(it) for it in cell.outputs)]


def _output(output: Any) -> str:
    if output.output_type == "stream":
        return f"```text\n{output.text.rstrip()}\n```"
    for kind in RAW:
        if kind in output.data:
            return f'<div class="output" tabindex="0">\n{_without_gaps(output.data[kind])}\n</div>'
    return f"```text\n{output.data['text/plain'].rstrip()}\n```"


def _without_gaps(markup: str) -> str:
    """Markdown ends a block of HTML at an empty line."""
    return "\n".join(line for line in markup.splitlines() if line.strip())


def _expanded(entry: Any) -> Any:
    match entry:
        case dict():
            return {title: _expanded(below) for title, below in entry.items()}
        case list():
            parts = map(_expanded, entry)
            return [it for part in parts for it in (part if isinstance(part, list) else [part])]
        case str() if "*" in entry:
            return _pages(entry)
    return entry


def _pages(pattern: str) -> list[str]:
    """Return the pages that a pattern stands for; notebooks become pages."""
    found = (path for path in (ROOT / "docs").glob(pattern) if path.suffix in (".md", ".ipynb"))
    names = {path.with_suffix(".md").relative_to(ROOT / "docs").as_posix() for path in found}
    return sorted(names, key=lambda name: (not name.endswith("README.md"), name))
