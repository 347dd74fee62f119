"""Who is told of what, how, and when: one's own choices, and what administrators decide and follow up."""

from django.urls import URLPattern, URLResolver, path

from desk.views.mails import choices, rules, unsent

urlpatterns: list[URLPattern | URLResolver] = [
    path("beskeder/", choices.choices, name="mail-choices"),
    path("indstillinger/beskeder/", rules.rules, name="telling-rules"),
    path("indstillinger/beskeder/regel/", rules.new_rule, name="telling-rule-new"),
    path("indstillinger/beskeder/regel/<int:rule_id>/slut/", rules.end_rule, name="telling-rule-end"),
    path("indstillinger/beskeder/trin/", rules.new_step, name="escalation-step-new"),
    path("indstillinger/beskeder/trin/<int:step_id>/slut/", rules.end_step, name="escalation-step-end"),
    path("indstillinger/mails/", unsent.mails, name="mails"),
    path("indstillinger/mails/<uuid:mail_id>/igen/", unsent.again, name="mail-again"),
]
