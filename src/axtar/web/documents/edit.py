"""Editing the record of a document, and removing a document. For librarians."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from axtar.web.context import library
from axtar.web.documents.record_form import RecordForm, form_data, merge
from axtar.web.messages import DOCUMENT_TYPES

blueprint = Blueprint("document_edit", __name__, template_folder="templates")


@blueprint.route("/d/<id>/edit", methods=["GET", "POST"])
def edit(id: str) -> Response | str | tuple[str, int]:  # noqa: A002 - the name in the address
    """Show the record as a form, or save it.

    Fields of the record that the form lacks are left as they are.
    """
    document = library().documents.get(id)
    form = RecordForm(data=form_data(document.record))
    if document.type not in DOCUMENT_TYPES:
        form.type.choices = [*DOCUMENT_TYPES, document.type]
    if request.method == "GET":
        return render_template("document_form.html", document=document, form=form)
    if not form.validate():
        return render_template("document_form.html", document=document, form=form), 400
    library().edit(id, merge(document.record, form.data))
    flash(_("The record was saved."), "done")
    return redirect(url_for("documents.show", id=id), 303)


@blueprint.route("/d/<id>/remove", methods=["GET", "POST"])
def remove(id: str) -> Response | str:  # noqa: A002 - the name in the address
    """Ask for confirmation, or remove the document.

    From then on, its address reports that it was removed.
    """
    document = library().documents.get(id)
    if request.method == "GET":
        return render_template("document_remove.html", document=document)
    library().remove(id)
    flash(_("“%(title)s” was removed.", title=document.title), "done")
    return redirect(url_for("documents.listing"), 303)
