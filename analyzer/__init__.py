"""Compare the claims and statements of news documents: who said what, who agrees, where accounts differ."""

__version__ = "0.1.0"
