from django.db import migrations

from petitmot.reading import full_text


class Migration(migrations.Migration):
    dependencies = [("reading", "0001_initial")]
    operations = [migrations.RunPython(full_text.make)]
