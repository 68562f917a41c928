"""Background work: runs the jobs in the queue, each with the handler of its kind."""
