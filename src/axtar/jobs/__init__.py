"""A queue of background work and the runner that hands each job to the handler of its kind."""
