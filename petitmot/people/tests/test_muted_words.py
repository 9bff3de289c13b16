"""Words that were muted before filters were one noun are filters now, with all that they were."""

from __future__ import annotations

import importlib
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.apps.registry import Apps
from django.db import connection, models

from petitmot.kit import clock
from petitmot.people.models import FilteredWords, Person, WordFilter
from petitmot.reading import today
from tests.world import World

MIGRATION = "petitmot.people.migrations.0002_muted_words_become_filters"

TABLE = "CREATE TABLE people_mutedwords (id bigint, person_id bigint, words varchar(100), until timestamptz)"


class Before:
    """The models as the migration finds them: the table of muted words is made again for this test."""

    def __init__(self) -> None:
        meta = type("Meta", (), {"app_label": "people", "apps": Apps(), "db_table": "people_mutedwords"})
        fields: dict[str, Any] = {
            "person_id": models.BigIntegerField(),
            "words": models.CharField(max_length=100),
            "until": models.DateTimeField(null=True),
        }
        self.muted: Any = type("MutedWords", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})

    def get_model(self, _room: str, name: str) -> Any:
        return {"MutedWords": self.muted, "WordFilter": WordFilter, "FilteredWords": FilteredWords}[name]


def test_rule_11_words_muted_before_are_hidden_by_filters_now(world: World):
    before, end = Before(), clock.now() + timedelta(days=3)
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
    before.muted.objects.create(pk=1, person_id=world.ana.pk, words="les COURGES")
    before.muted.objects.create(pk=2, person_id=world.bruno.pk, words="foot", until=end)
    importlib.import_module(MIGRATION).become_filters(before, SimpleNamespace(connection=connection))
    assert [
        (Person.objects.get(pk=row.owner_id).name, row.title, row.places, row.action, row.until, row.words.get().words)
        for row in WordFilter.objects.order_by("pk")
    ] == [
        ("ana", "les COURGES", ["home"], "hide", None, "les COURGES"),
        ("bruno", "foot", ["home"], "hide", end, "foot"),
    ]
    world.follow(world.ana, world.bruno)
    world.follow(world.bruno, world.ana)
    world.says(world.bruno, "Vive les courgettes, disent les courges.")
    world.says(world.ana, "Le football.")
    assert today.page(world.ana).ids == today.page(world.bruno).ids == [], "also within a word, as before"
