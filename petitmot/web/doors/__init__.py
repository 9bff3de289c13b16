"""The doors: sign up, sign in, leave, come back, and everything that proves who one is (django-allauth does the proving)."""
