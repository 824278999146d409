from django.apps import AppConfig


class EssaysConfig(AppConfig):
    """Texts and their margins, standing on the forum."""

    name = "essays"

    def ready(self) -> None:
        from essays.citing import contexts as citing_contexts
        from essays.citing import signals as citing_signals
        from essays.demonstration import entrance
        from essays.editions import additions
        from essays.editions import ways as editions_taken_along
        from essays.exchange import chores as exchange_chores
        from essays.exchange import representation
        from essays.library import finding
        from essays.margin import contexts, drafts, following, referring, signals
        from essays.reading import carrying, ways
        from essays.reading import contexts as reading_contexts
        from essays.reading import meeting as reading_for_meetings
        from essays.reading import veil as reading_veil
        from essays.welcome import reading

        additions.register()
        citing_contexts.register()
        citing_signals.connect()
        contexts.register()
        drafts.register()
        entrance.register()
        following.connect()
        exchange_chores.register()
        carrying.connect()
        reading.register()
        reading_contexts.register()
        reading_for_meetings.register()
        reading_veil.register()
        ways.register()
        editions_taken_along.register()
        referring.register()
        finding.register()
        representation.register()
        signals.connect()
