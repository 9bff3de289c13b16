"""The English catalogue: gathered from the French sentences of code and templates, checked and compiled."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "petitmot"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MISSING = CATALOGUE.with_name("missing.po")  # not kept: to write English into, before the next run
METHODS = [("**/tests/**", "ignore"), ("**/migrations/**", "ignore"), ("**.py", "python"), ("**/jinja2/**", "jinja2")]
JINJA = {"extensions": "jinja2.ext.i18n,jinja2.ext.do,jinja2.ext.loopcontrols", "trimmed": "true"}
OPTIONS = {"**/jinja2/**": JINJA | {"newstyle_gettext": "true", "silent": "false"}}
KEYWORDS = dict.fromkeys(("_", "later", "gettext", "trans")) | {"plural": (1, 2), "ngettext": (1, 2)}
HEADER = "# The English of Petitmot. French sentences are the keys; `bin/messages` keeps this file in order."


def gathered() -> Catalog:
    """All sentences of the project, as they stand in code and templates."""
    catalog = Catalog(locale="en")
    found = extract_from_dir(PACKAGE, METHODS, OPTIONS, keywords=KEYWORDS)
    for _path, _line, message, _comments, _context in found:
        if message:
            catalog.add(message)
    return catalog


def kept(path: Path = CATALOGUE) -> Catalog:
    """The catalogue as it stands on disk (an empty one where there is none)."""
    if not path.exists():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def up_to_date() -> tuple[Catalog, Catalog]:
    """What has English and is in use; what still needs English.

    Only the former is kept in the repository, so that two branches do not write each other's gaps.
    """
    done, missing = Catalog(locale="en"), Catalog(locale="en")
    old, fresh = kept(), kept(MISSING)
    for message in gathered():
        if not message.id:
            continue
        candidates = [found for found in (fresh.get(message.id), old.get(message.id)) if found]
        english = next((found.string for found in candidates if is_translated(found)), None)
        (missing if english is None else done).add(message.id, english, flags=message.flags)
    return done, missing


def as_text(catalog: Catalog) -> bytes:
    """The file's content: sorted, without places and dates, so that two branches seldom touch one line."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, no_location=True, omit_header=True, sort_output=True, width=10_000)
    header = (
        f'{HEADER}\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return header.encode() + buffer.getvalue().strip() + b"\n"


def sentence(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def is_translated(message: Message) -> bool:
    words = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    return all(words)


def faults() -> list[str]:
    """One line for each sentence that has no English, a doubtful one, one with other gaps, or no use any more."""
    wanted, have = gathered(), kept()
    lines = []
    for message in wanted:
        if not message.id:
            continue
        found = have.get(message.id)
        if found is None or not is_translated(found):
            lines.append(f"sans anglais : {sentence(message)}")
        elif found.fuzzy:
            lines.append(f"anglais douteux : {sentence(message)}")
        else:
            lines += [f"anglais faux : {sentence(message)} ({error})" for error in found.check(have)]
    lines += [f"n’est plus utilisée : {sentence(old)}" for old in have if old.id and wanted.get(old.id) is None]
    lines += [f"n’est plus utilisée : {sentence(old)}" for old in have.obsolete.values()]
    return lines


def compile_catalogue(source: Path = CATALOGUE) -> None:
    """Write the .mo next to the .po (Django reads that one)."""
    if not source.exists():
        return
    with source.open("rb") as file:
        catalog = read_po(file, locale="en")
    with source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalog)


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        lines = faults()
        print("\n".join(lines) or "Traductions : complètes.")
        return 1 if lines else 0
    if arguments != ["--compile"]:
        done, missing = up_to_date()
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_bytes(as_text(done))
        MISSING.unlink(missing_ok=True)
        if len(missing):
            MISSING.write_bytes(as_text(missing))
            print(f"{len(missing)} sans anglais : complétez {MISSING.relative_to(ROOT)}, puis recommencez.")
        else:
            print("Traductions : complètes.")
    compile_catalogue()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
