"""Parts of pages that people use: tables, fields, buttons."""
