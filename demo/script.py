"""Reads the words of the demonstration.

A file of `words/` holds entries. `--- MM-DD HH:MM name key=value ...` opens one; what may be left out is what the file
says already: the name where the file is called after a person, the day and hour where that person keeps a rhythm
(people.toml). The text follows; then replies, `> HH:MM name: words` (`>>` answers the reply above, and so on; a day
may stand before the hour); `? an answer: name, name`: an answer of the entry's poll and who chose it; and
`+ name, name`: those who liked the entry.

Keys: `id` (to be named elsewhere), `photo`, `cw` (a warning), `for` (followers, contacts, quiet, circle:NAME),
`to` (private, for these people), `share` (an id: shared, with the text as a word), `lang`.
"""

from __future__ import annotations

import re
import shlex
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.calendar_of_the_story import day_after, days_back

HERE = Path(__file__).parent
_REPLY = re.compile(r"^(>+) (?:(\d\d-\d\d) )?(\d\d:\d\d) (\w+)((?: \w+=\w+)*): (.*)$")
_DAY, _HOUR = re.compile(r"\d\d-\d\d"), re.compile(r"\d\d:\d\d")


@dataclass
class Word:
    """One post or reply, with what was answered to it."""

    author: str
    day: str = ""
    hour: str = ""
    lines: list[str] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    likes: list[str] = field(default_factory=list)
    poll: dict[str, list[str]] = field(default_factory=dict)  # its answers, and who chose them
    answers: Word | None = None
    place: int = 0  # its place in its file, so that minutes differ the same way each time

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


def table(name: str) -> dict[str, Any]:
    """One of the TOML files beside this module."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def all_words() -> list[Word]:
    """Every word of every file, in no order; each with its day and hour."""
    rhythms = {person["name"]: person.get("series", {}) for person in table("people")["person"]}
    words: list[Word] = []
    for path in sorted((HERE / "words").glob("*.md")):
        found = _read(path, path.stem if path.stem in rhythms else "")
        _date_by_rhythm([word for word in found if word.answers is None], rhythms.get(path.stem, {}))
        _date_replies(found)
        words += found
    return words


def _read(path: Path, author: str) -> list[Word]:
    words: list[Word] = []
    above: list[Word] = []  # the entry, then the reply at each depth
    for line in path.read_text(encoding="utf-8").splitlines():
        reply = _REPLY.match(line)
        if line.startswith("---"):
            above = [_opened(line, author)]
            words.append(above[0])
        elif reply:
            depth = len(reply[1])
            word = Word(reply[4], reply[2] or "", reply[3], [reply[6]], answers=above[depth - 1])
            word.keys = dict(pair.split("=") for pair in reply[5].split())
            above = [*above[:depth], word]
            words.append(word)
        elif line.startswith("+ "):
            above[0].likes += _names(line[2:])
        elif line.startswith("? "):
            answer, _colon, names = line[2:].partition(":")
            above[0].poll[answer.strip()] = _names(names)
        elif above:
            above[-1].lines.append(line)
    for place, word in enumerate(words):
        word.place = place
    return words


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def _opened(line: str, author: str) -> Word:
    word = Word(author)
    for part in shlex.split(line[3:]):
        key, equals, value = part.partition("=")
        if equals:
            word.keys[key] = value
        elif _DAY.fullmatch(part):
            word.day = part
        elif _HOUR.fullmatch(part):
            word.hour = part
        else:
            word.author = part
    return word


def _date_by_rhythm(entries: list[Word], rhythm: dict[str, str]) -> None:
    undated = [word for word in entries if not word.day]
    if not undated:
        return
    hour, minute = map(int, rhythm["at"].split(":"))
    for word, day in zip(undated, days_back(rhythm["last"], rhythm["days"], len(undated)), strict=True):
        word.day = day
        word.hour = f"{hour:02}:{minute + (word.place * 7) % 6 - 3:02}"  # nobody is that punctual


def _date_replies(words: list[Word]) -> None:
    """A reply without a day is of the day of what it answers, or of the night that follows."""
    for word in words:
        asked = word.answers
        if asked is None or word.day:
            continue
        word.day = asked.day
        late = int(asked.hour[:2]) * 60 + int(asked.hour[3:]) - int(word.hour[:2]) * 60 - int(word.hour[3:])
        if late > 12 * 60:
            word.day = day_after(asked.day)
        elif late >= 0:
            raise ValueError(f"{word.author} answers {asked.author} on {asked.day} before it was said ({word.hour})")
