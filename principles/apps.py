"""App configuration of principles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrinciplesConfig(AppConfig):
    """The agreement as a place: what it asks, where a journey stands by it, and what the figures say."""

    name = "principles"
    verbose_name = _("Aftalen")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the projector of the figures, and what learning, plans and surveys refuse."""
        from django.db.models.signals import post_delete, post_save

        from discharge.wording.clauses import register_clause_of
        from discharge.wording.texts import register_texts
        from journeys.actions.projection.citizen import register_carrier, register_projector
        from journeys.actions.projection.stored import register_stored
        from journeys.actions.rebuild import register_recount, register_snapshot
        from notifications.actions.escalation import register_overdue
        from organisations.models import CooperationAreaMember
        from principles.clauses.rules.sources import clause_of
        from principles.clauses.texts.refusals import CLAUSE_REFUSALS
        from principles.flowchart.texts import FLOWCHART_REFUSALS
        from principles.handlers import area_changed
        from principles.in_practice.projection import CHART_SOURCE
        from principles.indicators.actions.cells import recount_all
        from principles.indicators.actions.sources import recount_kept, register_source
        from principles.indicators.projection import case_rows, project_cases
        from principles.learning.actions import carry_case
        from principles.learning.projection import project_checks
        from principles.learning.texts import LEARNING_REFUSALS
        from principles.models import IndicatorCase
        from principles.plans.projection import PLAN_SOURCE
        from principles.plans.selectors import overdue_plan_tasks
        from principles.plans.texts import PLAN_REFUSALS
        from principles.registers.projection import REGISTER_SOURCE
        from principles.registers.texts import REGISTER_REFUSALS
        from principles.surveys.projection import STATEMENT_SOURCE, SURVEY_SOURCE
        from principles.surveys.texts.words import SURVEY_REFUSALS

        register_overdue("principles.plans", overdue_plan_tasks)
        register_texts(SURVEY_REFUSALS)
        register_clause_of(clause_of)
        register_texts(CLAUSE_REFUSALS, FLOWCHART_REFUSALS, LEARNING_REFUSALS, PLAN_REFUSALS, REGISTER_REFUSALS)
        register_stored(IndicatorCase)
        register_projector("principles.cases", project_cases)
        register_carrier("principles.learning", carry_case)
        register_projector("principles.learning", project_checks)
        register_snapshot("indicator_case", case_rows)
        register_recount(recount_all)
        register_recount(recount_kept)
        for source in (SURVEY_SOURCE, STATEMENT_SOURCE, REGISTER_SOURCE, CHART_SOURCE, PLAN_SOURCE):
            register_source(source)
        for signal in (post_save, post_delete):
            signal.connect(area_changed, sender=CooperationAreaMember, dispatch_uid="principles.area_changed")
