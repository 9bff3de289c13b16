from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "petitmot.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Watch the doors, and give templates the finished pieces of posts: the look knows no noun, so it cannot."""
        from django.template import engines

        from petitmot.posts.films.tools import tools
        from petitmot.web.doors.watching import watch
        from petitmot.web.fragments import one_after_the_other
        from petitmot.web.tones import tone
        from petitmot.web.who import media_url

        watch()
        given = {"pieces": one_after_the_other, "tone": tone, "media_url": media_url, "takes_films": tools}
        engines["jinja2"].env.globals.update(given)  # type: ignore[attr-defined]
