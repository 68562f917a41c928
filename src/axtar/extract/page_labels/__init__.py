"""Printed labels of pages: candidates, their sequences, and labels embedded in the file."""
