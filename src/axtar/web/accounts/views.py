"""Login and logout of the librarian."""

import logging

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from axtar.accounts.authenticator import Attempt, Authenticator, Outcome
from axtar.accounts.sessions import Sessions
from axtar.accounts.throttle import LoginThrottle
from axtar.errors import LibraryError
from axtar.web.accounts import identity
from axtar.web.context import EXTENSION

log = logging.getLogger(__name__)

blueprint = Blueprint("accounts", __name__, template_folder="templates")

AUTHENTICATOR = "axtar.authenticator"
"""The name of the application's Authenticator among its extensions."""


def init(app: Flask) -> None:
    """Add the sessions and the verification of passwords to the application."""
    catalogue = app.extensions[EXTENSION].catalogue
    app.extensions[identity.SESSIONS] = Sessions(catalogue.sessions, catalogue.settings)
    app.extensions[AUTHENTICATOR] = Authenticator(catalogue.settings, LoginThrottle())


@blueprint.route("/login", methods=["GET", "POST"])
def login() -> Response | str | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Show the login form, or open a session and redirect to the page that asked for the login."""
    if request.method == "GET":
        return render_template("login.html")
    authenticator: Authenticator = current_app.extensions[AUTHENTICATOR]
    attempt = authenticator.attempt(request.form.get("password", ""), request.remote_addr or "")
    if attempt.outcome is not Outcome.RIGHT:
        log.warning("A login from %r was refused: %s", request.remote_addr, attempt.outcome.name.lower())
        return _refuse(attempt)
    try:
        identity.log_in()
    except LibraryError as error:
        log.error("Nobody can log in: %s", error)  # noqa: TRY400 - not a bug, but the state of the library
        flash(
            _("The library cannot be changed at the moment, so nobody can log in. Searching and reading work."), "error"
        )
        return render_template("login.html"), 503
    log.warning("A librarian logged in from %r", request.remote_addr)  # a warning, so that the log has it by default
    return redirect(local_address(request.args.get("next", "")), 303)


@blueprint.post("/logout")
def logout() -> Response:
    """End the session."""
    identity.log_out()
    response = redirect(url_for("search.results"), 303)
    response.headers["Clear-Site-Data"] = (
        '"cache", "storage"'  # not "cookies", which would end those of subdomains, too
    )
    return response


def _refuse(attempt: Attempt) -> tuple[str, int, dict[str, str]]:
    """Show the form again, with the reason and the time to wait."""
    wait = ngettext("Wait %(num)s second and try again.", "Wait %(num)s seconds and try again.", attempt.retry_after)
    message, status = {
        Outcome.WRONG: (_("The password is wrong. Try again."), 403),
        Outcome.THROTTLED: (_("Too many wrong passwords. %(wait)s", wait=wait), 429),
        Outcome.BUSY: (_("Too many logins at once. %(wait)s", wait=wait), 503),
    }[attempt.outcome]
    flash(message, "error")
    return render_template("login.html"), status, {"Retry-After": str(attempt.retry_after)} if status != 403 else {}


def local_address(target: str) -> str:
    """Return `target` if it is an address of this site, else that of the job list.

    A login never redirects to another site. Browsers read a leading `//` or `/\\` as the start of another host, and drop tabs
    and line ends before they look.
    """
    is_local = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if is_local else url_for("jobs.listing")
