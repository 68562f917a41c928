"""The librarian's login: one password for the library, made at the first start and kept as a hash.

The session is a signed cookie that names the hash it was opened with: a new password closes all sessions.
"""

import hashlib
import secrets
import time
from collections import deque

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.security import check_password_hash, generate_password_hash
from werkzeug.wrappers import Response

from axtar.errors import UsageError
from axtar.library import Library
from axtar.web.context import library

blueprint = Blueprint("accounts", __name__, template_folder="templates")

PASSWORD = "web.password"  # the names of settings in the catalogue, not a password  # noqa: S105
SECRET = "web.secret"  # noqa: S105 - as above
SHORTEST = 8  # characters of a password
ATTEMPTS = 5
WINDOW = 60.0
"""So many wrong passwords in so many seconds, from anywhere: then nobody logs in until the window has passed."""

FAILURES = "axtar.login_failures"


def init(app: Flask) -> None:
    """Begin to count wrong passwords."""
    app.extensions[FAILURES] = deque(maxlen=ATTEMPTS)


def secret_key(library: Library) -> str:
    """The key that signs cookies and form tokens, made once for a library."""
    key = library.setting(SECRET)
    if not key:
        key = secrets.token_urlsafe(48)
        library.set_setting(SECRET, key)
    return key


def first_password(library: Library) -> str | None:
    """A password for the librarian if there is none yet, to be shown once; only its hash is kept."""
    return None if library.setting(PASSWORD) else new_password(library)


def new_password(library: Library) -> str:
    """A new password for the librarian, made up here; the old one and all open sessions end."""
    password = secrets.token_urlsafe(12)
    set_password(library, password)
    return password


def set_password(library: Library, password: str) -> None:
    """Give the librarian this password; the old one and all open sessions end. Raises UsageError where it is too short."""
    if len(password) < SHORTEST:
        raise UsageError(f"A password has at least {SHORTEST} characters. Nothing was changed.")
    library.set_setting(PASSWORD, generate_password_hash(password))


def is_librarian() -> bool:
    """Whether the request comes from a session that was opened with the present password."""
    proof = session.get("librarian")
    return bool(proof) and secrets.compare_digest(str(proof), _proof(library().setting(PASSWORD) or ""))


@blueprint.route("/login", methods=["GET", "POST"])
def login() -> Response | str | tuple[str, int]:
    """Ask for the password, and go on to where the librarian wanted to be."""
    if request.method == "GET":
        return render_template("login.html")
    failures: deque[float] = current_app.extensions[FAILURES]
    now = time.monotonic()
    if len(failures) == ATTEMPTS and now - failures[0] < WINDOW:
        flash(_("Too many wrong passwords. Wait a minute and try again."), "error")
        return render_template("login.html"), 429
    stored = library().setting(PASSWORD)
    if stored and check_password_hash(stored, request.form.get("password", "")):
        failures.clear()
        session.clear()
        session["librarian"] = _proof(stored)
        return redirect(local(request.args.get("next", "")), 303)
    failures.append(now)
    flash(_("That is not the password."), "error")
    return render_template("login.html"), 403


@blueprint.post("/logout")
def logout() -> Response:
    """Forget who this is."""
    session.clear()
    return redirect(url_for("search.results"), 303)


def local(target: str) -> str:
    """The address if it lies on this site, else the job list: a login never leads to somebody else's page.

    A browser reads `//` and `/\\` as the beginning of another site, and drops tabs and line ends before it looks.
    """
    ours = target.startswith("/") and not target.startswith(("//", "/\\")) and target.isprintable()
    return target if ours else url_for("uploads.jobs")


def _proof(stored: str) -> str:
    return hashlib.sha256(f"session {stored}".encode()).hexdigest()[:32]
