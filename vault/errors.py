"""What can go wrong with sealed values. No message ever carries content."""


class VaultError(Exception):
    """A sealed value cannot be handled."""


class KeyGone(VaultError):
    """The record key was destroyed (or never existed): nothing sealed by it can be read again."""

    def __init__(self, dossier_id):
        super().__init__(f"no key for dossier {dossier_id}")
        self.dossier_id = dossier_id


class DoesNotVerify(VaultError):
    """The ciphertext is not the one written to this place; names the row, shows nothing."""

    def __init__(self, place):
        super().__init__(f"sealed value does not verify: {place}")
        self.place = place


class KeyStoreUnusable(VaultError):
    """Root key, epoch slot and key store do not belong together, or one is missing."""


class NoRoom(VaultError, OSError):
    """The disk under MEDIA_ROOT is full; nothing of the file was kept."""

    def __init__(self) -> None:
        super().__init__("no room for a sealed file")
