"""What every form does alike: kept words, the way out, undo."""
