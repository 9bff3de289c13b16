"""To ask somebody to connect: a page on which one writes a few words, and no button that asks without them."""
