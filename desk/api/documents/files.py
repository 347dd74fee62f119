"""Files of documents for programs: put on a working copy, taken off it, read (DICTIONARY 8.2)."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from desk.actions.reading import log_journey
from desk.api.documents.written import KIND_NAMES
from desk.api.doors import UNIT
from desk.api.journeys import REFUSALS, OneJourneyAPI
from desk.selectors.documents.files import readable_file
from desk.views.frame.paging import whole_number
from discharge.channel.rules.channel import ChannelDocument as Code
from discharge.wording.refused import RefusedByRule
from documents.actions.drafts import begin_document
from documents.actions.files import attach_file, detach_file
from documents.selectors.drafts import own_document
from journeys.actions.access import Look
from organisations.domain.permissions import Permission
from organisations.selectors.permissions import check_can

VERSION = OpenApiParameter("version", OpenApiTypes.INT, description="Of which version; without it the newest.")


class FileIn(serializers.Serializer[Any]):
    """A file for a working copy of the caller's house; without `document` one of `kind` is begun, or gone on with."""

    file = serializers.FileField(allow_empty_file=True, max_length=200)
    kind = serializers.ChoiceField(choices=KIND_NAMES, required=False)
    document = serializers.UUIDField(required=False)


class FileOut(serializers.Serializer[Any]):
    """The file as it goes with the next sending of `document`."""

    document = serializers.UUIDField()
    id = serializers.UUIDField()
    title = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField()


class DocumentFiles(OneJourneyAPI):
    """The files of working copies."""

    parser_classes = (MultiPartParser,)  # type: ignore[assignment] # the one place where no JSON comes in

    @extend_schema(request=FileIn, parameters=[UNIT], responses={201: FileOut, 308: None, **REFUSALS})
    def post(self, request: Request, journey_id: UUID) -> Response:
        """Puts a file on; the same one twice is one. It goes when the document is sent."""
        asker, journey = self.opened(request, journey_id)
        check_can(asker.user, Permission.SEND_DOCUMENT, journey)
        body = FileIn(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        if "document" in said:
            document = own_document(journey, said["document"], asker.user)
        elif "kind" in said:
            document = begin_document(journey, Code(said["kind"]), by=asker.user, now=asker.now)
        else:
            document = None
        if document is None:
            raise RefusedByRule("document.gone", field="document")
        chosen = said["file"]
        file = attach_file(journey, document, chosen.read(), chosen.name, by=asker.user, now=asker.now)
        log_journey(asker, journey, Look.ACT)
        out = {
            "document": document.pk,
            "id": file.pk,
            "title": file.title,
            "content_type": file.content_type,
            "size": file.size,
        }
        return Response(FileOut(out).data, status=HTTPStatus.CREATED)


class DocumentFile(OneJourneyAPI):
    """One file of a document."""

    @extend_schema(
        parameters=[UNIT, VERSION],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY, 308: None, **REFUSALS},
    )
    def get(self, request: Request, journey_id: UUID, document_id: UUID, file_id: UUID) -> HttpResponse:
        """Its bytes, for whoever may read the document; 422 where they are not what their message says."""
        asker, journey = self.opened(request, journey_id)
        number = whole_number(request.query_params.get("version", ""))
        found = readable_file(asker, journey, document_id, str(file_id), version=number)
        if found is None:
            raise Http404
        if found.data is None:
            raise RefusedByRule("document.file_content")
        log_journey(asker, journey, Look.OPEN)
        headers = {
            "Content-Disposition": content_disposition_header(as_attachment=True, filename=found.name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        }
        return HttpResponse(found.data, content_type=found.content_type, headers=headers)

    @extend_schema(parameters=[UNIT], responses={204: None, 308: None, **REFUSALS})
    def delete(self, request: Request, journey_id: UUID, document_id: UUID, file_id: UUID) -> Response:
        """Takes it off the working copy; what was sent with a version stays with that."""
        asker, journey = self.opened(request, journey_id)
        check_can(asker.user, Permission.SEND_DOCUMENT, journey)
        document = own_document(journey, document_id, asker.user)
        if document is None or not detach_file(journey, document, file_id, by=asker.user):
            raise Http404
        log_journey(asker, journey, Look.ACT)
        return Response(status=HTTPStatus.NO_CONTENT)
