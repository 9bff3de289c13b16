"""Measures: how much dearer a page is than the least that could answer it, how fast words travel, how fast a server starts."""
