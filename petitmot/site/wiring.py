"""What follows from what: every fact of the domain, and the functions that react to it, on one page."""

from datetime import timedelta
from typing import Any

from petitmot.attentions import addressing, awaited, judging, notices, selected, staff_notices, thanks, winks
from petitmot.attentions import events as attentions
from petitmot.client_api import events as client_api
from petitmot.client_api import repeating, tokens
from petitmot.client_api.pushing import choosing
from petitmot.client_api.pushing import sending as pushing
from petitmot.federation import events as federation
from petitmot.federation import hearing, keys
from petitmot.federation.delivering import writing_off
from petitmot.federation.delivering.outgoing import containers as containers_elsewhere
from petitmot.federation.delivering.outgoing import kindnesses as kindnesses_elsewhere
from petitmot.federation.delivering.outgoing import marks as marks_elsewhere
from petitmot.federation.delivering.outgoing import persons as persons_elsewhere
from petitmot.federation.delivering.outgoing import polls as polls_elsewhere
from petitmot.federation.delivering.outgoing import questions as questions_elsewhere
from petitmot.federation.delivering.outgoing import quotes as quotes_elsewhere
from petitmot.federation.delivering.outgoing import reports as reports_elsewhere
from petitmot.federation.delivering.outgoing import requests as requests_elsewhere
from petitmot.federation.delivering.outgoing import selections as selections_elsewhere
from petitmot.federation.delivering.outgoing import ties as ties_elsewhere
from petitmot.federation.delivering.outgoing import words as words_elsewhere
from petitmot.federation.knowing import homes, refreshing
from petitmot.federation.media import emoji as media_emoji
from petitmot.federation.media import fetching as media_fetching
from petitmot.federation.media import forgetting as media_forgetting
from petitmot.federation.receiving import synchronising
from petitmot.federation.receiving import threads as threads_elsewhere
from petitmot.federation.receiving import work as receiving
from petitmot.federation.reconciling import looking, turns
from petitmot.jobs.announcing import Periodic, Reaction, Wiring
from petitmot.live import carrying
from petitmot.moderation import announcements, announcing, limiting, reporting
from petitmot.moderation import events as moderation
from petitmot.people import (
    copying,
    door_blocks,
    gestures,
    lapsing,
    leaving,
    moving,
    pace,
    questions,
    security,
    vouching,
)
from petitmot.people import events as people
from petitmot.post_office import events as post_office
from petitmot.post_office import letter, mailing, noting, reminders, sending, subscribing
from petitmot.posts import acceptances, attaching, conversations, drafts, polls, previewing, scheduling, sweeping
from petitmot.posts import copying as making_copies
from petitmot.posts import events as posts
from petitmot.posts import leaving as leaving_words
from petitmot.posts import questions as question_words
from petitmot.reading import indexing, marks
from petitmot.web.doors import letters


def _follow(fact: Any) -> str:
    return ties_elsewhere.pair(fact.follower_id, fact.followed_id)


def _block(fact: Any) -> str:
    return ties_elsewhere.pair(fact.blocker_id, fact.blocked_id)


def _request(fact: Any) -> str:
    return f"request:{fact.request_id}"


def _selection(fact: Any) -> str:
    return f"selection:{fact.selection_id}"


def _in_selection(fact: Any) -> str:
    return f"in-selection:{fact.row_id}"


def _host(fact: Any) -> str:
    return f"outbox:{fact.host}"


def _within(fact: Any) -> str:
    return f"within:{fact.post_id}"


def _like(fact: Any) -> str:
    return f"like:{fact.person_id}:{fact.post_id}"


