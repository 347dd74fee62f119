"""How messages are written down and read: JSON, XML, bundles."""
