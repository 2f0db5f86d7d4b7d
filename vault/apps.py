from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "vault"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.db.backends.signals import connection_created

        from vault.lock import tell_anew
        from vault.suites import check_vectors  # after the registry is ready

        check_vectors()
        connection_created.connect(tell_anew, dispatch_uid="vault.lock.tell_anew")
