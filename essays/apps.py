from django.apps import AppConfig


class EssaysConfig(AppConfig):
    """Texts and their margins, standing on the forum."""

    name = "essays"

    def ready(self) -> None:
        from essays.demonstration import entrance
        from essays.margin import contexts, signals

        contexts.register()
        entrance.register()
        signals.connect()
