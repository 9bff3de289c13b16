"""Reactions to facts: each says on the wire what somebody here did, to whoever it concerns elsewhere. One file a noun."""
