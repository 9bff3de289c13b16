"""Web push: telling applications that are closed. Whom (`choosing`), what (`message`), sealed how (`encrypting`, `vapid`)."""
