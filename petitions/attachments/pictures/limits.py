"""How much one file may cost. Basis: THREATS T34."""

MOST_PAGES = 300
MOST_PIXELS = 50_000_000  # of a picture as it comes, asked before it is unpacked
LONG_SIDE = 1_800  # pixels of a page as it is shown
DOTS_PER_INCH = 150
QUALITY = 82
SECONDS = 240  # of the clock, for one attempt
CPU_SECONDS = 200
MEMORY = 1_200 * 1024 * 1024  # address space of the process
MOST_PICTURE_BYTES = 12 * 1024 * 1024
