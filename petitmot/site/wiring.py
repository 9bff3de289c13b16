"""What follows from what: every fact of the domain, and the functions that react to it, on one page."""

from datetime import timedelta

from petitmot.attentions import addressing, judging, notices, thanks, winks
from petitmot.attentions import events as attentions
from petitmot.federation import events as federation
from petitmot.federation.media import fetching as media_fetching
from petitmot.federation.media import forgetting as media_forgetting
from petitmot.federation.receiving import threads as threads_elsewhere
from petitmot.federation.receiving import work as receiving
from petitmot.jobs.announcing import Periodic, Reaction, Wiring
from petitmot.live import carrying
from petitmot.moderation import events as moderation
from petitmot.moderation import reporting
from petitmot.people import copying, gestures, lapsing, leaving, pace, questions, security, vouching
from petitmot.people import events as people
from petitmot.post_office import events as post_office
from petitmot.post_office import letter, noting, reminders, sending
from petitmot.posts import acceptances, conversations, drafts, polls, previewing, scheduling, sweeping
from petitmot.posts import copying as making_copies
from petitmot.posts import events as posts
from petitmot.posts import leaving as leaving_words
from petitmot.posts import questions as question_words
from petitmot.reading import indexing, marks
from petitmot.web.doors import letters

WIRING: Wiring = {
    federation.ActivityReceived: [Reaction(receiving.take, key=receiving.order)],
    federation.PortraitNamed: [Reaction(media_fetching.fetch_faces, lane="soon")],
    federation.PicturesNamed: [Reaction(media_fetching.fetch_pictures, lane="soon")],
    federation.AnsweredElsewhere: [Reaction(threads_elsewhere.find_answered, lane="soon")],
    federation.FollowArrived: [],
    federation.QuoteAsked: [],
    letter.LetterPosted: [Reaction(letter.deliver)],
    people.AccountApproved: [Reaction(letters.tell_approved)],
    people.AccountMade: [Reaction(indexing.index_person)],
    people.ProfileChanged: [Reaction(indexing.index_person), Reaction(vouching.check_links, lane="soon")],
    people.PersonLeft: [
        Reaction(lapsing.end_with_the_person),
        Reaction(leaving_words.take_words_away),
        Reaction(leaving.forget_elsewhere),
    ],
    people.Followed: [
        Reaction(marks.begin_with_newest),
        Reaction(questions.ask_new_follower),
        Reaction(notices.of_follow),
    ],
    people.CopyAskedFor: [Reaction(making_copies.make, lane="later")],
    people.FollowAskedFor: [Reaction(notices.of_follow_asked)],
    people.ContactAsked: [Reaction(judging.judge_request), Reaction(notices.of_request), Reaction(noting.note_request)],
    people.ConversationAsked: [
        Reaction(judging.judge_request),
        Reaction(notices.of_request),
        Reaction(noting.note_request),
    ],
    people.ConversationOpened: [Reaction(conversations.let_through)],
    people.GestureDue: [Reaction(gestures.carry_out)],
    people.WordsAskedFor: [
        Reaction(question_words.send),
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
    ],
    people.AcceptanceWordsAdded: [Reaction(acceptances.send_words)],
    people.PersonReported: [Reaction(reporting.of_request)],
    people.PersonSuspended: [Reaction(lapsing.end_with_the_person)],
    people.ContactDeclined: [Reaction(notices.of_refusal), Reaction(noting.note_answer)],
    people.RequestLapsed: [Reaction(notices.of_lapse)],
    people.Introduced: [Reaction(notices.of_introduction)],
    people.Blocked: [Reaction(addressing.forget_the_blocked)],
    moderation.RulesRecalled: [Reaction(reminders.recall_the_rules)],
    attentions.Winked: [Reaction(winks.tell)],
    attentions.NoticePut: [Reaction(carrying.carry_notice, when=carrying.somebody_listens)],
    post_office.MailDue: [Reaction(sending.send, lane="soon")],
    posts.WordsPublished: [
        Reaction(question_words.hear_answer, when=lambda fact: fact.private and fact.live),
        Reaction(thanks.hear_private_word, when=lambda fact: fact.private and fact.live),
        Reaction(
            addressing.note_who_is_spoken_to,
            when=lambda fact: fact.live and (fact.private or fact.is_reply or fact.has_mentions),
        ),
        Reaction(noting.note_message, when=lambda fact: fact.private and fact.live),
        Reaction(carrying.carry_words, when=lambda fact: fact.live and carrying.somebody_listens(fact)),
        Reaction(notices.of_words, when=lambda fact: fact.live and fact.concerns_somebody),
        Reaction(indexing.index_words, lane="soon"),
        Reaction(previewing.look, lane="soon", when=lambda fact: fact.has_links and not fact.private),
    ],
    posts.WordsEdited: [
        Reaction(indexing.index_words, lane="soon"),
        Reaction(previewing.look, lane="soon"),
    ],
    posts.WordsPlanned: [Reaction(scheduling.say)],
    posts.PollEnded: [Reaction(notices.of_poll)],
    posts.Favoured: [Reaction(notices.of_like)],
    posts.Unfavoured: [Reaction(notices.of_unlike)],
    posts.Shared: [Reaction(notices.of_share), Reaction(carrying.carry_share, when=carrying.somebody_listens)],
    posts.Unshared: [Reaction(notices.of_unshare)],
}

PERIODIC: list[Periodic] = [
    Periodic(receiving.forget_old, every=timedelta(hours=6)),
    Periodic(media_forgetting.forget_old, every=timedelta(hours=1)),
    Periodic(copying.forget_old, every=timedelta(hours=6)),
    Periodic(leaving.leave_when_due, every=timedelta(hours=1)),
    Periodic(pace.forget_old, every=timedelta(hours=1)),
    Periodic(security.forget_addresses, every=timedelta(hours=12)),
    Periodic(lapsing.lapse_what_is_due, every=timedelta(minutes=10), lane="now"),
    Periodic(sending.find_due, every=timedelta(minutes=1), lane="now"),
    Periodic(marks.fold_marks, every=timedelta(hours=1)),
    Periodic(polls.end_due, every=timedelta(minutes=1), lane="now"),
    Periodic(sweeping.sweep, every=timedelta(hours=1)),
    Periodic(drafts.forget_sheets, every=timedelta(hours=6)),
]
