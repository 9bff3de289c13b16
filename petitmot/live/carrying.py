"""Reactions that tell open screens what came. They find out who may hear of it; what is told is an id, nothing else.

The wiring asks `somebody_listens` before a row of the outbox is written: while no screen is open, a word that is
published costs the live line nothing at all.
"""

from __future__ import annotations

from petitmot.attentions.events import NoticePut
from petitmot.live import channels
from petitmot.live.bus import bus
from petitmot.live.channels import EVERYBODY, Listening, applications_of
from petitmot.moderation.events import Announced, AnnouncementAnswered, AnnouncementWithdrawn
from petitmot.people.events import ConversationOpened, DoorShut, FiltersChanged, PersonSuspended
from petitmot.people.models import Account, Contact, Follow
from petitmot.posts.events import Shared, Unshared, WordsDeleted, WordsEdited, WordsPublished
from petitmot.posts.models import Audience, Post, Tagged, Visibility
from petitmot.posts.models.post import WITH_A_LIST
from petitmot.posts.seeing import those_who_may_see
from petitmot.reading.models import FollowedTag

WORDS, PRIVATE, NOTICE, QUIET_NOTICE = "words", "private", "notice", "quiet-notice"  # names of facts on the bus
EDITED, GONE, FILTERS, MERGED, ENDED = "edited", "gone", "filters", "merged", "ended"  # for applications only
ANNOUNCED, ANNOUNCEMENT_GONE, ANNOUNCEMENT_ANSWERED = "announced", "announcement-gone", "announcement-answered"
MANY = 500  # beyond that many open screens, asking for all readers is the shorter question


def somebody_listens(_fact: object) -> bool:
    """Whether a screen is open in this process; no query."""
    return bus().anybody()


def carry_words(fact: WordsPublished) -> None:
    """Tell those who read the author and may see these words, or, of private ones, those they are for.

    Applications of the author hear of them too: they were perhaps written in another one.
    """
    here = _listening()
    if fact.private:
        screens = here.screens - {fact.author_id}
        if screens or here.applications:
            readers = set(Audience.objects.filter(post=fact.post_id).values_list("person_id", flat=True))
            bus().publish(readers & screens, PRIVATE, fact.post_id)
            bus().publish(applications_of(readers | {fact.author_id}, here), PRIVATE, fact.post_id)
        return
    readers = _readers_of(fact.author_id, here.persons)
    if here.applications:
        tags = Tagged.objects.filter(post=fact.post_id).values("tag")
        followed = FollowedTag.objects.filter(tag__in=tags, reader__in=here.applications)
        here = here._replace(screens=here.screens & readers)
        readers |= set(followed.values_list("reader_id", flat=True))
    _tell_of(fact.post_id, fact.author_id, readers, here)


def carry_share(fact: Shared) -> None:
    """Tell those who read the one who shares, and may see what is shared."""
    here = _listening()
    _tell_of(fact.share_id, fact.person_id, _readers_of(fact.person_id, here.persons), here)


def carry_notice(fact: NoticePut) -> None:
    """Tell the one person. No query."""
    both = [fact.person_id, channels.of_applications(fact.person_id)]
    bus().publish(both, NOTICE if fact.on_page else QUIET_NOTICE, fact.notice_id)


def carry_edit(fact: WordsEdited) -> None:
    """Tell applications of those who read the words."""
    here = _listening()
    if not (here.applications or here.everybody):
        return
    post = Post.objects.select_related("author", "shares__author").filter(pk=fact.post_id).first()
    if post is None:
        return
    readers = _readers_of(post.author_id, here.applications)
    if post.visibility in WITH_A_LIST:
        readers = set(Audience.objects.filter(post=post).values_list("person_id", flat=True))
    may = those_who_may_see(post, (readers | {post.author_id}) & here.applications)
    bus().publish(applications_of(may, here), EDITED, post.pk)
    _tell_everybody(here, post.visibility, EDITED, post.pk)


