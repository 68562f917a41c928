"""Accounts: the librarian's password, sessions and failed logins.

Below the web and the command line, which both use it.
"""
