"""Pictures of a composer: those it holds already, those that come with the form, and what is said of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from petitmot.kit.language import _
from petitmot.kit.refusals import Refusal, TooOften
from petitmot.people.models import Person
from petitmot.posts import attaching, picturing
from petitmot.posts.content import MOST_PICTURES
from petitmot.posts.models import Picture, Post
from petitmot.web.pages import MemberRequest
from petitmot.web.words.written import Written

LONGEST_NAME = 60  # characters of a file's name in a sentence


@dataclass
class Joined:
    """The pictures of a composer, in their order, with what was typed of them; and the first refusal there was.

    `is_only_joining`: the button pressed was one of the pictures', so the form is shown again.
    """

    pictures: list[Picture] = field(default_factory=list)
    refusal: Refusal | None = None
    is_only_joining: bool = False

    @property
    def lacks_words(self) -> bool:
        """Whether a picture is told by no words."""
        return any(not picture.alt for picture in self.pictures)


def find(written: Written, author: Person, post: Post | None = None) -> list[Picture]:
    """Return the author's own pictures that a form names, in its order: those in no post, and those of `post`."""
    ids = [int(id_) for id_ in written.pictures if id_.isascii() and id_.isdigit() and len(id_) < 19]
    if not ids:
        return []
    free = Q(post=None) | Q(post=post) if post else Q(post=None)
    mine = Picture.objects.filter(free, owner=author).in_bulk(ids)
    return [mine[id_] for id_ in dict.fromkeys(ids) if id_ in mine]


def attend(request: MemberRequest, written: Written, post: Post | None = None) -> Joined:
    """Do what a posted form asks of its pictures: keep what is said of them, take one out, take new ones in.

    What was taken in stays, whatever is refused after it; `written.pictures` names exactly what is there.
    """
    joined = Joined(find(written, request.person, post))
    joined.is_only_joining = "joindre" in request.POST or "retirer" in request.POST
    joined.refusal = describe(written, joined.pictures, request.person)
    _take_out(request, joined)
    _take_in(request, joined)
    written.pictures = [str(picture.pk) for picture in joined.pictures]
    return joined


def describe(written: Written, pictures: list[Picture], author: Person) -> Refusal | None:
    """Keep what was typed of each picture. Those that are published change with their post: only in memory, here."""
    first = None
    for picture in pictures:
        alt = written.alts.get(str(picture.pk), picture.alt)
        focus = written.focus.get(str(picture.pk))
        try:
            if picture.post_id is None:
                picturing.describe_picture(picture, author, alt, focus)
            else:
                picturing.described(picture, alt, focus)
        except Refusal as refusal:
            first = first or refusal
    return first


def _take_out(request: MemberRequest, joined: Joined) -> None:
    for picture in joined.pictures:
        if str(picture.pk) == request.POST.get("retirer"):
            joined.pictures.remove(picture)
            if picture.post_id is None:
                picturing.discard(picture, request.person)
            return


def _take_in(request: MemberRequest, joined: Joined) -> None:
    for file in request.FILES.getlist("pictures"):
        if len(joined.pictures) == MOST_PICTURES:
            joined.refusal = joined.refusal or Refusal(
                _("Huit images au plus : les autres ne sont pas jointes."), code="too_many_pictures", field="pictures"
            )
            return
        try:
            joined.pictures.append(attaching.take(request.person, file))
        except TooOften as refusal:
            joined.refusal = joined.refusal or refusal
            return
        except Refusal as refusal:
            if len(request.FILES.getlist("pictures")) > 1:
                refusal.sentence = _name(file.name or "", refusal.sentence)
            joined.refusal = joined.refusal or refusal


def _name(name: str, sentence: str) -> str:
    """Say which of several files a sentence is about."""
    shown = name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…"
    return _("« %(name)s » : %(sentence)s", name=shown, sentence=sentence)
