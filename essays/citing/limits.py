"""How much a photograph may be: looked at by the settings too, before anything is read."""

MEGABYTE = 1024**2
LONGEST_PHOTO = 8 * MEGABYTE
MOST_PIXELS = 40_000_000  # a telephone's camera has 12 to 50 million; decoded, these take 120 MB
