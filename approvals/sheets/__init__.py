"""Official documents as A4 PDF: what one consists of, how it is set, how it is handed out. Nothing of it touches a disk."""
