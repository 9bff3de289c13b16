from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "petitmot.site"
    label = "petitmot_site"

    def ready(self) -> None:
        from django.core.cache import close_caches
        from django.core.signals import request_finished, request_started
        from django.db import close_old_connections, reset_queries

        from petitmot.jobs import announcing
        from petitmot.site.wiring import PERIODIC, WIRING

        announcing.install(WIRING, PERIODIC)
        request_started.disconnect(close_old_connections)  # it is done when the one before has finished
        request_started.disconnect(reset_queries)  # nobody logs them, so nothing is there to forget
        request_finished.disconnect(close_caches)  # none is opened: what is kept, is kept by its own key
