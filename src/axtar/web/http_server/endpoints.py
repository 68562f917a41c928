"""The lane of each request, by the endpoint of the application that will answer it."""

from collections.abc import Mapping

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from axtar.web.http_server.lanes import GENERAL
from axtar.web.http_server.request_parser import RequestParser

ENDPOINTS: Mapping[str, str] = {
    "search.results": "search",
    "api.search": "search",
    "api.suggestions": "search",
    "entities.show": "search",
    "documents.show": "page",
    "pages.show": "page",
    "pages.image": "drawing",
    "documents.cite": "export",
    "entity_edit.export_file": "export",
    "entity_edit.import_file": "upload",
    "jobs.add_files": "upload",
    "accounts.login": "login",
    "accounts.logout": "edit",
    "document_edit.edit": "edit",
    "document_edit.remove": "edit",
    "entity_edit.edit": "edit",
    "entity_edit.new": "edit",
    "entity_edit.remove": "edit",
    "jobs.rebuild": "edit",
}
"""The lanes of costly endpoints; all others are in the general one."""

FORMS = {"upload", "login", "edit"}
"""Lanes of endpoints that are costly only when their form is sent."""


class Endpoints:
    """Finds the endpoints, and so the lanes, of requests to one application."""

    def __init__(self, app: Flask) -> None:
        self._urls = app.url_map.bind("localhost")

    def find(self, request: RequestParser) -> str:
        """Return the endpoint that will answer a request, an empty string if there is none."""
        path = "/" + request.path.lstrip("/").encode("latin-1").decode("utf8", "replace")
        try:
            endpoint, _ = self._urls.match(path, request.command)
        except (HTTPException, RequestRedirect):
            return ""
        return str(endpoint)

    def lane_of(self, request: RequestParser) -> str:
        """Return the name of a request's lane."""
        endpoint = self.find(request)
        lane = ENDPOINTS.get(endpoint, GENERAL)
        is_form = lane in FORMS and request.command != "POST"
        is_start_page = endpoint == "search.results" and "q=" not in request.query
        return GENERAL if is_form or is_start_page else lane
