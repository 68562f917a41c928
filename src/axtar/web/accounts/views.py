"""Login and logout of the librarian.

The session is a signed cookie with a token that was issued for the current password; see `axtar.accounts.passwords`.
"""

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from axtar.accounts import passwords
from axtar.accounts.throttle import LoginThrottle
from axtar.web.context import library

blueprint = Blueprint("accounts", __name__, template_folder="templates")

THROTTLE = "axtar.login_throttle"
"""The name of the application's LoginThrottle among its extensions."""

SESSION_TOKEN = "librarian"  # a key of the session cookie, not a password  # noqa: S105


def init(app: Flask) -> None:
    """Add a login throttle to the application."""
    app.extensions[THROTTLE] = LoginThrottle()


def is_librarian() -> bool:
    """Whether the request belongs to a session that was opened with the current password."""
    token = session.get(SESSION_TOKEN)
    return bool(token) and passwords.is_session_open(library().catalogue.settings, str(token))


@blueprint.route("/login", methods=["GET", "POST"])
def login() -> Response | str | tuple[str, int]:
    """Show the login form, or open a session and redirect to the page that asked for the login."""
    if request.method == "GET":
        return render_template("login.html")
    throttle: LoginThrottle = current_app.extensions[THROTTLE]
    if throttle.is_blocked():
        flash(_("Too many wrong passwords. Wait a minute and try again."), "error")
        return render_template("login.html"), 429
    token = passwords.open_session(library().catalogue.settings, request.form.get("password", ""))
    if token is None:
        throttle.record_failure()
        flash(_("The password is wrong. Try again."), "error")
        return render_template("login.html"), 403
    throttle.reset()
    session.clear()
    session[SESSION_TOKEN] = token
    return redirect(local_address(request.args.get("next", "")), 303)


@blueprint.post("/logout")
def logout() -> Response:
    """Close the session."""
    session.clear()
    return redirect(url_for("search.results"), 303)


def local_address(target: str) -> str:
    """Return `target` if it is an address of this site, else that of the job list.

    A login never redirects to another site. Browsers read a leading `//` or `/\\` as the start of another host, and drop tabs
    and line ends before they look.
    """
    is_local = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if is_local else url_for("jobs.listing")
