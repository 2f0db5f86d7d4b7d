"""Sends the key store's tables to their own cluster, and keeps everything else out of it."""


class KeyStoreRouter:
    """A model with `database = "keystore"` lives there; relations never cross."""

    @staticmethod
    def _home(model):
        return getattr(model, "database", "default")

    def db_for_read(self, model, **hints):
        return self._home(model)

    def db_for_write(self, model, **hints):
        return self._home(model)

    def allow_relation(self, one, other, **hints):
        return self._home(one) == self._home(other)

    def allow_migrate(self, db, app_label, model_name=None, **hints):
        if "home" in hints:
            return hints["home"] == db
        if app_label != "vault" or model_name is None:
            return db == "default"
        return db == ("keystore" if model_name in KEYSTORE_MODELS else "default")


KEYSTORE_MODELS = {"recordkey", "purposekey"}