WIRING: Wiring = {
    federation.ActivityReceived: [Reaction(receiving.take, key=receiving.order, together=receiving.take_all)],
    federation.FollowersTold: [Reaction(synchronising.agree, lane="soon", key=synchronising.order)],
    federation.SaidWithin: [Reaction(containers_elsewhere.hand_on, lane="soon", key=_within)],
    federation.ActorOld: [Reaction(refreshing.refresh, lane="later", key=refreshing.order)],
    federation.HomeTold: [Reaction(homes.go_along, lane="soon", key=homes.order)],
    federation.PortraitNamed: [Reaction(media_fetching.fetch_faces, lane="soon")],
    federation.EmojiNamed: [Reaction(media_emoji.fetch_emoji, lane="soon")],
    federation.PicturesNamed: [Reaction(media_fetching.fetch_pictures, lane="soon")],
    federation.AnsweredElsewhere: [Reaction(threads_elsewhere.find_answered, lane="soon")],
    federation.OutboxDue: [Reaction(looking.look, lane="later", key=_host)],
    federation.QuoteAsked: [Reaction(quotes_elsewhere.answer, lane="soon")],
    letter.LetterPosted: [Reaction(letter.deliver)],
    people.AccountApproved: [Reaction(letters.tell_approved)],
    people.EmailToConfirm: [Reaction(letters.ask_to_confirm)],
    people.AccountMade: [Reaction(indexing.index_person)],
    people.ProfileChanged: [
        Reaction(indexing.index_person),
        Reaction(vouching.check_links, lane="soon"),
        Reaction(persons_elsewhere.tell_change, lane="soon"),
    ],
    people.PersonMoved: [
        Reaction(persons_elsewhere.tell_move, lane="soon"),
        Reaction(moving.take_along, lane="soon"),
    ],
    people.PersonLeft: [
        Reaction(lapsing.end_with_the_person),
        Reaction(leaving_words.take_words_away),
        Reaction(leaving.forget_elsewhere),
        Reaction(announcements.forget_who_left),
        Reaction(subscribing.forget_who_left),
        Reaction(persons_elsewhere.say_goodbye, lane="soon"),
    ],
    people.Followed: [
        Reaction(marks.begin_with_newest),
        Reaction(questions.ask_new_follower),
        Reaction(notices.of_follow),
        Reaction(looking.begin, lane="soon"),
    ],
    people.CopyAskedFor: [Reaction(making_copies.make, lane="later")],
    people.FollowAskedFor: [
        Reaction(notices.of_follow_asked),
        Reaction(ties_elsewhere.tell_follow, lane="soon", key=_follow),
    ],
    people.FollowApproved: [Reaction(ties_elsewhere.tell_approval, lane="soon", key=_follow)],
    people.FollowRefused: [Reaction(ties_elsewhere.tell_refusal, lane="soon", key=_follow)],
    people.FollowerRemoved: [Reaction(ties_elsewhere.tell_removal, lane="soon", key=_follow)],
    people.Unfollowed: [Reaction(ties_elsewhere.tell_unfollow, lane="soon", key=_follow)],
    federation.FollowArrived: [
        Reaction(ties_elsewhere.answer_follow, lane="soon", key=_follow),
        Reaction(hearing.hear_follow),
        Reaction(questions_elsewhere.let_words_come, lane="soon"),
    ],
    federation.FollowHeld: [Reaction(questions_elsewhere.ask_who_waits, lane="soon")],
    federation.AcceptArrived: [Reaction(questions_elsewhere.after_accept, lane="soon")],
    people.ContactAsked: [
        Reaction(judging.judge_request),
        Reaction(notices.of_request),
        Reaction(noting.note_request),
        Reaction(requests_elsewhere.tell_request, lane="soon", key=_request),
    ],
    people.WordsJoined: [Reaction(judging.judge_request)],
    people.RequestRead: [Reaction(requests_elsewhere.tell_reading, lane="soon", key=_request)],
    people.RequestWithdrawn: [Reaction(requests_elsewhere.tell_withdrawal, lane="soon", key=_request)],
    people.ConversationAsked: [
        Reaction(judging.judge_request),
        Reaction(notices.of_request),
        Reaction(noting.note_request),
    ],
    people.ConversationOpened: [
        Reaction(conversations.let_through),
        Reaction(carrying.carry_opening, when=carrying.somebody_listens),
    ],
    people.GestureDue: [Reaction(gestures.carry_out)],
    people.WordsAskedFor: [
        Reaction(question_words.send),
        Reaction(questions_elsewhere.send, lane="soon"),
        Reaction(notices.of_question),
        Reaction(noting.note_question),
    ],
    people.RequestAnswered: [
        Reaction(judging.judge_request),
        Reaction(notices.of_answer),
        Reaction(noting.note_request),
    ],
    people.ContactAccepted: [
        Reaction(acceptances.send_words),
        Reaction(thanks.prompt),
        Reaction(notices.of_acceptance),
        Reaction(noting.note_answer),
        Reaction(conversations.let_contact_through),
        Reaction(requests_elsewhere.tell_acceptance, lane="soon", key=_request),
    ],
    people.AcceptanceWordsAdded: [
        Reaction(acceptances.send_words),
        Reaction(requests_elsewhere.tell_later_words, lane="soon", key=_request),
    ],
    people.PersonReported: [Reaction(reporting.of_request)],
    people.PersonSuspended: [
        Reaction(lapsing.end_with_the_person),
        Reaction(carrying.carry_end, when=carrying.somebody_listens),
    ],
    people.ContactDeclined: [
        Reaction(notices.of_refusal),
        Reaction(noting.note_answer),
        Reaction(requests_elsewhere.tell_refusal, lane="soon", key=_request),
    ],
    people.RequestLapsed: [
        Reaction(notices.of_lapse),
        Reaction(requests_elsewhere.tell_lapse, lane="soon", key=_request),
    ],
    people.Introduced: [
        Reaction(notices.of_introduction),
        Reaction(kindnesses_elsewhere.tell_introduction, lane="soon"),
    ],
    people.SelectionMade: [Reaction(selections_elsewhere.tell_made, lane="soon", key=_selection)],
    people.SelectionChanged: [
        Reaction(selected.tell_changed),
        Reaction(selections_elsewhere.tell_change, lane="soon", key=_selection),
    ],
    people.SelectionEnded: [Reaction(selections_elsewhere.tell_end, lane="soon", key=_selection)],
    people.SelectionAsked: [
        Reaction(selected.ask),
        Reaction(selections_elsewhere.ask, lane="soon", key=_in_selection),
    ],
    people.Selected: [
        Reaction(selected.tell_selected),
        Reaction(selections_elsewhere.tell_yes, lane="soon", key=_in_selection),
    ],
    people.SelectionDeclined: [Reaction(selections_elsewhere.tell_no, lane="soon", key=_in_selection)],
    people.SelectionLeft: [Reaction(selections_elsewhere.tell_leaving, lane="soon", key=_in_selection)],
    people.Unselected: [Reaction(selections_elsewhere.tell_removal, lane="soon", key=_in_selection)],
    people.Blocked: [
        Reaction(addressing.forget_the_blocked),
        Reaction(ties_elsewhere.tell_block, lane="soon", key=_block),
    ],
    people.FiltersChanged: [Reaction(carrying.carry_filters, when=carrying.somebody_listens)],
    people.ServerKeptAway: [Reaction(addressing.forget_those_of_the_server)],
    people.Unblocked: [Reaction(ties_elsewhere.tell_unblock, lane="soon", key=_block)],
    people.DoorShut: [Reaction(carrying.carry_end, when=carrying.somebody_listens)],
    people.Arrived: [Reaction(staff_notices.of_arrival)],
    people.TurnedAway: [Reaction(reminders.tell_of_shut_door)],
    moderation.Reported: [Reaction(staff_notices.of_report)],
    moderation.Sanctioned: [Reaction(reminders.tell_decision), Reaction(staff_notices.of_sanction)],
    moderation.AppealDecided: [Reaction(reminders.tell_answer)],
    moderation.Announced: [Reaction(carrying.carry_announcement, when=carrying.somebody_listens)],
    moderation.AnnouncementPlanned: [Reaction(announcing.publish_when_due)],
    moderation.AnnouncementEnds: [Reaction(announcing.take_down_when_over)],
    moderation.AnnouncementWithdrawn: [Reaction(carrying.carry_withdrawal, when=carrying.somebody_listens)],
    moderation.AnnouncementAnswered: [Reaction(carrying.carry_answer, when=carrying.somebody_listens)],
    moderation.ReportForwarded: [Reaction(reports_elsewhere.tell_report, lane="soon")],
    moderation.ServerLimited: [
        Reaction(limiting.end_ties, lane="later"),
        Reaction(writing_off.drop_refused, lane="soon"),
        Reaction(media_forgetting.drop_of_server, lane="later"),
    ],
    attentions.Winked: [Reaction(winks.tell), Reaction(kindnesses_elsewhere.tell_wink, lane="soon")],
    attentions.NoticePut: [
        Reaction(carrying.carry_notice, when=carrying.somebody_listens),
        Reaction(choosing.find_subscriptions, lane="soon", when=choosing.can_be_pushed),
    ],
    client_api.PushDue: [Reaction(pushing.push, lane="soon")],
    post_office.MailDue: [Reaction(sending.send, lane="soon")],
    post_office.WordsByMailDue: [Reaction(mailing.send, lane="soon")],
    posts.WordsPublished: [
        Reaction(question_words.hear_answer, when=lambda fact: fact.private and fact.live),
        Reaction(hearing.hear_words, when=lambda fact: fact.private and fact.live and not fact.here),
        Reaction(thanks.hear_private_word, when=lambda fact: fact.private and fact.live),
        Reaction(
            addressing.note_who_is_spoken_to,
            when=lambda fact: fact.live and (fact.private or fact.is_reply or fact.has_mentions),
        ),
        Reaction(noting.note_message, when=lambda fact: fact.private and fact.live),
        Reaction(carrying.carry_words, when=lambda fact: fact.live and carrying.somebody_listens(fact)),
        Reaction(notices.of_words, when=lambda fact: fact.live and (fact.private or fact.concerns_somebody)),
        Reaction(
            awaited.tell_who_waits,
            when=lambda fact: fact.live and not fact.private and awaited.is_awaited(fact),
        ),
        Reaction(indexing.index_words, lane="soon", together=indexing.index_all),
        Reaction(previewing.look, lane="soon", when=lambda fact: fact.has_links and not fact.private),
        Reaction(words_elsewhere.tell, lane="soon", when=lambda fact: fact.here and fact.live),
        Reaction(
            containers_elsewhere.tell,
            lane="soon",
            when=lambda fact: fact.here and fact.live and fact.is_reply and not fact.private,
        ),
        Reaction(quotes_elsewhere.ask, lane="soon", when=lambda fact: fact.here and fact.live and fact.is_quote),
    ],
    posts.WordsDeleted: [
        Reaction(words_elsewhere.tell_deletion, lane="soon"),
        Reaction(carrying.carry_deletion, when=carrying.somebody_listens),
    ],
    posts.WordsEdited: [
        Reaction(carrying.carry_edit, when=carrying.somebody_listens),
        Reaction(words_elsewhere.tell_edit, lane="soon"),
        Reaction(containers_elsewhere.tell_edit, lane="soon"),
        Reaction(notices.of_edit, lane="soon"),
        Reaction(indexing.index_words, lane="soon", together=indexing.index_all),
        Reaction(previewing.look, lane="soon"),
    ],
    posts.WordsPlanned: [Reaction(scheduling.say)],
    posts.FilmTaken: [Reaction(attaching.make_taken, lane="long")],
    posts.PollVoted: [Reaction(polls_elsewhere.tell_vote, lane="soon")],
    posts.PollEnded: [Reaction(notices.of_poll), Reaction(polls_elsewhere.tell_end, lane="soon")],
    posts.Favoured: [Reaction(notices.of_like), Reaction(marks_elsewhere.tell_like, lane="soon", key=_like)],
    posts.Unfavoured: [Reaction(notices.of_unlike), Reaction(marks_elsewhere.tell_unlike, lane="soon", key=_like)],
    posts.Shared: [
        Reaction(notices.of_share),
        Reaction(carrying.carry_share, when=carrying.somebody_listens),
        Reaction(marks_elsewhere.tell_share, lane="soon"),
    ],
    posts.Unshared: [
        Reaction(notices.of_unshare),
        Reaction(carrying.carry_unshare, when=carrying.somebody_listens),
        Reaction(marks_elsewhere.tell_unshare, lane="soon"),
    ],
    posts.QuoteRevoked: [Reaction(quotes_elsewhere.tell_revocation, lane="soon")],
    posts.Pinned: [Reaction(marks_elsewhere.tell_pin, lane="soon")],
    posts.Unpinned: [Reaction(marks_elsewhere.tell_unpin, lane="soon")],
}

