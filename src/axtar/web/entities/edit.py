"""A librarian's work on names: the library's own entries, which correct the authority file or add to it."""

from dataclasses import replace

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from axtar import interchange, names
from axtar.errors import AxtarError, NotFoundError, UsageError
from axtar.web.context import library
from axtar.web.entities.entity_form import EntryForm, entity_of, fields_of, hint, labels
from axtar.web.filters import entity_name

blueprint = Blueprint("entries", __name__, template_folder="templates")

BY = "web"
"""Who changed an entry: the web knows librarians, but not which."""


@blueprint.get("/entries")
def listing() -> str:
    """The library's own entries, with what is done to all of them."""
    return render_template(
        "entries.html", entries=library().entities(), is_shipped=names.is_shipped, formats=interchange.FORMATS
    )


@blueprint.route("/entries/new", methods=["GET", "POST"])
def new() -> BaseResponse | str | tuple[str, int]:
    """A form for a new entry."""
    empty = names.Entity("", "town", "", None, None, "", "", ())
    return _edited(empty, _("Add a name"), url_for("entries.listing"))


@blueprint.route("/e/<id_>/edit", methods=["GET", "POST"])
def edit(id_: str) -> BaseResponse | str | tuple[str, int]:
    """An entry as a form; what is saved stands for the authority file's in this library."""
    return _edited(_known(id_), _("Correct this entry"), url_for("entities.show", id_=id_))


@blueprint.route("/e/<id_>/remove", methods=["GET", "POST"])
def remove(id_: str) -> BaseResponse | str:
    """Ask, then forget the library's own entry."""
    if library().own_entity(id_) is None:
        abort(404)
    if request.method == "GET":
        return render_template("entry_remove.html", id_=id_, shipped=names.is_shipped(id_))
    label = entity_name(id_)
    library().remove_entity(id_)
    return _queued(label, _("The entry was removed. The texts are now read again for it."))


@blueprint.post("/entries/import")
def take() -> BaseResponse:
    """Take all entries of a file, or none."""
    file = request.files.get("file")
    if file is None or not file.filename:
        flash(_("Choose a file."), "error")
        return redirect(url_for("entries.listing"), 303)
    try:
        done = library().import_entities(file.read(), interchange.format_of(file.filename), BY)
    except AxtarError as error:
        flash(str(error), "error")
        return redirect(url_for("entries.listing"), 303)
    for note in done.notes:
        flash(note, "done")
    said = _(
        "%(changed)s entries were added or corrected, %(same)s were here already.",
        changed=done.changed,
        same=done.unchanged,
    )
    return _queued(file.filename, said)


@blueprint.get("/entries/export/<any(csv,turtle,rdf,jsonld):format_>")
def give(format_: str) -> Response:
    """The library's own entries as a file."""
    chosen = interchange.FORMATS[format_]
    response = Response(library().export_entities(format_), content_type=f"{chosen.media_type}; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename=f"entries{chosen.suffixes[0]}")
    return response


def _known(id_: str) -> names.Entity:
    """The entry in force, as the library keeps it if it is its own."""
    own = library().own_entity(id_)
    if own:
        return own.entity
    try:
        return names.entity(id_)
    except NotFoundError:
        abort(404, _("There is no entity %(id)s in the authority file.", id=id_))


def _edited(entity: names.Entity, title: str, back: str) -> BaseResponse | str | tuple[str, int]:
    """Show the form, or save it and queue what follows."""
    form = EntryForm(data=fields_of(entity))
    form.choose(entity)

    def page() -> str:
        return render_template(
            "entry.html", form=form, title=title, back=back, labels=labels(), hint=hint(), id_=entity.id
        )

    if request.method == "GET":
        return page()
    if not form.validate():
        return page(), 400
    try:
        saved = library().save_entity(replace(entity_of(form.data), id=entity.id), BY)
    except UsageError as error:
        flash(str(error), "error")
        return page(), 400
    library().submit_names(entity_name(saved.id))
    flash(_("The entry was saved. The texts are now read again for it: see Jobs."), "done")
    return redirect(url_for("entities.show", id_=saved.id), 303)


def _queued(label: str, said: str) -> BaseResponse:
    library().submit_names(label)
    flash(said, "done")
    return redirect(url_for("entries.listing"), 303)
