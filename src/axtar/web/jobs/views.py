"""Adding files, and the list of jobs that add them or rebuild the index."""

from pathlib import PurePath
from typing import BinaryIO, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from axtar.catalogue import Job
from axtar.errors import AxtarError
from axtar.media_types import SUFFIXES
from axtar.web.context import library

blueprint = Blueprint("jobs", __name__, template_folder="templates")

UNFINISHED = ("queued", "running")  # states of jobs that will still change


@blueprint.route("/upload", methods=["GET", "POST"])
def add_files() -> Response | str | tuple[str, int]:
    """Queue the uploaded files; a message names each file that is refused and why."""
    if request.method == "GET":
        return _form()
    files = [file for file in request.files.getlist("files") if file.filename]
    if not files:
        flash(_("Choose at least one file."), "error")
        return _form(), 400
    queued = sum(_queue(cast("BinaryIO", file.stream), str(file.filename)) for file in files)
    if not queued:
        return _form(), 422
    return redirect(url_for("jobs.listing"), 303)


@blueprint.get("/jobs")
def listing() -> str:
    """List the jobs, newest first. The page reloads itself while a job is unfinished."""
    jobs = library().jobs.latest()
    return render_template(
        "jobs.html",
        jobs=jobs,
        busy=any(job.state in UNFINISHED for job in jobs),
        state_name=state_name,
        outdated=library().writer.needs_rebuild(),
    )


@blueprint.post("/rebuild")
def rebuild() -> Response:
    """Queue a rebuild of the index."""
    library().jobs.submit_once("rebuild")
    return redirect(url_for("jobs.listing"), 303)


def state_name(job: Job) -> str:
    """Return the name of a job's state.

    The first half of a running file job is reading, the second indexing.
    """
    if job.state == "running":
        # Translators: States of a job: axtar is reading a file, then indexing it.
        return str(_("Reading") if job.kind == "file" and 2 * job.done <= job.total else _("Indexing"))
    return str({"queued": _("Queued"), "done": _("Done"), "failed": _("Failed")}[job.state])


def _form() -> str:
    return render_template("add_files.html", suffixes=SUFFIXES, limit=library().settings.upload_mb)


def _queue(stream: BinaryIO, filename: str) -> bool:
    """Queue one file; return whether it was accepted.

    Only its suffix is checked here; the job examines its content.
    """
    name = PurePath(filename.replace("\\", "/")).name
    if PurePath(name).suffix.lower() not in SUFFIXES:
        flash(
            _(
                "“%(name)s” was not added: files of this type are not supported. Supported types: %(suffixes)s.",
                name=name,
                suffixes=", ".join(SUFFIXES),
            ),
            "error",
        )
        return False
    try:
        library().submit_upload(stream, name)
    except AxtarError as error:
        flash(str(error), "error")
        return False
    return True
