"""The agreement: its pages, its versions, its cards."""
