"""Signatures on requests between servers: draft-cavage-http-signatures-12 and RFC 9421, made and checked."""
