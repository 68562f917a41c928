"""Every row of every registry can be imported and used: what is registered by half fails here."""

import inspect
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import click
import pytest
from babel import Locale

import axtar.cli
import axtar.web
from axtar import analysis, engines, fingerprint, names
from axtar.citations import EXPORT_FORMATS, STYLES, cite, export
from axtar.config import ENGINES
from axtar.extract.formats import READERS, load_reader
from axtar.extract.ocr import OCR_ENGINES
from axtar.extract.ocr.protocol import OcrEngine
from axtar.ingest.job_handlers import ingest_handlers
from axtar.interchange import FORMATS, format_for_file, read_entities, write_concepts, write_entities
from axtar.languages import LANGUAGES
from axtar.library import Library
from axtar.media_types import FILE_FORMATS, SUFFIXES
from axtar.model import Document, MatchAll, Page
from axtar.model.entity import ENTITY_ID, Entity, EntitySpelling, EntityType, entity_type
from axtar.names.recognition.rules import RULES, Rule
from axtar.thesaurus import concepts
from axtar.web.app import create_app
from axtar.web.filters import interface_languages
from axtar.web.messages import ENTITY_KINDS

DOCUMENT = Document(
    "abcd1234", "carpets.pdf", "carpets.pdf", "application/pdf", "0" * 64, True, 99, {"type": "book", "title": "Xalçalar"}
)  # fmt: skip
PAGE = Page(9, "7", "")
TRANSLATIONS = Path(axtar.web.__file__).parent / "translations"


def entity_of(kind: str) -> Entity:
    """A valid entity of a kind, without an id."""
    return Entity("", kind, "", None, None, "", "", (EntitySpelling("Zorvanabad", "az", "usual"),))


# ------------------------------------------------------------------ files
@pytest.mark.parametrize("media_type", READERS)
def test_every_reader_is_a_function_of_a_known_format(media_type: str) -> None:
    """Its media type has a name and suffixes, so that upload form and messages offer it."""
    assert len(inspect.signature(load_reader(media_type)).parameters) == 3
    assert FILE_FORMATS[media_type].name
    assert set(FILE_FORMATS[media_type].suffixes) <= set(SUFFIXES)
    assert FILE_FORMATS[media_type].suffixes


def test_every_format_with_suffixes_has_a_reader() -> None:
    """A format that is offered can be read."""
    assert READERS.keys() == {row.media_type for row in FILE_FORMATS.values() if row.suffixes}


def test_every_ocr_engine_implements_the_protocol() -> None:
    """There may be none."""
    for reference in OCR_ENGINES.values():
        module, name = reference.split(":")
        assert isinstance(getattr(import_module(module), name)(), OcrEngine)


# ------------------------------------------------------------------ words and names
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_lemmatizer(language: str) -> None:
    """A word that is its own lemma in all four languages comes back."""
    word = "телефон" if language == "ru" else "telefon"
    assert analysis.lemmas(word, language) == (word,)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_name_rule_takes_candidates_and_a_policy(rule: Rule) -> None:
    """Its docstring has an example after a colon."""
    assert len(inspect.signature(rule).parameters) == 2
    assert ": " in (rule.__doc__ or "")


@pytest.mark.parametrize(("kind", "prefix"), names.kinds().items())
def test_every_kind_of_entity_can_be_created_and_shown(kind: str, prefix: str) -> None:
    """Its prefix is that of a type of entity, its id is valid, and the page has a name for it."""
    entity = names.validated(entity_of(kind))
    id_ = names.new_id(entity, lambda _id: None)
    assert entity_type(id_) is EntityType(prefix)
    assert ENTITY_ID.fullmatch(id_)
    assert ENTITY_KINDS[kind]


# ------------------------------------------------------------------ search engines
@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_opens_an_empty_index(engine: str, tmp_path: Path) -> None:
    """It is named as it is registered, and has a part in the fingerprint."""
    opened = engines.create_engine(engine, tmp_path)
    assert (opened.name, opened.documents(MatchAll()), opened.count()) == (engine, {}, 0)
    assert fingerprint.describe(fingerprint.ENGINES[engine]).startswith(engine)


# ------------------------------------------------------------------ citations and files of entities
@pytest.mark.parametrize("style", STYLES)
def test_every_style_cites_a_page(style: str) -> None:
    """The style's file can be found and applied."""
    citation = cite(DOCUMENT, PAGE, style, "/d/abcd1234/p/9", date(2026, 11, 29))
    assert "Xalçalar" in citation.bibliography
    assert STYLES[style].label


@pytest.mark.parametrize("format_", EXPORT_FORMATS)
def test_every_export_format_writes_a_record(format_: str) -> None:
    """It has all that a download needs."""
    row = EXPORT_FORMATS[format_]
    assert "Xalçalar" in export(DOCUMENT, PAGE, format_, "/d/abcd1234/p/9")
    assert (bool(row.label), row.suffix[0], row.media_type.count("/")) == (True, ".", 1)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_interchange_format_reads_what_it_writes(format_: str) -> None:
    """Files with its suffixes are read as it, and the thesaurus is exported where the format can represent it."""
    row = FORMATS[format_]
    entity = names.validated(entity_of("village"))
    named = Entity("p.l-zorvanabad", *[getattr(entity, field) for field in Entity.__slots__[1:]])
    assert read_entities(write_entities([named], format_), format_, names.validated).entities == [named]
    assert {format_for_file(f"names{suffix}") for suffix in row.suffixes} == {format_}
    if row.write_concepts:
        assert write_concepts(list(concepts())[:1], format_)


# ------------------------------------------------------------------ jobs, commands and the web
def test_every_job_handler_takes_a_job_and_reports_progress(empty: Library) -> None:
    """The library registers all handlers of ingestion."""
    handlers = ingest_handlers(empty.writer)
    assert empty.jobs.handlers.keys() == handlers.keys() == {"file", "names", "rebuild"}
    assert all(len(inspect.signature(handler).parameters) == 2 for handler in handlers.values())


def modules_with(package: ModuleType, attribute: str) -> list[ModuleType]:
    """The modules of a package that have an attribute."""
    names = (info.name for info in walk_packages(package.__path__, f"{package.__name__}."))
    modules = [import_module(name) for name in names if not name.endswith("__main__")]
    return [module for module in modules if hasattr(module, attribute)]


def test_every_command_is_registered_under_its_name() -> None:
    """It has a summary for the list of commands."""
    modules = modules_with(axtar.cli, "COMMANDS")
    assert {module.__name__ for module in modules} == {group.__name__ for group in axtar.cli.GROUPS}
    commands = [command for module in modules for command in module.COMMANDS]
    assert {command.name: command for command in commands} == axtar.cli.axtar.commands
    assert all(isinstance(command, click.Command) and command.get_short_help_str(80) for command in commands)


def test_every_blueprint_is_registered(empty: Library) -> None:
    """A page that is written is reached."""
    app = create_app(empty)
    blueprints = {module.blueprint.name for module in modules_with(axtar.web, "blueprint")}
    assert blueprints == app.blueprints.keys()
    assert len(blueprints) > 5


def test_every_translation_is_offered(empty: Library) -> None:
    """Each is in the folder of a locale, compiled; English needs none."""
    folders = {path.name for path in TRANSLATIONS.iterdir() if path.is_dir()}
    with create_app(empty).app_context():
        assert set(interface_languages()) == {"en", *folders}
    for code in folders:
        assert Locale.parse(code).get_display_name()
        assert (TRANSLATIONS / code / "LC_MESSAGES" / "messages.mo").exists()
