"""What the operator says to everybody here: a card on Today until it was read, a page with all, and where it is written."""
