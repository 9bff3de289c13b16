"""Federation under load: deliveries out, signed words in, actor documents, and the dead who must not slow anything."""
