"""All mail: its templates, its pace (at most one an hour), its unsubscribe links. It never decides whom a word is for."""
