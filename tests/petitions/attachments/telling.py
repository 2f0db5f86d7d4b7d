"""In the place of the process that draws: tells what it was given, and talks where nobody should hear it."""

import os
import sys

from petitions.attachments.pictures.child import send

if __name__ == "__main__":
    content = sys.stdin.buffer.read()
    sys.stderr.buffer.write(content)
    send("P", ",".join(sorted(os.environ)).encode())
    send("P", " ".join(sys.argv[1:]).encode())
    send("E", b"")
