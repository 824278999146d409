"""Stylesheets are bound when static files are collected, and pages ask for scripts all at once."""

import re

import pytest
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from config.storage import StaticFiles, bound
from forum.web.modules import imports_of


def shelf(**files):
    """Static files as they come to be collected: their words by name, "_" for "/"."""
    storage = InMemoryStorage()
    names = {name.replace("_", "/") + ".css": words for name, words in files.items()}
    for name, words in names.items():
        storage.save(name, ContentFile(words.encode()))
    return {name: (storage, name) for name in names}


def words_of(paths, name):
    storage, path = paths[name]
    return storage.open(path).read().decode()


def test_what_a_stylesheet_imports_is_put_in_its_place_and_is_no_file_any_more():
    paths = bound(
        shelf(house='a {}\n@import "parts/door.css";\nb {}', parts_door="/* In. */i {}", print="p {}")
    )

    assert sorted(paths) == ["house.css", "print.css"]
    assert words_of(paths, "house.css") == "a {}\ni {}\nb {}"
    assert words_of(paths, "print.css") == "p {}"


def test_imports_are_followed_as_deep_as_they_go_each_from_its_own_folder():
    paths = bound(shelf(house='@import "parts/door.css";', parts_door='@import "../lock.css";', lock="s {}"))

    assert sorted(paths) == ["house.css"]
    assert words_of(paths, "house.css") == "s {}"


def test_our_scripts_leave_their_comments_behind_and_others_stay_as_they_are():
    storage, words = (
        InMemoryStorage(),
        '// Why.\nconst door = "https://example.org"; // open\n  // Still.\nopen(door);\n',
    )
    for name in ("essays/js/door.js", "admin/js/door.js"):
        storage.save(name, ContentFile(words.encode()))

    paths = bound({name: (storage, name) for name in ("essays/js/door.js", "admin/js/door.js")})

    assert (
        words_of(paths, "essays/js/door.js") == 'const door = "https://example.org"; // open\nopen(door);\n'
    )
    assert words_of(paths, "admin/js/door.js") == words


def test_scripts_that_import_one_another_are_named_by_their_content(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    paths = {path: (storage, path) for finder in get_finders() for path, storage in finder.list([])}
    ours = {name: source for name, source in paths.items() if re.match(r"(forum|essays)/js/", name)}

    named = {}
    for name, (finder, path) in ours.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(finder.open(path).read())
    for name, hashed, outcome in StaticFiles(location=tmp_path).post_process(ours):
        assert not isinstance(outcome, Exception)
        named[name] = hashed

    passages = re.search(
        r'import\("\./(passages\.[^"]+)"\)', (tmp_path / named["essays/js/composing.js"]).read_text()
    )
    assert f"essays/js/{passages[1]}" == named["essays/js/passages.js"]


def test_a_part_that_is_missing_is_told():
    with pytest.raises(KeyError, match=r"door\.css"):
        bound(shelf(house='@import "door.css";'))


def test_what_is_collected_asks_for_no_further_stylesheet(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    paths = {path: (storage, path) for finder in get_finders() for path, storage in finder.list([])}
    ours = {name: source for name, source in paths.items() if re.match(r"(forum|essays)/.*\.css$", name)}

    for _, hashed, outcome in StaticFiles(location=tmp_path).post_process(ours):
        assert not isinstance(outcome, Exception)
        assert not hashed.endswith(".css") or "@import" not in (tmp_path / hashed).read_text()

    assert list(tmp_path.glob("forum/css/house.*.css"))
    assert not list(tmp_path.glob("forum/css/tokens.*"))


@pytest.mark.django_db
def test_a_page_links_its_scripts_and_all_that_they_import(client):
    page = client.get("/").content.decode()

    assert '<script type="module" src="/static/forum/js/main.js">' in page
    hinted = re.findall(r'<link rel="modulepreload" href="/static/([^"]+)">', page)
    assert hinted == list(imports_of("forum/js/main.js"))


@pytest.mark.parametrize(
    ("module", "direct", "indirect"),
    [
        ("forum/js/main.js", "forum/js/keep.js", None),
        ("essays/js/margin.js", "essays/js/sections.js", "essays/js/index.js"),
    ],
)
def test_the_imports_of_a_module_are_found_level_by_level(module, direct, indirect):
    found = imports_of(module)

    assert module not in found
    assert direct in found
    assert indirect is None or indirect in found
    assert len(found) == len(set(found))


def test_a_module_that_is_missing_is_told():
    with pytest.raises(FileNotFoundError, match=r"forum/js/nowhere\.js"):
        imports_of("forum/js/nowhere.js")
