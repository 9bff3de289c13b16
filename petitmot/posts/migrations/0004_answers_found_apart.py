"""What answers, shares, quotes or belongs to a conversation is found by indexes of these few words alone.

Only indexes change, so none of the rows is written again: on SQLite an `AlterField` would copy the table.
"""

import django.db.models.deletion
from django.db import migrations, models

# The names Django gave them, the same on both databases.
WHOLE = (
    "posts_post_in_reply_to_id_e60130e0",
    "posts_post_shares_id_f1e213fb",
    "posts_post_quotes_id_46c3223c",
    "posts_post_conversation_id_9523b84f",
)


class Migration(migrations.Migration):
    dependencies = [("posts", "0003_signs_of_likes")]

    operations = [
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("in_reply_to__isnull", False)),
                fields=["in_reply_to", "conversation"],
                name="posts_answering",
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("shares__isnull", False)), fields=["shares", "author"], name="posts_sharing"
            ),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(condition=models.Q(("quotes__isnull", False)), fields=["quotes"], name="posts_quoting"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(("conversation__isnull", False)),
                fields=["conversation", "id"],
                name="posts_conversing",
            ),
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL([f"DROP INDEX IF EXISTS {name}" for name in WHOLE])],
            state_operations=[
                migrations.AlterField(
                    model_name="post",
                    name="in_reply_to",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replies",
                        to="posts.post",
                    ),
                ),
                migrations.AlterField(
                    model_name="post",
                    name="shares",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shared_by",
                        to="posts.post",
                    ),
                ),
                migrations.AlterField(
                    model_name="post",
                    name="quotes",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="quoted_by",
                        to="posts.post",
                    ),
                ),
                migrations.AlterField(
                    model_name="post",
                    name="conversation",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posts",
                        to="posts.conversation",
                    ),
                ),
            ],
        ),
    ]
