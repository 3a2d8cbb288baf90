"""The store of places behind place mentions: names in, points with country and admin units out."""
