"""Settings: what they may be, and where they come from."""

from analyzer.settings.loading import SETTINGS_FILE, change_settings, load_settings, settings_kept_in
from analyzer.settings.records import (
    ComparisonSettings,
    ConflictSettings,
    CopySettings,
    DocumentSettings,
    EmbeddingSettings,
    GroupSettings,
    ReportSettings,
    Settings,
    StatementSettings,
    ThreadSettings,
)
from analyzer.settings.sources import SettingsInForce, settings_in_force

__all__ = [
    "SETTINGS_FILE",
    "ComparisonSettings",
    "ConflictSettings",
    "CopySettings",
    "DocumentSettings",
    "EmbeddingSettings",
    "GroupSettings",
    "ReportSettings",
    "Settings",
    "SettingsInForce",
    "StatementSettings",
    "ThreadSettings",
    "change_settings",
    "load_settings",
    "settings_in_force",
    "settings_kept_in",
]
