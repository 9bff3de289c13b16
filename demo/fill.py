"""Fills an empty data folder with the demonstration, through the verbs that pages use: `bin/demo` calls this."""

from __future__ import annotations

import gc
import sys
import time
from datetime import UTC, datetime

from petitmot.site import cli

GREETING = """
Petitmot est rempli : une petite communauté d’Orléans, trois mois de mots.
Entrez avec {email} (Hélène Marchand), mot de passe : {password}
Tous les autres ont le même mot de passe : muriel@example.com, delphine@example.com, nora@example.com…
Léa tient le serveur, Solène modère.
"""


def main() -> None:
    """Fill the folder of PETITMOT_DATA, unless somebody lives there already."""
    config = cli.begin()
    from petitmot.site.preparing import prepare

    prepare(config)
    from demo import PASSWORD
    from petitmot.people.models import Account

    if Account.objects.exists():
        if not Account.objects.filter(email="helene@example.com").exists():
            cli.stop("Ce dossier est habité par d’autres gens : la démonstration veut un dossier vide (--data).")
    else:
        started = time.monotonic()
        gc.disable()  # nothing here lives in circles for long, and the process ends soon
        deeds = _fill()
        print(f"{deeds} gestes en {time.monotonic() - started:.0f} secondes.", file=sys.stderr)
    print(GREETING.format(email="helene@example.com", password=PASSWORD))


def _fill() -> int:
    from demo import afterwards, cast, meetings, sayings, script
    from demo.calendar_of_the_story import Calendar
    from demo.pictures import Studio
    from demo.story import Story

    with Studio() as studio:
        story = Story(Calendar(datetime.now(UTC)), studio)
        meetings.note_all(story)
        spoken = sayings.plan(story, script.all_words())
        meetings.plan(story)
        meetings.plan_follows(story, spoken)
        afterwards.plan(story)
        cast.gather(story)
        return story.happen()


if __name__ == "__main__":
    main()
