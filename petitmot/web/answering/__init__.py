"""The small page where somebody elsewhere answers the kind question: no account, one link, one time."""
