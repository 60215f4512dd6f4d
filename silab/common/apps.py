from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "silab.common"
    label = "common"
