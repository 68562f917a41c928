"""axtar: one search over documents in English, Turkish, Azerbaijani and Russian, exact to the page."""

__version__ = "0.1.0"
