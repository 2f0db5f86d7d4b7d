from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "vault"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from vault.suites import check_vectors  # after the registry is ready

        check_vectors()
