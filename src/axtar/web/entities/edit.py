"""Editing the library's own entities, which correct or extend the authority file.

For librarians.
"""

from dataclasses import replace

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response as BaseResponse

from axtar import interchange
from axtar.errors import AxtarError, NotFoundError, UsageError
from axtar.model.entity import Entity
from axtar.web.context import library
from axtar.web.entities.entity_form import EntityForm, form_data, language_labels, parse_entity, spellings_hint
from axtar.web.filters import entity_name

blueprint = Blueprint("entity_edit", __name__, template_folder="templates")

AUTHOR = "web"
"""Who changed an entity: librarians share one password, so that the web cannot tell them apart."""


@blueprint.get("/entries")
def listing() -> str:
    """List the library's own entities, with import and export."""
    return render_template(
        "entities.html",
        revisions=library().entities.list_own(),
        is_shipped=library().entities.is_shipped,
        formats=interchange.FORMATS,
    )


@blueprint.route("/entries/new", methods=["GET", "POST"])
def new() -> BaseResponse | str | tuple[str, int]:
    """Show an empty form, or save a new entity."""
    empty = Entity("", "town", "", None, None, "", "", ())
    return _show_or_save(empty, _("Add entity"), url_for("entity_edit.listing"))


@blueprint.route("/e/<id_>/edit", methods=["GET", "POST"])
def edit(id_: str) -> BaseResponse | str | tuple[str, int]:
    """Show an entity as a form, or save it.

    Once saved, it replaces the authority file's entity in this library.
    """
    return _show_or_save(_current(id_), _("Edit entity"), url_for("entities.show", id_=id_))


@blueprint.route("/e/<id_>/remove", methods=["GET", "POST"])
def remove(id_: str) -> BaseResponse | str:
    """Ask for confirmation, or remove the library's own entity.

    The authority file's entity, if there is one, is used again.
    """
    if library().entities.find_own(id_) is None:
        abort(404)
    if request.method == "GET":
        return render_template("entity_remove.html", id_=id_, shipped=library().entities.is_shipped(id_))
    name = entity_name(id_)
    library().entities.remove(id_)
    flash(_("The entity was removed."), "done")
    return _reindex(name, url_for("entity_edit.listing"))


@blueprint.post("/entries/import")
def import_file() -> BaseResponse:
    """Import all entities of a file, or none if one of them is invalid."""
    file = request.files.get("file")
    if file is None or not file.filename:
        flash(_("Choose a file."), "error")
        return redirect(url_for("entity_edit.listing"), 303)
    try:
        result = library().entities.import_file(file.read(), interchange.format_for_file(file.filename), AUTHOR)
    except AxtarError as error:
        flash(str(error), "error")
        return redirect(url_for("entity_edit.listing"), 303)
    for note in result.notes:
        flash(note, "done")
    flash(
        ngettext("%(num)s entity was added or changed.", "%(num)s entities were added or changed.", result.changed),
        "done",
    )
    if result.unchanged:
        flash(ngettext("%(num)s entity is unchanged.", "%(num)s entities are unchanged.", result.unchanged), "done")
    return _reindex(file.filename, url_for("entity_edit.listing"))


@blueprint.get("/entries/export/<any(csv,turtle,rdf,jsonld):format_>")
def export_file(format_: str) -> Response:
    """Send the library's own entities as a file."""
    export_format = interchange.FORMATS[format_]
    response = Response(
        library().entities.export_file(format_), content_type=f"{export_format.media_type}; charset=utf-8"
    )
    response.headers.set("Content-Disposition", "attachment", filename=f"entries{export_format.suffixes[0]}")
    return response


def _current(id_: str) -> Entity:
    """Return the library's own entity if it has one with this id, else the authority file's.

    Aborts with 404 if neither has it.
    """
    own = library().entities.find_own(id_)
    if own:
        return own.entity
    try:
        return library().entities.get(id_)
    except NotFoundError:
        abort(404, _("There is no entity with the identifier “%(id)s”.", id=id_))


def _show_or_save(entity: Entity, title: str, cancel_url: str) -> BaseResponse | str | tuple[str, int]:
    """Show the form of an entity, or save it.

    Saving queues the reindexing of the documents that the entity affects.
    """
    form = EntityForm(data=form_data(entity))
    form.set_choices(entity)

    def page() -> str:
        return render_template(
            "entity_form.html",
            form=form,
            title=title,
            cancel_url=cancel_url,
            language_labels=language_labels(),
            hint=spellings_hint(),
            id_=entity.id,
        )

    if request.method == "GET":
        return page()
    if not form.validate():
        return page(), 400
    try:
        saved = library().entities.save(replace(parse_entity(form.data), id=entity.id), AUTHOR)
    except UsageError as error:
        flash(str(error), "error")
        return page(), 400
    flash(_("The entity was saved."), "done")
    return _reindex(entity_name(saved.id), url_for("entities.show", id_=saved.id))


def _reindex(label: str, next_url: str) -> BaseResponse:
    """Queue the reindexing of the documents that changed entities affect, and redirect."""
    library().jobs.submit("names", label)
    flash(_("Affected documents are being reindexed; see Jobs."), "done")
    return redirect(next_url, 303)