def carry_deletion(fact: WordsDeleted) -> None:
    """Tell applications of those for whom the words had been: they alone know of the id (rule 29)."""
    here = _listening()
    if fact.visibility in WITH_A_LIST:
        readers = set(fact.reached)
    elif fact.visibility == Visibility.CONTACTS:
        rows = Contact.objects.filter(other=fact.audience_of_id, person__in=here.applications)
        readers = set(rows.values_list("person_id", flat=True)) if here.applications else set()
    else:
        readers = _readers_of(fact.author_id, here.applications)
    bus().publish(applications_of(readers | {fact.author_id}, here), GONE, fact.post_id)
    _tell_everybody(here, fact.visibility, GONE, fact.post_id)


def carry_unshare(fact: Unshared) -> None:
    """Tell applications of those who read whoever had shared."""
    here = _listening()
    readers = _readers_of(fact.person_id, here.applications) | {fact.person_id}
    bus().publish(applications_of(readers, here), GONE, fact.share_id)


def carry_filters(fact: FiltersChanged) -> None:
    """Tell the person's applications that their filters are others now. No query."""
    bus().publish([channels.of_applications(fact.owner_id)], FILTERS, fact.owner_id)


def carry_opening(fact: ConversationOpened) -> None:
    """Tell the person's applications that a stranger's words stand among their notifications now. No query."""
    bus().publish([channels.of_applications(fact.asked_id)], MERGED, fact.asked_id)


def carry_end(fact: PersonSuspended | DoorShut) -> None:
    """Tell the person's applications that they may not stay. No query."""
    bus().publish([channels.of_applications(fact.person_id)], ENDED, fact.person_id)


def carry_announcement(fact: Announced) -> None:
    """Tell every application that listens."""
    _tell_all_applications(ANNOUNCED, fact.announcement_id)


def carry_withdrawal(fact: AnnouncementWithdrawn) -> None:
    """Tell every application that listens."""
    _tell_all_applications(ANNOUNCEMENT_GONE, fact.announcement_id)


def carry_answer(fact: AnnouncementAnswered) -> None:
    """Tell the applications of who answered an announcement, and those of the operator."""
    here = _listening()
    if not here.applications:
        return
    keepers = Account.objects.filter(role=Account.Role.OPERATOR).values_list("persons", flat=True)
    bus().publish(
        applications_of({fact.person_id, *filter(None, keepers)}, here), ANNOUNCEMENT_ANSWERED, fact.reaction_id
    )


def _tell_all_applications(fact: str, id_: int) -> None:
    here = _listening()
    bus().publish(applications_of(here.applications, here), fact, id_)


def _listening() -> Listening:
    return channels.sorted_out(bus().listening())


def _tell_of(post_id: int, author_id: int, readers: set[int], here: Listening) -> None:
    """Only those who may see it: also the id of a word says that there is one (rule 29)."""
    readers = (readers - {author_id}) | ({author_id} & here.applications)
    if not (readers or here.everybody):
        return
    post = Post.objects.select_related("author", "shares__author").filter(pk=post_id).first()
    if post is None:
        return
    may = those_who_may_see(post, readers) if readers else set()
    bus().publish((may & here.screens) - {author_id}, WORDS, post_id)
    bus().publish(applications_of(may, here), WORDS, post_id)
    if post.shares_id is None:
        _tell_everybody(here, post.visibility, WORDS, post_id)


def _tell_everybody(here: Listening, visibility: str, fact: str, post_id: int) -> None:
    if here.everybody and visibility == Visibility.PUBLIC:
        bus().publish([EVERYBODY], fact, post_id)


def _readers_of(author_id: int, listening: set[int]) -> set[int]:
    if not listening:
        return set()
    followers = Follow.objects.filter(followed=author_id)
    contacts = Contact.objects.filter(other=author_id)
    if len(listening) <= MANY:
        followers, contacts = followers.filter(follower__in=listening), contacts.filter(person__in=listening)
    rows = followers.values_list("follower_id", flat=True).union(contacts.values_list("person_id", flat=True))
    return set(rows) & listening
