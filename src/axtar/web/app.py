"""The application factory: one Flask application for one library."""

from flask import Flask, request
from flask_babel import Babel, get_locale
from flask_wtf.csrf import CSRFProtect

from axtar.accounts import passwords
from axtar.citations import EXPORT_FORMATS
from axtar.library import Library
from axtar.web import context, errors, filters, security, urls
from axtar.web.accounts import views as accounts
from axtar.web.documents import citation_cache, pages
from axtar.web.documents import edit as document_edit
from axtar.web.documents import views as documents
from axtar.web.entities import edit as entity_edit
from axtar.web.entities import views as entities
from axtar.web.jobs import views as uploads
from axtar.web.search import suggestions
from axtar.web.search import views as search

MEGABYTE = 1 << 20


def create_app(library: Library) -> Flask:
    """A WSGI application that shows `library` and lets its librarians change it."""
    app = Flask("axtar.web")
    app.config.from_mapping(
        SECRET_KEY=passwords.secret_key(library),
        SESSION_COOKIE_NAME="axtar",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=MEGABYTE,  # guard.admit allows more where files come in
        WTF_CSRF_TIME_LIMIT=None,  # a form lives as long as the login: records are edited slowly
        BABEL_DEFAULT_LOCALE="en",
    )
    app.extensions[context.EXTENSION] = library
    app.url_map.strict_slashes = False
    Babel(app, locale_selector=_locale)
    security.init(app)  # before the tokens, which would read a whole body to find theirs
    CSRFProtect(app)
    app.before_request(library.refresh)  # another process may have changed the library's own names
    errors.init(app)
    accounts.init(app)
    citation_cache.init(app)
    for module in (search, suggestions, entities, entity_edit, documents, pages, accounts, uploads, document_edit):
        app.register_blueprint(module.blueprint)
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True, "finalize": filters.writable}
    app.jinja_env.filters.update(filters.FILTERS)
    app.jinja_env.globals.update(
        own_entity=library.own_entity,
        href=urls.href,
        taken_for=suggestions.taken_for,
        get_locale=get_locale,
        is_librarian=accounts.is_librarian,
        citation_formats=EXPORT_FORMATS,
    )
    return app


def _locale() -> str | None:
    """The reader's language where the interface speaks it."""
    return request.accept_languages.best_match(filters.interface_languages())
