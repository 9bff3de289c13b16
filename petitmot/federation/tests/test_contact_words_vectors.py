"""The examples of docs/fep-contact-words.md are what this server says, word for word, and what it understands."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from petitmot.federation import handling
from petitmot.federation.documents import activities, tie_activities
from petitmot.people.models import ContactRequest, Introduction, Person, Question

DRAFT = Path(__file__).parents[3] / "docs" / "fep-contact-words.md"


def examples() -> dict[str, dict[str, object]]:
    """Return the JSON blocks of the draft, by the comment above each."""
    found = re.findall(r"<!-- vector: ([\w-]+) -->\s*```json\n(.*?)```", DRAFT.read_text(), re.DOTALL)
    return {name: json.loads(block) for name, block in found}


def made() -> dict[str, dict[str, object]]:
    """Build the same from nouns."""
    ana = Person(pk=1, uri="https://ana.example/ap/people/1")
    bruno = Person(pk=2, uri="https://bruno.example/ap/people/2")
    celia = Person(pk=3, uri="https://celia.example/ap/people/3")
    words = "Votre billet sur la brume m’a rappelé l’étang de mon grand-père."
    until = datetime(2026, 12, 1, 9, tzinfo=UTC)
    asked = datetime(2026, 11, 1, 9, tzinfo=UTC)
    sent = ContactRequest(pk=7, asker=ana, asked=bruno, words=words, lapses_at=until)
    came = ContactRequest(
        pk=31, asker=ana, asked=bruno, words=words, lapses_at=until, uri="https://ana.example/ap/people/1#requests/7"
    )
    offer = tie_activities.offered(came)
    yes = "Avec joie, et le bonjour à l’étang."
    no = "Pas en ce moment ; merci de vos mots."
    question = Question(pk=5, owner=bruno, person=ana, words="Quel étang ?", asked_at=asked)
    introduction = Introduction(pk=9, introducer=celia, first=ana, second=bruno, words="Vous aimez tous deux la brume.")
    return {
        "offer": tie_activities.offer(sent),
        "receive": tie_activities.receive(came),
        "read": tie_activities.read(bruno, {"id": came.uri}, ana.uri),
        "ask-for-words": tie_activities.ask_for_words(question, came, until),
        "accept": activities.accept(bruno, offer, words=yes),
        "reject": activities.reject(bruno, offer, words=no),
        "lapse": tie_activities.lapse(came),
        "undo": activities.undo(tie_activities.offer(sent)),
        "follow": tie_activities.follow(ana, bruno, asked, words=words),
        "introduction": tie_activities.introduce(introduction, ana, bruno),
    }


@pytest.mark.parametrize("name", sorted(made()))
def test_an_example_of_the_draft_is_what_is_sent(name):
    assert examples()[name] == made()[name]


def test_every_example_is_made_and_its_kind_is_understood():
    assert set(examples()) == set(made())
    assert {str(example["type"]) for example in examples().values()} <= set(handling.HANDLERS)
