"""A page for each entity, and the forms that edit the library's own."""
