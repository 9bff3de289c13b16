"""What goes out: a row for each inbox, a sender that empties them, and the reactions that write them."""
