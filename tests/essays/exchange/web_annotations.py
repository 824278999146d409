"""What the Web Annotation Data Model says an annotation, a page and a collection MUST be, as JSON Schema.

After https://www.w3.org/TR/annotation-model/: how many values, of which types, and which may stand together. Terms of
our own are let be.
"""

from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = [
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
    "identifying", "linking", "moderating", "questioning", "replying", "tagging",
]  # fmt: skip

IRI = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$"}
DATE_TIME = {"type": "string", "pattern": r"^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}


def one_or_more(what: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [what, {"type": "array", "items": what, "minItems": 1}]}


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {
        "context": {
            "anyOf": [
                {"const": CONTEXT},
                {"type": "array", "contains": {"const": CONTEXT}, "items": {"type": ["string", "object"]}},
            ]
        },
        "agent": {
            "anyOf": [
                IRI,
                {
                    "type": "object",
                    "properties": {
                        "id": IRI,
                        "type": one_or_more({"enum": ["Person", "Organization", "Software"]}),
                        "name": one_or_more({"type": "string"}),
                        "nickname": {"type": "string"},
                        "email": one_or_more(IRI),
                        "homepage": one_or_more(IRI),
                    },
                },
            ]
        },
        "audience": {
            "anyOf": [
                IRI,
                {"type": "object", "properties": {"id": IRI, "type": one_or_more({"type": "string"})}},
            ]
        },
        "lifecycle": {
            "properties": {
                "creator": one_or_more({"$ref": "#/$defs/agent"}),
                "created": DATE_TIME,
                "modified": DATE_TIME,
                "generator": one_or_more({"$ref": "#/$defs/agent"}),
                "generated": DATE_TIME,
                "audience": one_or_more({"$ref": "#/$defs/audience"}),
                "rights": one_or_more(IRI),
                "canonical": IRI,
                "via": one_or_more(IRI),
                "motivation": one_or_more({"enum": MOTIVATIONS}),
            }
        },
        "textual_body": {
            "allOf": [{"$ref": "#/$defs/lifecycle"}],
            "type": "object",
            "required": ["type", "value"],
            "properties": {
                "id": IRI,
                "type": one_or_more({"type": "string"}),
                "value": {"type": "string"},
                "purpose": one_or_more({"enum": MOTIVATIONS}),
                "format": one_or_more({"type": "string", "pattern": r"^[\w.+-]+/[\w.+-]+(;.*)?$"}),
                "language": one_or_more(
                    {"type": "string", "pattern": r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"}
                ),
                "processingLanguage": {"type": "string"},
                "textDirection": {"enum": ["ltr", "rtl", "auto"]},
            },
        },
        "selector": {
            "anyOf": [
                IRI,
                {
                    "type": "object",
                    "required": ["type"],
                    "properties": {
                        "type": {"type": "string"},
                        "refinedBy": one_or_more({"$ref": "#/$defs/selector"}),
                    },
                    "allOf": [
                        {
                            "if": {"properties": {"type": {"const": "TextQuoteSelector"}}},
                            "then": {
                                "required": ["exact"],
                                "properties": {
                                    "exact": {"type": "string", "minLength": 1},
                                    "prefix": {"type": "string"},
                                    "suffix": {"type": "string"},
                                },
                            },
                        },
                        {
                            "if": {"properties": {"type": {"const": "TextPositionSelector"}}},
                            "then": {
                                "required": ["start", "end"],
                                "properties": {
                                    "start": {"type": "integer", "minimum": 0},
                                    "end": {"type": "integer", "minimum": 0},
                                },
                            },
                        },
                    ],
                },
            ]
        },
        "specific_resource": {
            "allOf": [{"$ref": "#/$defs/lifecycle"}],
            "type": "object",
            "required": ["source"],
            "properties": {
                "id": IRI,
                "type": one_or_more({"type": "string"}),
                "source": {"anyOf": [IRI, {"type": "object", "required": ["id"], "properties": {"id": IRI}}]},
                "selector": one_or_more({"$ref": "#/$defs/selector"}),
                "purpose": one_or_more({"enum": MOTIVATIONS}),
                "scope": one_or_more(IRI),
            },
        },
        "external": {
            "type": "object",
            "required": ["id"],
            "properties": {"id": IRI},
            "not": {"required": ["source"]},
        },
        "body": {
            "anyOf": [
                IRI,
                {"$ref": "#/$defs/textual_body"},
                {"$ref": "#/$defs/specific_resource"},
                {"$ref": "#/$defs/external"},
            ]
        },
        "target": {
            "anyOf": [IRI, {"$ref": "#/$defs/specific_resource"}, {"$ref": "#/$defs/external"}],
        },
        "annotation": {
            "allOf": [{"$ref": "#/$defs/lifecycle"}],
            "type": "object",
            "required": ["id", "type", "target"],
            "properties": {
                "id": IRI,
                "type": {
                    "anyOf": [{"const": "Annotation"}, {"type": "array", "contains": {"const": "Annotation"}}]
                },
                "body": one_or_more({"$ref": "#/$defs/body"}),
                "bodyValue": {"type": "string"},
                "target": one_or_more({"$ref": "#/$defs/target"}),
            },
            "not": {"required": ["body", "bodyValue"]},
        },
        "page": {
            "type": "object",
            "required": ["id", "type", "items"],
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
                "partOf": {"anyOf": [IRI, {"type": "object", "required": ["id", "type"]}]},
                "next": IRI,
                "prev": IRI,
                "startIndex": {"type": "integer", "minimum": 0},
            },
        },
        "collection": {
            "allOf": [{"$ref": "#/$defs/lifecycle"}],
            "type": "object",
            "required": ["id", "type"],
            "properties": {
                "id": IRI,
                "type": {
                    "anyOf": [
                        {"const": "AnnotationCollection"},
                        {"type": "array", "contains": {"const": "AnnotationCollection"}},
                    ]
                },
                "label": one_or_more({"type": "string"}),
                "total": {"type": "integer", "minimum": 0},
                "first": {"anyOf": [IRI, {"$ref": "#/$defs/page"}]},
                "last": {"anyOf": [IRI, {"$ref": "#/$defs/page"}]},
            },
            "if": {"properties": {"total": {"minimum": 1}}, "required": ["total"]},
            "then": {"required": ["first"]},
        },
    },
}


def faults(document: Any, what: str) -> list[str]:
    """What the model finds wrong with an "annotation", a "page" or a "collection" that stands by itself."""
    schema = SCHEMA | {
        "allOf": [{"$ref": f"#/$defs/{what}"}],
        "required": ["@context"],
        "properties": {"@context": {"$ref": "#/$defs/context"}},
    }
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(document)]
