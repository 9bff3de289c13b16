"""Federation: words and ties to and from other servers, by ActivityPub. It translates and calls the house's verbs; it decides nothing about people."""
