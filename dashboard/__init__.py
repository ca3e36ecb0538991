"""The dashboard: a window on one analysis; it shows and never decides."""
