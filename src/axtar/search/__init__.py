"""From a request to an answer: plan, retrieve, rank, highlight, explain."""
