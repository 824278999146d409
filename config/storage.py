"""Static files: named by their content, so that browsers may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    # Our scripts are ES modules that import one another by relative path.
    support_js_module_import_aggregation = True