NOTHING_FOLLOWS: dict[type, str] = {
    people.ContactMade: "what led to it (a yes, an introduction, an invitation) tells of it",
    people.ContactEnded: "it ends silently (rule 2)",
    people.PersonReinstated: "what was hidden is seen again when it is asked for",
}

PERIODIC: list[Periodic] = [
    Periodic(keys.forget_keys_of_the_gone, every=timedelta(hours=12)),
    Periodic(turns.start_round, every=turns.EVERY),
    Periodic(limiting.settle_all, every=timedelta(hours=1)),
    Periodic(refreshing.find_old, every=timedelta(minutes=30)),
    Periodic(writing_off.write_off, every=timedelta(hours=1)),
    Periodic(receiving.forget_old, every=timedelta(hours=6)),
    Periodic(media_forgetting.forget_old, every=timedelta(hours=1)),
    Periodic(media_emoji.forget_old, every=timedelta(hours=1)),
    Periodic(copying.forget_old, every=timedelta(hours=6)),
    Periodic(leaving.leave_when_due, every=timedelta(hours=1)),
    Periodic(pace.forget_old, every=timedelta(hours=1)),
    Periodic(door_blocks.forget_ended, every=timedelta(hours=1)),
    Periodic(security.forget_addresses, every=timedelta(hours=12)),
    Periodic(lapsing.lapse_what_is_due, every=timedelta(minutes=10), lane="now"),
    Periodic(sending.find_due, every=timedelta(minutes=1), lane="now"),
    Periodic(mailing.find_due, every=timedelta(minutes=5)),
    Periodic(subscribing.forget_unconfirmed, every=timedelta(hours=12)),
    Periodic(marks.fold_marks, every=timedelta(hours=1)),
    Periodic(polls.end_due, every=timedelta(minutes=1), lane="now"),
    Periodic(sweeping.sweep, every=timedelta(hours=1)),
    Periodic(drafts.forget_sheets, every=timedelta(hours=6)),
    Periodic(tokens.forget_revoked, every=timedelta(hours=12)),
    Periodic(repeating.forget_old, every=timedelta(hours=1)),
]
