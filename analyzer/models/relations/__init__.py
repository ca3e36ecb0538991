"""The shipped relation model: how two texts are read and scored."""
