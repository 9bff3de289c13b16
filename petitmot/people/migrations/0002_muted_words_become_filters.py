"""Words muted in Today become filters of words: hidden in `home`, parts of words too, until when they were."""

from django.db import migrations


def become_filters(apps, schema_editor):
    muted, filters, words = (apps.get_model("people", name) for name in ("MutedWords", "WordFilter", "FilteredWords"))
    for row in muted.objects.order_by("pk").iterator():
        made = filters.objects.create(
            owner_id=row.person_id, title=row.words, places=["home"], action="hide", until=row.until
        )
        words.objects.create(filter=made, words=row.words, whole=False)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunPython(become_filters, migrations.RunPython.noop)]
