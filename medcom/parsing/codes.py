"""Addresses, code systems and closed sets of the MedCom messages."""

from __future__ import annotations

from enum import StrEnum

IG = "http://medcomfhir.dk/ig/"
EVENT_CODES = IG + "terminology/CodeSystem/medcom-messaging-eventCodes"
ACTIVITY_CODES = IG + "terminology/CodeSystem/medcom-messaging-activityCodes"
DESTINATION_USE = IG + "terminology/CodeSystem/medcom-messaging-destinationUse"
ERROR_CODES = IG + "terminology/CodeSystem/medcom-acknowledgement-error-codes"
# Terminology 1.4.0, which acknowledgement 2.0.3 is built on, names the value set where later versions name the system.
OPERATION_OUTCOME = "http://hl7.org/fhir/ValueSet/operation-outcome"
ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"

HN_MESSAGE = IG + "hospitalnotification/StructureDefinition/medcom-hospitalNotification-message"
HN_HEADER = IG + "hospitalnotification/StructureDefinition/medcom-hospitalNotification-messageHeader"
HN_ENCOUNTER = IG + "hospitalnotification/StructureDefinition/medcom-hospitalNotification-encounter"
ROA_FLAG = IG + "hospitalnotification/StructureDefinition/medcom-messaging-reportOfAdmissionExtension"
ROA_RECIPIENT = IG + "hospitalnotification/StructureDefinition/medcom-messaging-reportOfAdmissionRecipientExtension"
LEAVE_PERIOD = IG + "hospitalnotification/StructureDefinition/medcom-hospitalnotifiation-leave-period-extension"
ACK_MESSAGE = IG + "acknowledgement/StructureDefinition/medcom-messaging-acknowledgement"
ACK_HEADER = IG + "acknowledgement/StructureDefinition/medcom-messaging-acknowledgementHeader"
ACK_OUTCOME = IG + "acknowledgement/StructureDefinition/medcom-acknowledgement-operationoutcome"
CC_MESSAGE = IG + "carecommunication/StructureDefinition/medcom-careCommunication-message"
CC_HEADER = IG + "carecommunication/StructureDefinition/medcom-careCommunication-messageHeader"
CC_COMMUNICATION = IG + "carecommunication/StructureDefinition/medcom-careCommunication-communication"
CC_PROVENANCE = IG + "carecommunication/StructureDefinition/medcom-careCommunication-provenance"
# What a message says that it follows, version after the bar: the one of today, and the one that is only taken in.
CC_DEFINITION = IG + "messagedefinitions/MessageDefinition/MedComCareCommunicationMessageDefinition"
CC_DEFINITION_4 = IG + "carecommunication/medcom-careCommunication-message-definition"
CC_CATEGORIES = IG + "terminology/CodeSystem/medcom-careCommunication-categoryCodes"
DESTINATION_EXTENSION = IG + "messaging/StructureDefinition/medcom-messaging-destinationUseExtension"
MESSAGING_ORGANIZATION = IG + "messaging/StructureDefinition/medcom-messaging-organization"
MESSAGING_PROVENANCE = IG + "messaging/StructureDefinition/medcom-messaging-provenance"
CORE_CARETEAM = IG + "core/StructureDefinition/medcom-core-careteam"
CORE_ENCOUNTER = IG + "core/StructureDefinition/medcom-core-encounter"
CORE_ORGANIZATION = IG + "core/StructureDefinition/medcom-core-organization"
CORE_PATIENT = IG + "core/StructureDefinition/medcom-core-patient"
CORE_PRACTITIONER = IG + "core/StructureDefinition/medcom-core-practitioner"
CORE_PRACTITIONER_ROLE = IG + "core/StructureDefinition/medcom-core-practitionerrole"
# Of a part of a letter: when, by whom, the telephone, its identifier; of a letter: who exactly sends it.
DATE_EXTENSION = IG + "core/StructureDefinition/medcom-core-datetime-extension"
AUTHOR_EXTENSION = IG + "core/StructureDefinition/medcom-core-practitioner-extension"
CONTACT_EXTENSION = IG + "core/StructureDefinition/medcom-core-contact-extension"
IDENTIFIER_EXTENSION = IG + "core/StructureDefinition/medcom-core-identifier-extension"

# SPEC A2, D. dk-core from 3.5.0 writes the GLN system with http.
CPR = "urn:oid:1.2.208.176.1.2"
SOR = "urn:oid:1.2.208.176.1.1"
GLN = "https://www.gs1.org/gln"
GLN_SYSTEMS = frozenset({GLN, "http://www.gs1.org/gln"})
YDERNUMMER = "urn:oid:1.2.208.176.1.4"
MUNICIPALITY = "http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes"
REGION = "http://hl7.dk/fhir/core/CodeSystem/dk-core-regional-subdivision-codes"
LPR3 = "https://www.esundhed.dk/Registre/Landspatientregisteret"
SOR_ENDPOINT = "https://sor2.sum.dsdn.dk/#id="


class MessageEventKind(StrEnum):
    """What a message is about (MessageHeader.eventCoding); other = a code we do not process."""

    HOSPITAL_NOTIFICATION = "hospital-notification"
    ACKNOWLEDGEMENT = "acknowledgement"
    CARE_COMMUNICATION = "care-communication"
    HOME_CARE_OBSERVATION = "home-care-observation"
    OTHER = "other"
    UNKNOWN = "unknown"


EVENT_KINDS = {
    "hospital-notification-message": MessageEventKind.HOSPITAL_NOTIFICATION,
    "acknowledgement-message": MessageEventKind.ACKNOWLEDGEMENT,
    "care-communication-message": MessageEventKind.CARE_COMMUNICATION,
    "homecareobservation-message": MessageEventKind.HOME_CARE_OBSERVATION,
}


class PhysicalEventKind(StrEnum):
    """The six physical events (SPEC A3.1), by their Danish short names."""

    STAA = "STAA"
    STIN = "STIN"
    STOR = "STOR"
    SLOR = "SLOR"
    SLHJ = "SLHJ"
    MORS = "MORS"


class Operation(StrEnum):
    """First notification, correction (RE_) or cancellation (AN_)."""

    FIRST = "first"
    REVISE = "revise"
    CANCEL = "cancel"


class ResponseCode(StrEnum):
    """MessageHeader.response.code (SPEC A5)."""

    OK = "ok"
    FATAL_ERROR = "fatal-error"
    TRANSIENT_ERROR = "transient-error"
