from datetime import timedelta

from django.apps import AppConfig


class ForumConfig(AppConfig):
    """People and their talk. Knows nothing of essays."""

    name = "forum"

    def ready(self) -> None:
        from forum.background import chores, schedule
        from forum.circles import chores as circles_chores
        from forum.circles import finding as circles_finding
        from forum.circles import signals  # noqa: F401  (connects: whoever joins is in the Commons)
        from forum.circles import wanted as circles_wanted
        from forum.debate import finding as debate_finding
        from forum.debate import leaving as debate_leaving
        from forum.debate.drafts import chores as drafts_chores
        from forum.debate.drafts import talk as drafts_talk
        from forum.debate.marks import signals as marks_signals
        from forum.debate.referring import talk
        from forum.debate.restraining import registering as restraining
        from forum.debate.sealing import registering as sealing
        from forum.debate.summarising import signals as summarising_signals
        from forum.debate.tags import signals as tags_signals
        from forum.decisions import chores as decisions_chores
        from forum.decisions import contexts as decisions_contexts
        from forum.decisions import finding as decisions_finding
        from forum.decisions import flat as decisions_flat
        from forum.decisions import listening as decisions_listening
        from forum.decisions import telling as decisions_telling
        from forum.decisions import wanted as decisions_wanted
        from forum.feeds import signals as feeds_signals
        from forum.flatness import writing as flatness_writing
        from forum.limits import chores as limits_chores
        from forum.lots import chores as lots_chores
        from forum.lots import registering as lots
        from forum.lots import signals as lots_signals
        from forum.meetings import finding as meetings_finding
        from forum.meetings import withholding as meetings_withholding
        from forum.meetings.calendar import listening as calendar_listening
        from forum.meetings.calendar import registering as calendar_registering
        from forum.meetings.live import chores as live_chores
        from forum.meetings.live import flat as live_flat
        from forum.meetings.live import listening as live_listening
        from forum.meetings.live import shown_beside as live_beside
        from forum.meetings.live import telling as live_telling
        from forum.meetings.minutes import beside as minutes_beside
        from forum.meetings.minutes import checking as minutes_checking
        from forum.meetings.minutes import chores as minutes_chores
        from forum.meetings.minutes import finding as minutes_finding
        from forum.meetings.minutes import flat as minutes_flat
        from forum.meetings.minutes import listening as minutes_listening
        from forum.meetings.minutes import telling as minutes_telling
        from forum.meetings.minutes import wanted as minutes_wanted
        from forum.meetings.rota import beside as rota_beside
        from forum.meetings.rota import chores as rota_chores
        from forum.meetings.rota import listening as rota_listening
        from forum.meetings.rota import telling as rota_telling
        from forum.members import chores as members_chores
        from forum.members import finding as members_finding
        from forum.moderation import chores as moderation_chores
        from forum.moderation import duties as moderation_duties
        from forum.moderation import events as moderation_events
        from forum.moderation import flat as moderation_flat
        from forum.moderation import telling as moderation_telling
        from forum.notices import chores as notices_chores
        from forum.notices import holds as notices_holds
        from forum.notices import own_places
        from forum.notices import signals as notices_signals
        from forum.notices.meetings import listening as meeting_notices
        from forum.notices.meetings import places as meeting_places
        from forum.notices.parts import listening as part_notices
        from forum.record import chores as record_chores
        from forum.record import telling as record_telling
        from forum.search import chores as search_chores
        from forum.sources import chores as sources_chores
        from forum.sources import finding as sources_finding
        from forum.web.idempotency import forget_sent_forms

        chores.register()
        circles_chores.register()
        decisions_chores.register()
        drafts_chores.register()
        limits_chores.register()
        lots_chores.register()
        live_chores.register()
        members_chores.register()
        minutes_chores.register()
        moderation_chores.register()
        notices_chores.register()
        record_chores.register()
        rota_chores.register()
        search_chores.register()
        sources_chores.register()

        calendar_listening.connect()
        debate_leaving.connect()
        feeds_signals.connect()
        decisions_listening.connect()
        live_listening.connect()
        marks_signals.connect()
        rota_listening.connect()
        minutes_listening.connect()
        moderation_duties.register()
        moderation_events.connect()
        moderation_telling.register_all()
        notices_holds.connect()
        notices_signals.connect()
        meeting_notices.connect()
        part_notices.connect()
        summarising_signals.connect()
        tags_signals.connect()
        lots_signals.connect()  # the last: it waits for the record, which everything else that is locked comes before

        circles_finding.register()
        circles_wanted.register()
        debate_finding.register()
        decisions_finding.register()
        meetings_finding.register()
        meetings_withholding.connect()
        members_finding.register()
        minutes_finding.register()
        sources_finding.register()

        record_telling.register_types()
        lots.register()
        restraining.register()
        sealing.register()
        decisions_telling.register_types()
        rota_telling.register()
        live_telling.register_types()
        minutes_checking.register()
        minutes_telling.register_types()

        calendar_registering.register_all()
        decisions_contexts.register()
        decisions_wanted.register()
        drafts_talk.register()
        flatness_writing.register_own()
        moderation_flat.register_own()
        decisions_flat.register_own()
        live_beside.register()
        live_flat.register_own()
        minutes_beside.register_own()
        minutes_flat.register_own()
        minutes_wanted.register()
        own_places.register_own()
        rota_beside.register()
        meeting_places.register_own()
        talk.register()
        schedule.register("forget sent forms", every=timedelta(days=1), do=forget_sent_forms)
