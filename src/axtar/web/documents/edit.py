"""A librarian's work on one document: mending its record, removing it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from axtar.web.context import library
from axtar.web.documents.record_form import RecordForm, fields_of, merged
from axtar.web.messages import DOCUMENT_TYPES

blueprint = Blueprint("records", __name__, template_folder="templates")


@blueprint.route("/d/<id>/edit", methods=["GET", "POST"])
def edit(id: str) -> Response | str | tuple[str, int]:  # noqa: A002 - the name in the address
    """The record as a form; what the form does not know of stays in the record."""
    document = library().document(id)
    form = RecordForm(data=fields_of(document.record))
    if document.type not in DOCUMENT_TYPES:
        form.type.choices = [*DOCUMENT_TYPES, document.type]
    if request.method == "GET":
        return render_template("edit.html", document=document, form=form)
    if not form.validate():
        return render_template("edit.html", document=document, form=form), 400
    library().edit(id, merged(document.record, form.data))
    flash(_("The record was saved."), "done")
    return redirect(url_for("documents.show", id=id), 303)


@blueprint.route("/d/<id>/remove", methods=["GET", "POST"])
def remove(id: str) -> Response | str:  # noqa: A002 - the name in the address
    """Ask, then remove the document; its address will say what happened."""
    document = library().document(id)
    if request.method == "GET":
        return render_template("remove.html", document=document)
    library().remove(id)
    flash(_("“%(title)s” was removed.", title=document.title), "done")
    return redirect(url_for("documents.listing"), 303)
