"""The checks of the model: queries read and run over integers, all rows of a query at once."""
