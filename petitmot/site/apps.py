from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "petitmot.site"
    label = "petitmot_site"

    def ready(self) -> None:
        from petitmot.jobs import announcing
        from petitmot.site.wiring import PERIODIC, WIRING

        announcing.install(WIRING, PERIODIC)
