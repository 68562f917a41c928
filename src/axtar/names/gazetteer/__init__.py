"""The gazetteer: entities with all their spellings, shipped and the library's own."""
