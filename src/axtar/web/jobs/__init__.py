"""Adding files, and the list of background jobs."""
