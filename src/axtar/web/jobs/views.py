"""Bringing files in: the upload form, and the list of jobs that read them or make the index again."""

from pathlib import PurePath
from typing import BinaryIO, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from axtar.errors import AxtarError
from axtar.library import Job
from axtar.media_types import SUFFIXES
from axtar.web.context import library

blueprint = Blueprint("uploads", __name__, template_folder="templates")

STATES = ("queued", "running")  # of jobs that will still change


@blueprint.route("/upload", methods=["GET", "POST"])
def upload() -> Response | str | tuple[str, int]:
    """Take files and queue them; each that cannot be taken is named with its reason."""
    if request.method == "GET":
        return _form()
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        flash(_("Choose at least one file."), "error")
        return _form(), 400
    taken = sum(_take(cast("BinaryIO", file.stream), str(file.filename)) for file in files)
    if not taken:
        return _form(), 422
    return redirect(url_for("uploads.jobs"), 303)


@blueprint.get("/jobs")
def jobs() -> str:
    """The jobs, the newest first. The page asks again by itself while there is work."""
    found = library().jobs()
    return render_template(
        "jobs.html",
        jobs=found,
        busy=any(job.state in STATES for job in found),
        state_name=state_name,
        outdated=library().needs_rebuild(),
    )


@blueprint.post("/rebuild")
def rebuild() -> Response:
    """Queue a rebuild of the index."""
    library().submit_rebuild()
    return redirect(url_for("uploads.jobs"), 303)


def state_name(job: Job) -> str:
    """What the state of a job is called: a file is read first, then indexed."""
    if job.state == "running":
        return str(_("Being read") if job.kind == "file" and 2 * job.done <= job.total else _("Being indexed"))
    return str({"queued": _("Waiting"), "done": _("Done"), "failed": _("Failed")}[job.state])


def _form() -> str:
    return render_template("upload.html", accepted=SUFFIXES, limit=library().settings.upload_mb)


def _take(stream: BinaryIO, filename: str) -> bool:
    name = PurePath(filename.replace("\\", "/")).name
    if PurePath(name).suffix.lower() not in SUFFIXES:
        flash(_("“%(name)s” was not taken: axtar reads %(kinds)s.", name=name, kinds=", ".join(SUFFIXES)), "error")
        return False
    try:
        library().submit(stream, name)
    except AxtarError as error:
        flash(str(error), "error")
        return False
    return True
