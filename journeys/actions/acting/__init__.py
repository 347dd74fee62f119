"""What every act of a person passes: right, lock, version, key, whereabouts (DESIGN §3)."""
