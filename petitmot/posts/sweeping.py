"""What is cleaned away: pictures that are in no post, no draft and no plan, files that nothing names (rule 42)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice

from django.db.models import Q

from petitmot.kit import clock
from petitmot.people.models import Emoji, Person
from petitmot.posts import drafts
from petitmot.posts.films import originals
from petitmot.posts.models import Draft, Kind, LinkPreview, LooseFile, Making, Picture, Scheduled
from petitmot.posts.pictures import files

KEPT = timedelta(days=2)  # after nothing points at it
LONGEST_MAKING = timedelta(days=1)
A_WHILE = timedelta(hours=1)  # between the arrival of a file and the row that names it
AT_ONCE = 500


def sweep() -> None:
    """Clean a sixteenth of the media folder, by the hour; a whole round takes sixteen. Periodic, hourly.

    A part at a time, so that a million pictures are never held in memory at once.
    """
    now = clock.now()
    let_go(now - KEPT)
    sweep_originals(now)
    sweep_files(files.DIGITS[int(now.timestamp() // 3600) % 16], now)


def sweep_originals(now: datetime) -> int:
    """Delete what waits to be made and is nobody's any more; what was not made in a day never will be. Returns how many."""
    late = Picture.objects.filter(making=Making.WAITING, made_at__lt=now - LONGEST_MAKING)
    late.filter(kind=Kind.IMAGE).update(making=Making.READY, seconds=0, original="")  # a GIF keeps its first moment
    late.update(making=Making.FAILED, failed="too_hard", original="")
    originals.clear_halves((now - LONGEST_MAKING).timestamp())
    old = list(originals.older_than((now - A_WHILE).timestamp()))
    named = set(Picture.objects.filter(original__in=old).values_list("original", flat=True)) if old else set()
    loose = [token for token in old if token not in named]
    for token in loose:
        originals.forget(token)
    return len(loose)


def let_go(before: datetime) -> int:
    """Delete the rows of pictures that were in no post since `before`, and in no draft; return how many."""
    gone = 0
    last = 0
    while True:
        rows = Picture.objects.filter(post=None, pk__gt=last).filter(
            Q(unused_since__lt=before) | Q(unused_since=None, made_at__lt=before)
        )
        found = list(rows.order_by("pk").values_list("pk", "owner_id")[:AT_ONCE])
        if not found:
            return gone
        last = found[-1][0]
        owners = {owner for _pk, owner in found}
        kept = _in_drafts(Draft.objects.filter(owner__in=owners).only("settings"))
        kept |= _in_plans(Scheduled.objects.filter(owner__in=owners).only("plan"))
        loose = [pk for pk, _owner in found if pk not in kept]
        gone += Picture.objects.filter(pk__in=loose, post=None).delete()[0]


def sweep_files(digit: str, now: datetime) -> int:
    """Note the files of this first digit that nothing names, delete those noted two days ago; return how many.

    What came to be named again is struck off the list. A file that was written less than two days ago is left alone:
    who sends the same picture again finds it still there.
    """
    before = now - KEPT
    named = _named(digit)
    noted = dict(LooseFile.objects.filter(name__startswith=digit).values_list("name", "since"))
    there = set(files.kept(before.timestamp(), digit))
    loose = there - named
    _strike(name for name in noted if name not in loose)
    fresh = (LooseFile(name=name, since=now) for name in loose if name not in noted)
    while some := list(islice(fresh, AT_ONCE)):
        LooseFile.objects.bulk_create(some, ignore_conflicts=True)
    over = [name for name in loose if name in noted and noted[name] <= before]
    deleted = files.delete(over, before=before.timestamp())
    _strike(iter(over))
    return deleted


def _strike(names: Iterable[str]) -> None:
    names = iter(names)
    while some := list(islice(names, AT_ONCE)):
        LooseFile.objects.filter(name__in=some).delete()


def _named(digit: str) -> set[str]:
    """Every file of this first digit that something names: pictures, sounds and films in posts and drafts, portraits, emoji, previews."""
    in_drafts = _in_drafts(Draft.objects.only("settings").iterator(chunk_size=2000))
    in_drafts |= _in_plans(Scheduled.objects.only("plan").iterator(chunk_size=2000))
    named: set[str] = set()
    pictures = Picture.objects.values_list("pk", "post_id", "files", "played")
    for pk, post, rows, played in pictures.iterator(chunk_size=2000):
        if post is not None or pk in in_drafts:
            files_of = [*rows, played] if played else rows
            named.update(file["name"] for file in files_of if file["name"].startswith(digit))
    for field in ("portrait", "banner"):
        faces = Person.objects.filter(**{f"{field}__startswith": digit})
        named.update(faces.values_list(field, flat=True).iterator(chunk_size=2000))
    for field in ("picture", "still"):
        drawn = Emoji.objects.filter(**{f"{field}__startswith": digit})
        named.update(drawn.values_list(field, flat=True).iterator(chunk_size=2000))
    previews = LinkPreview.objects.filter(picture__startswith=digit)
    named.update(previews.values_list("picture", flat=True).iterator(chunk_size=2000))
    return named


def _in_plans(rows: Iterable[Scheduled]) -> set[int]:
    return {int(id_) for row in rows for id_ in row.plan.get("pictures", [])}


def _in_drafts(rows: Iterable[Draft]) -> set[int]:
    return {id_ for draft in rows for id_ in drafts.pictures_of(draft)}
