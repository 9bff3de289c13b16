"""Pictures of the demonstration: drawn beside the story, then handed to the house as anybody's pictures are."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from types import TracebackType
from typing import Self

from demo.drawing import gallery
from petitmot.kit.refusals import TooOften
from petitmot.people import profiles
from petitmot.people.models import Person
from petitmot.posts import picturing
from petitmot.posts.models import Picture
from petitmot.posts.pictures.limits import WIDTHS
from petitmot.posts.pictures.making import Made, make_picture


@dataclass(frozen=True)
class Shape:
    """What the house makes of an upload: widths in pixels, and whether it cuts a square."""

    widths: Sequence[int] = WIDTHS
    square: bool = False


SHAPES = {"picture": Shape(), "banner": Shape((1440,)), "portrait": Shape((320,), square=True)}


class Studio:
    """Draws while the story goes on; whoever needs a picture waits for it."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory()
        self._clerks = ThreadPoolExecutor(2)
        self._made: dict[tuple[str, str], Future[Made]] = {key: Future() for key in gallery.names()}

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "demo.drawing", self._folder.name]
        self._painter = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
        Thread(target=self._hand_over, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._painter.kill()
        self._painter.wait()
        self._clerks.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def _hand_over(self) -> None:
        """Give each drawing that is done to a clerk; where the painter fails, nobody waits for ever."""
        last = ("", "")
        for line in self._painter.stdout or ():
            kind, name, path = line.split()
            self._clerks.submit(_make, self._made[kind, name], SHAPES[kind], Path(path))
            last = (kind, name)
        if last != gallery.names()[-1]:
            for made in self._made.values():
                if not made.done():
                    made.set_exception(RuntimeError("the drawings were not finished"))

    def keep(self, owner: Person, name: str) -> Picture:
        """Keep a drawing as a picture of its owner, with the words that tell it."""
        return picturing.keep(owner, self._made["picture", name].result(), alt=gallery.ALT[name])

    def hang(self, person: Person, *, banner: str = "") -> None:
        """Hang up a person's portrait and banner, where they have one."""
        portrait = self._name("portrait", person.name)
        if portrait or banner:
            profiles.set_picture(person, portrait=portrait, banner=self._name("banner", banner))

    def _name(self, kind: str, name: str) -> str | None:
        made = self._made.get((kind, name))
        return made.result().files[-1].name if made else None


def _make(made: Future[Made], shape: Shape, drawn: Path) -> None:
    try:
        made.set_result(_patiently(shape, drawn))
    except Exception as error:  # noqa: BLE001 - it is raised again where the picture is waited for
        made.set_exception(error)


def _patiently(shape: Shape, drawn: Path, tries: int = 10) -> Made:
    """On a machine that has no time just now, try again."""
    for _try in range(tries - 1):
        try:
            return make_picture(drawn, widths=shape.widths, square=shape.square)
        except TooOften:
            continue
    return make_picture(drawn, widths=shape.widths, square=shape.square)
