"""The application factory: one Flask application for one library."""

from flask import Flask, request
from flask_babel import Babel, get_locale
from flask_wtf.csrf import CSRFProtect

from axtar.accounts import passwords
from axtar.citations import EXPORT_FORMATS
from axtar.library import Library
from axtar.web import context, errors, filters, security, urls
from axtar.web.accounts import views as accounts
from axtar.web.accounts.cookies import SessionCookies
from axtar.web.accounts.identity import is_librarian
from axtar.web.api import views as api
from axtar.web.documents import citation_cache, pages
from axtar.web.documents import edit as document_edit
from axtar.web.documents import views as documents
from axtar.web.entities import edit as entity_edit
from axtar.web.entities import views as entities
from axtar.web.jobs import views as jobs
from axtar.web.proxy import TrustedProxy
from axtar.web.search import suggestions
from axtar.web.search import views as search

MEGABYTE = 1 << 20


def create_app(library: Library, host: str | None = None) -> Flask:
    """Return a WSGI application in which readers search `library` and librarians change it.

    `host` is the name or address that the server listens on; by default the library's setting.
    """
    app = Flask("axtar.web")
    app.config.from_mapping(
        SECRET_KEY=passwords.secret_key(library.catalogue.settings),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=MEGABYTE,  # security.authorize allows more for uploads
        WTF_CSRF_TIME_LIMIT=None,  # a form is valid as long as the session: editing a record may take hours
        BABEL_DEFAULT_LOCALE="en",
        LISTENING_HOST=host or library.settings.host,  # checked by security.authorize
    )
    app.session_interface = SessionCookies()
    app.wsgi_app = TrustedProxy(app.wsgi_app, library.settings.proxy)  # type: ignore[method-assign]  # as Flask recommends
    app.extensions[context.EXTENSION] = library
    app.url_map.strict_slashes = False
    Babel(app, locale_selector=_select_locale)
    security.init(app)  # before CSRFProtect, which would read a whole body to find the token
    CSRFProtect(app)
    app.before_request(lambda: _refresh(library))
    errors.init(app)
    accounts.init(app)
    citation_cache.init(app)
    for module in (search, api, entities, entity_edit, documents, pages, document_edit, accounts, jobs):
        app.register_blueprint(module.blueprint)
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True, "finalize": filters.encodable}
    app.jinja_env.filters.update(filters.FILTERS)
    app.jinja_env.globals.update(
        own_entity=library.entities.find_own,
        urls=urls,
        entity_choices=suggestions.entity_choices,
        get_locale=get_locale,
        is_librarian=is_librarian,
        citation_formats=EXPORT_FORMATS,
    )
    return app


def _refresh(library: Library) -> None:
    """Load the entities that another process has changed."""
    library.entities.refresh()


def _select_locale() -> str | None:
    """Return the reader's preferred language among those of the interface."""
    return request.accept_languages.best_match(filters.interface_languages())
