"""One style sheet, joined at start from many small files in a fixed order; there is no build step."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps

CSS = Path(__file__).parent / "static" / "look" / "css"

# The cascade layers decide who wins; inside a layer the order of this list does.
ORDER = [
    "layers",
    "fonts",
    "reset",
    "tokens",
    "lamp",
    "base",
    "frame",
    "bare",
    "face",
    "gestures",
    "head",
    "note",
    "papers",
    "stamp",
    "post",
    "pictures",
    "thread",
    "bookmark",
    "end",
    "margin",
    "form",
    "composer",
    "status",
    "more",
    "empty",
    "person",
    "rows",
    "letters",
    "slip",
    "wink",
    "catchup",
    "tally",
    "card",
    "rhythm",
    "table",
    "dialog",
    "print",
]


def stylesheet() -> str:
    """Return the whole style sheet: this room's parts, then the `static/<label>/css/*.css` of every other installed app.

    Another room's files belong in `@layer pages`; they are taken in alphabetical order.
    """
    parts = [(CSS / f"{name}.css") for name in ORDER if (CSS / f"{name}.css").exists()]
    for app in apps.get_app_configs():
        folder = Path(app.path) / "static" / app.label / "css"
        if app.label != "look" and app.name.startswith("petitmot."):
            parts += sorted(folder.glob("*.css"))
    return "\n".join(part.read_text().strip() for part in parts) + "\n"
