"""Every address of the installation, and what it answers to whom. A new address has to join."""

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.world import Place, World

IN, OK, NO, NOT_YOURS, FORM = 302, 200, 404, 403, 405
"""IN: led to the sign-in page (or, where seeing is the point, onwards). FORM: only answers to a form."""

# Name: what a visitor, another member, and the author are answered.
OF_NOBODY_IN_PARTICULAR = {
    "front_door": (OK, OK, OK),
    "healthz": (OK, OK, OK),
    "favicon": (IN, IN, IN),
    "essays": (OK, OK, OK),
    "circles": (OK, OK, OK),
    "sources": (OK, OK, OK),
    "suggest_sources": (IN, OK, OK),
    "preview": (FORM, FORM, FORM),
    "member": (OK, OK, OK),
    "settings": (IN, OK, OK),
    "import_essay": (IN, OK, OK),
}

OF_AN_OPEN_PLACE = {
    "source": (OK, OK, OK),
    "essay": (OK, OK, OK),
    "whole": (OK, OK, OK),
    "section": (OK, OK, OK),
    "block": (OK, OK, OK),
    "margin_index": (OK, OK, OK),
    "notes": (OK, OK, OK),
    "annotate": (IN, OK, OK),
    "annotation": (OK, OK, OK),
    "circle": (OK, OK, OK),
    "new_thread": (IN, OK, OK),
    "thread": (OK, OK, OK),
    "post": (IN, IN, IN),
    "reply": (IN, OK, OK),
    "post_history": (OK, OK, OK),
    "edit_post": (IN, NOT_YOURS, OK),
    "withdraw_post": (IN, NOT_YOURS, OK),
}

# A closed circle does not exist for others. Where one has to sign in for anything, a visitor is asked to, as
# they would be at an address that leads nowhere.
OF_A_CLOSED_PLACE = {
    name: (IN if name in {"new_thread", "reply", "edit_post", "withdraw_post"} else NO, NO, author)
    for name, (_visitor, _other, author) in OF_AN_OPEN_PLACE.items()
}

OF_A_PRIVATE_NOTE = {
    "source": (NO, NO, OK),
    "annotation": (NO, NO, OK),
    "thread": (NO, NO, IN),
    "post": (NO, NO, IN),
    "reply": (IN, NO, OK),
    "post_history": (NO, NO, OK),
    "edit_post": (IN, NO, OK),
    "withdraw_post": (IN, NO, OK),
}

OF_A_DRAFT = {
    "import_draft": (IN, NO, OK),
    "import_section": (IN, NO, OK),
    "discard_draft": (FORM, FORM, FORM),
}


def of_nobody_in_particular(world: World) -> dict[str, str]:
    arguments = {"member": [world.author.handle]}
    return {name: reverse(name, args=arguments.get(name, [])) for name in OF_NOBODY_IN_PARTICULAR}


def of_place(place: Place) -> dict[str, str]:
    essay, section = place.essay.slug, "of-steam"
    placed = place.annotation.passages.get().placements.get()
    arguments = {
        "essay": [essay],
        "whole": [essay],
        "section": [essay, section],
        "block": [essay, section, placed.block],
        "margin_index": [essay, section],
        "notes": [essay, section],
        "annotate": [essay, section],
        "annotation": [place.annotation.pk],
        "circle": [place.circle.slug],
        "new_thread": [place.circle.slug],
        "thread": [place.thread.pk],
        "source": [place.source.pk],
    }
    posts = ("post", "reply", "post_history", "edit_post", "withdraw_post")
    found = {name: reverse(name, args=args) for name, args in arguments.items()}
    found |= {name: reverse(name, args=[place.answer.pk]) for name in posts}
    found["annotate"] += f"?start={placed.start}&end={placed.end}"
    found["notes"] += f"?at={placed.start}"
    return found


def of_private_note(world: World) -> dict[str, str]:
    thread = world.private.thread
    found = {name: reverse(name, args=[thread.opening_id]) for name in OF_A_PRIVATE_NOTE}
    found["annotation"] = reverse("annotation", args=[world.private.pk])
    found["thread"] = reverse("thread", args=[thread.pk])
    found["source"] = reverse("source", args=[world.private_source.pk])
    return found


def of_draft(world: World) -> dict[str, str]:
    return {
        "import_draft": reverse("import_draft", args=[world.draft.pk]),
        "import_section": reverse("import_section", args=[world.draft.pk, 1]),
        "discard_draft": reverse("discard_draft", args=[world.draft.pk]),
    }


def names_of_our_own() -> set[str]:
    """The names of all addresses but those of the libraries for signing in and for the operator."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns: list[URLPattern | URLResolver]):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) not in {"accounts/", "operator/"}:
                yield from _names(pattern.url_patterns)
        elif not str(pattern.pattern).startswith("accounts/"):
            yield pattern.name
