"""Ingestion: adds files, indexes them, and keeps catalogue, index and originals consistent."""
