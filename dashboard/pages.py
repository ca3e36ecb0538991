"""The pages by their name in the address, in the order of the navigation."""

from __future__ import annotations

from dashboard.views import about, accounts, add, conflicts, corrections, documents, groups, search, speakers, timeline

VIEWS = {
    "conflicts": ("Conflicts", conflicts.show),
    "search": ("Search", search.show),
    "accounts": ("Accounts", accounts.show),
    "groups": ("Groups", groups.show),
    "speakers": ("Speakers", speakers.show),
    "documents": ("Documents", documents.show),
    "timeline": ("Timeline and map", timeline.show),
    "corrections": ("Corrections", corrections.show),
    "add": ("Add or remove", add.show),
    "about": ("How this was made", about.show),
}
