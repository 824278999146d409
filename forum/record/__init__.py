"""The public, hash-chained record of every act of power: `append` writes an entry, and nothing takes one away."""
