"""The roof: settings, addresses, wiring (what follows from what), the server and the command line."""
