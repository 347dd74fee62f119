"""Addresses of medcom: the gateway's door, and the administrator's message log."""

from django.urls import include, path

from medcom import api, views

app_name = "medcom"

log = [
    path("", views.message_log, name="log"),
    path("<uuid:message_id>/", views.message, name="message"),
    path("<uuid:message_id>/raa/", views.raw_message, name="raw"),
    path("<uuid:message_id>/proev-igen/", views.retry, name="retry"),
    path("<uuid:message_id>/laeg-til-side/", views.put_aside, name="put-aside"),
]

urlpatterns = [
    path("api/v1/medcom/messages/", api.messages, name="messages"),
    # A redirect would lose the body of the message.
    path("api/v1/medcom/messages", api.messages, name="messages-unslashed"),
    path("administration/beskeder/", include(log)),
]
