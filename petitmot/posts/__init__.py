"""Words: posts, pictures, conversations, tags, favourites, shares, and who may see what. It knows no protocol."""
