"""The requests desk, where one's own requests stand, and how one likes to be approached.

How a request becomes *read* (rule 20) without a GET that writes: with scripts, a mark at the end of each note posts
`/demandes/<id>/lu/` once it has been in view (a folded note only when it is opened); without them, the desk ends with
a button *C’est lu*, and every gesture on a request marks it read, for one cannot answer what one has not read.
"""
