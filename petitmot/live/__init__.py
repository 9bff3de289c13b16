"""Open screens: carries (channel, fact, id) to whoever listens and may. It never decides what happened."""
