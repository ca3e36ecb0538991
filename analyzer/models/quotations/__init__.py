"""The quotation tagger's parts: reading a text for it, the network, and turning its scores into quotations."""
