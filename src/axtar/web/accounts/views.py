"""Login and logout of the librarian."""

import logging

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from axtar.accounts import passwords
from axtar.accounts.sessions import Sessions
from axtar.accounts.throttle import LoginThrottle
from axtar.errors import LibraryError
from axtar.web.accounts import identity
from axtar.web.context import EXTENSION, library

log = logging.getLogger(__name__)

blueprint = Blueprint("accounts", __name__, template_folder="templates")

THROTTLE = "axtar.login_throttle"
"""The name of the application's LoginThrottle among its extensions."""


def init(app: Flask) -> None:
    """Add the sessions and a login throttle to the application."""
    catalogue = app.extensions[EXTENSION].catalogue
    app.extensions[identity.SESSIONS] = Sessions(catalogue.sessions, catalogue.settings)
    app.extensions[THROTTLE] = LoginThrottle()


@blueprint.route("/login", methods=["GET", "POST"])
def login() -> Response | str | tuple[str, int]:
    """Show the login form, or open a session and redirect to the page that asked for the login."""
    if request.method == "GET":
        return render_template("login.html")
    throttle: LoginThrottle = current_app.extensions[THROTTLE]
    if throttle.is_blocked():
        flash(_("Too many wrong passwords. Wait a minute and try again."), "error")
        return render_template("login.html"), 429
    if not passwords.is_password(library().catalogue.settings, request.form.get("password", "")):
        throttle.record_failure()
        flash(_("The password is wrong. Try again."), "error")
        return render_template("login.html"), 403
    throttle.reset()
    try:
        identity.log_in()
    except LibraryError as error:
        log.error("Nobody can log in: %s", error)  # noqa: TRY400 - not a bug, but the state of the library
        flash(
            _("The library cannot be changed at the moment, so nobody can log in. Searching and reading work."), "error"
        )
        return render_template("login.html"), 503
    return redirect(local_address(request.args.get("next", "")), 303)


@blueprint.post("/logout")
def logout() -> Response:
    """End the session."""
    identity.log_out()
    return redirect(url_for("search.results"), 303)


def local_address(target: str) -> str:
    """Return `target` if it is an address of this site, else that of the job list.

    A login never redirects to another site. Browsers read a leading `//` or `/\\` as the start of another host, and drop tabs
    and line ends before they look.
    """
    is_local = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if is_local else url_for("jobs.listing")
