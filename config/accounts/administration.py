"""Django's administration with our guarded site: an app configuration, so nothing here may touch models."""

from django.contrib.admin.apps import AdminConfig


class GuardedAdminConfig(AdminConfig):
    """The site is `config.accounts.admin_site.GuardedAdminSite`."""

    default_site = "config.accounts.admin_site.GuardedAdminSite"
