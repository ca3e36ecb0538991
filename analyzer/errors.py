"""What can go wrong, in one tree.

::

    AnalyzerError
    ├── SettingsError        a setting that does not exist or cannot have that value
    ├── InputError           an input or gold that does not exist, cannot be read, or is not of the form expected
    ├── DocumentError        one document that cannot be read; the job lists it and goes on
    ├── ModelError           a model that is missing or is not the one expected
    ├── AnalysisFileError    an analysis file that cannot be read back
    ├── WorkspaceError       a workspace that is damaged, or of another format
    └── DecisionsError       decisions of people that cannot be read, written or understood
"""


class AnalyzerError(Exception):
    """Root of everything the analyzer raises on purpose."""


class SettingsError(AnalyzerError):
    """A setting does not exist or cannot have the value given."""


class InputError(AnalyzerError):
    """An input or gold does not exist, cannot be read, or is not of the form that was expected."""


class DocumentError(AnalyzerError):
    """One document cannot be read; the message says why, in words for the report."""


class ModelError(AnalyzerError):
    """A model is missing, or its content is not what was expected."""


class AnalysisFileError(AnalyzerError):
    """An analysis file is unreadable, of another schema version, or not an analysis."""


class WorkspaceError(AnalyzerError):
    """A workspace file is damaged, of another format, or no workspace."""


class DecisionsError(AnalyzerError):
    """Decisions of people cannot be read, written or understood; nothing of them is lost by it."""
