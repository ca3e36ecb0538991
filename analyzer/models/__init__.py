"""Heavy tools: the only room that imports torch and sentence_transformers, and only when first needed."""
