"""Accounts: the librarian's password, sessions and failed logins.

The package is below the web and the command line, which both use it.
"""
