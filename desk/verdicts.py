"""The one shape in which the API gives a verdict, for the schema (DESIGN §8)."""

from typing import Any

from rest_framework import serializers


class VerdictOut(serializers.Serializer[Any]):
    """One rule's answer."""

    rule = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    clause = serializers.CharField(allow_null=True, help_text="Its address in the agreement, as /clauses/ has it.")
    code = serializers.CharField()
    outcome = serializers.BooleanField(allow_null=True)
    facts = serializers.DictField()
    missing = serializers.ListField(child=serializers.CharField())
    version = serializers.CharField(help_text="Of the rule, where it has versions.")
    sentence = serializers.CharField(help_text="In the caller's language.")
    sentence_da = serializers.CharField()
    sentence_en = serializers.CharField()
