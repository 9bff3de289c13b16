"""Those who follow since a short while, and the wink one may give each of them."""
