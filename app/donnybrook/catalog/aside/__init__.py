"""Large edits made on a private file beside the catalog, while others go on editing it; then brought over at once."""
