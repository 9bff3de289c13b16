"""In which languages one reads somebody (`Follow.languages`): the one question, for each database.

Words of no known language are read, as in Mastodon. A share carries the language of what it shares.
"""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Func

# `languages`: the JSON list of a follow that names some; `language`: a post's.
READS = {
    "sqlite": """INSTR({languages}, '"' || {language} || '"') > 0""",
    "postgresql": "{languages} @> TO_JSONB({language}::text)",
}


class Reads(Func):
    """Whether a follow's list of languages names a post's language: `Reads("languages", OuterRef("language"))`."""

    output_field = BooleanField()
    arity = 2

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        languages, language = (compiler.compile(each) for each in self.get_source_expressions())
        said = READS[connection.vendor].format(languages=languages[0], language=language[0])
        return f"({said})", [*languages[1], *language[1]]
