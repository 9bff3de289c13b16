"""Notices as their page shows them: the sentence, the words it is about, where it leads and what can be done there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from petitmot.attentions.models import Notice, ThanksPrompt
from petitmot.attentions.notice_lines import Told
from petitmot.kit.language import _
from petitmot.kit.text import first_line
from petitmot.moderation import appealing
from petitmot.moderation.models import Sanction
from petitmot.people.models import ContactRequest, FollowRequest, InSelection, Introduction, Person, Selection
from petitmot.people.selections import STANDING
from petitmot.posts.models import Post
from petitmot.web.emoji import sign_drawn
from petitmot.web.notices.sentences import sentence
from petitmot.web.who import Who, who

Kind = Notice.Kind
State = ContactRequest.State
ABOUT_A_REQUEST = (Kind.ASKED, Kind.ANSWERED, Kind.ASKED_FOR_WORDS, Kind.ACCEPTED, Kind.DECLINED, Kind.LAPSED)
SENT = "/demandes/envoyees/"


@dataclass(frozen=True)
class Line:
    """One notice. `lets_in`: a follow that waits for a gesture; `step`: (label, address) of what may follow."""

    said: str
    url: str
    faces: list[Who]
    at: datetime
    is_new: bool
    words: str = ""
    lang: str = ""
    lets_in: Who | None = None
    step: tuple[str, str] | None = None
    stands: InSelection | None = None  # a selection one is in, or is asked to be
    covered: str = ""  # the title of a filter: the words are shown on a gesture
    signs: tuple[str, ...] = ()  # drawn, or as text


@dataclass
class About:
    """What a page of notices is about, gathered with at most seven queries."""

    requests: dict[int, ContactRequest] = field(default_factory=dict)
    thanks: set[int] = field(default_factory=set)  # requests whose acceptance still waits for thanks
    introduced: dict[int, Introduction] = field(default_factory=dict)
    waiting: set[int] = field(default_factory=set)  # who asks to follow and still waits
    stands: dict[int, InSelection] = field(default_factory=dict)  # rows of selections that still stand
    edited: dict[int, Selection] = field(default_factory=dict)  # selections one stands in
    decisions: dict[int, str] = field(default_factory=dict)  # pages of decisions about oneself


def tell(person: Person, told: Sequence[Told]) -> list[Line]:
    """Return the lines of a page."""
    about = _about(person, told)
    return [_line(person, each, about) for each in told]


def _about(person: Person, told: Sequence[Told]) -> About:
    about = About()
    if ids := _ids(told, ABOUT_A_REQUEST):
        about.requests = ContactRequest.objects.in_bulk(ids)
    if ids := _ids(told, (Kind.ACCEPTED,)):
        rows = ThanksPrompt.objects.filter(person=person, request__in=ids, given_at=None)
        about.thanks = set(rows.values_list("request_id", flat=True))
    if ids := _ids(told, (Kind.INTRODUCED,)):
        about.introduced = Introduction.objects.select_related("first", "second").in_bulk(ids)
    if ids := _ids(told, (Kind.SELECTED, Kind.SELECTION_ASKED)):
        rows_in = InSelection.objects.filter(pk__in=ids, person=person, state__in=STANDING)
        about.stands = {row.pk: row for row in rows_in.select_related("selection")}
    if ids := _ids(told, (Kind.SELECTION_EDITED,)):
        held = InSelection.objects.filter(person=person, state=InSelection.State.ACCEPTED, selection__in=ids)
        about.edited = {row.selection_id: row.selection for row in held.select_related("selection")}
    if ids := _ids(told, (Kind.SANCTIONED,)):
        about.decisions = {row.pk: appealing.link_of(row) for row in Sanction.objects.filter(pk__in=ids, person=person)}
    if any(each.kind == Kind.FOLLOW_ASKED for each in told):
        about.waiting = set(FollowRequest.objects.filter(followed=person).values_list("follower_id", flat=True))
    return about


def _ids(told: Iterable[Told], kinds: Sequence[str]) -> list[int]:
    return [each.about for each in told if each.kind in kinds and each.about]


def _line(me: Person, told: Told, about: About) -> Line:
    first = who(told.persons[0])
    request = about.requests.get(told.about) if told.kind in ABOUT_A_REQUEST else None
    said = sentence(
        told.kind,
        [person.called for person in told.persons],
        other=_other(me, told, about),
        wordless=request is None,
        own=told.post is not None and told.post.author_id == me.pk,
        stranger=request is not None and request.about == ContactRequest.About.CONVERSATION,
    )
    words, lang = _words(told, request)
    return Line(
        said,
        _address(told, first, request, about),
        [who(person) for person in told.persons[:3]],
        told.at,
        told.is_new,
        words,
        lang,
        lets_in=first if told.kind == Kind.FOLLOW_ASKED and first.id in about.waiting else None,
        step=_step(told, first, about),
        stands=about.stands.get(told.about) if told.kind in (Kind.SELECTED, Kind.SELECTION_ASKED) else None,
        covered=told.covered,
        signs=tuple(sign_drawn(*sign) for sign in told.signs),
    )


def _other(me: Person, told: Told, about: About) -> str:
    """What a sentence names beside who did it: who is introduced, or a selection."""
    if told.kind == Kind.INTRODUCED:
        return _introduced(me, about.introduced.get(told.about))
    selection = _selection(told, about)
    return selection.name if selection else ""


def _selection(told: Told, about: About) -> Selection | None:
    if told.kind in (Kind.SELECTED, Kind.SELECTION_ASKED) and told.about in about.stands:
        return about.stands[told.about].selection
    return about.edited.get(told.about) if told.kind == Kind.SELECTION_EDITED else None


def _introduced(me: Person, introduction: Introduction | None) -> str:
    if introduction is None:
        return ""
    return (introduction.second if introduction.first_id == me.pk else introduction.first).called


def _words(told: Told, request: ContactRequest | None) -> tuple[str, str]:
    if told.post:
        return _first_words(told.post), told.post.language
    if request and told.kind in (Kind.ASKED, Kind.ANSWERED):
        return first_line(request.note), ""
    if request and told.kind == Kind.ACCEPTED:
        return first_line(request.acceptance_words), ""
    return "", ""


def _first_words(post: Post) -> str:
    return post.warning or first_line(post.plain)


def _address(told: Told, first: Who, request: ContactRequest | None, about: About) -> str:
    """Where a notice leads: to the post, the desk, the thanks, one's own requests, else to the person."""
    if told.post:
        return f"{who(told.post.author).url}/{told.post.pk}"
    if told.kind in (Kind.ASKED, Kind.ANSWERED) and request and _waits(request):
        return f"/demandes/{request.pk}/"
    if told.kind == Kind.ACCEPTED and told.about in about.thanks:
        return f"/remercier/{told.about}/"
    if told.kind in (Kind.DECLINED, Kind.LAPSED, Kind.ASKED_FOR_WORDS):
        return f"{SENT}#e{told.about}" if request else SENT
    if told.kind == Kind.INTRODUCED:
        return "/presentations/"
    if told.kind == Kind.FOLLOWED and len(told.persons) > 1:
        return "/clins-d-oeil/"
    if selection := _selection(told, about):
        return f"/selections/{selection.pk}/"
    return _address_of_staff(told, about) or first.url


def _address_of_staff(told: Told, about: About) -> str:
    """Where notices of the moderators' desk lead: to what was shown, to a decision about oneself."""
    if told.kind == Kind.REPORTED:
        return f"/moderation/signalement/{told.about}/"
    return about.decisions.get(told.about, "") if told.kind == Kind.SANCTIONED else ""


def _waits(request: ContactRequest) -> bool:
    return request.is_open and request.state != State.DECLINED_SILENTLY


def _step(told: Told, first: Who, about: About) -> tuple[str, str] | None:
    if told.kind == Kind.ACCEPTED and told.about in about.thanks:
        return _("Remercier %(name)s", name=first.short), f"/remercier/{told.about}/"
    if told.kind == Kind.FOLLOWED and len(told.persons) == 1:
        return _("Faire un clin d’œil à %(name)s", name=first.short), "/clins-d-oeil/"
    return None
