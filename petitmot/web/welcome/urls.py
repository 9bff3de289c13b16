"""The welcome's addresses."""

from django.urls import URLPattern, URLResolver, path

from petitmot.web.welcome import steps

urlpatterns: list[URLPattern | URLResolver] = [
    path("bienvenue/", steps.who, name="welcome"),
    path("bienvenue/accueil/", steps.greeting, name="welcome-greeting"),
    path("bienvenue/abonnes/", steps.followers, name="welcome-followers"),
    path("bienvenue/personnes/", steps.people, name="welcome-people"),
    path("bienvenue/fini/", steps.done, name="welcome-done"),
]
