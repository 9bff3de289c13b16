"""Words: to write, answer, share, like, keep, retouch and take back; the page of a post and its thread."""
