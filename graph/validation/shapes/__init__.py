"""The shapes of the model: SHACL read and judged over integers, all nodes of a shape at once."""
