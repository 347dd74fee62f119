"""The table of problems: code | MedCom detail code | FHIR issue type | Danish | English, one a line.

Texts are templates over the facts of the problem and never hold personal data.
"""
# ruff: noqa: E501

from __future__ import annotations

# The profile checker's own findings. Places with a name of their own follow.
STRUCTURE = """
element.missing          | MSG_BAD_SYNTAX  | required  | {element} mangler                                | {element} is missing
element.too_many         | MSG_PARAM_NO_REPEAT | structure | {element} må højst forekomme {max} gange     | {element} may occur at most {max} times
element.forbidden        | MSG_PARAM_UNKNOWN | structure | {element} må ikke bruges i denne meddelelse   | {element} is not allowed in this message
element.unknown          | MSG_PARAM_UNKNOWN | structure | {element} findes ikke i FHIR                  | {element} is not an element of FHIR
element.empty            | MSG_BAD_SYNTAX  | structure | {element} er tomt                                | {element} is empty
value.datatype           | MSG_Datatype_Wrong | structure | {element} har en forkert datatype            | {element} has the wrong data type
value.format             | MSG_BAD_FORMAT  | value     | {element} er ikke en gyldig {type}               | {element} is not a valid {type}
value.time               | MSG_DATE_FORMAT | value     | {element} er ikke et gyldigt tidspunkt med tidszone | {element} is not a valid time with a zone
value.too_long           | MSG_Element_To_Long | too-long | {element} er længere end 1 MB                  | {element} is longer than 1 MB
value.fixed              | MSG_PARAM_INVALID | value   | {element} har ikke den værdi, profilen kræver    | {element} has not the value that the profile fixes
value.not_in_valueset    | MSG_VALUESET_VALUE_UNKNOWN | code-invalid | {element} har en kode, der ikke findes i {valueset} | {element} has a code that is not in {valueset}
slice.missing            | MSG_BAD_SYNTAX  | required  | {element} mangler delen {slice}                  | {element} lacks the part {slice}
slice.too_many           | MSG_PARAM_NO_REPEAT | structure | {element} har for mange af delen {slice}     | {element} has too many of the part {slice}
slice.unexpected         | MSG_PARAM_INVALID | structure | {element} har en del, som profilen ikke tillader | {element} has a part that the profile does not allow
extension.shape          | MSG_BAD_SYNTAX  | invariant | En udvidelse skal have enten en værdi eller udvidelser | An extension has either a value or extensions
modifier.unknown         | MSG_PARAM_UNKNOWN | extension | En udvidelse ændrer meddelelsens betydning på en måde, vi ikke kender | An extension changes the meaning in a way unknown here
reference.unresolved     | MSG_LOCAL_FAIL  | not-found | {element} henviser til noget, der ikke er i meddelelsen | {element} refers to something that is not in the message
reference.wrong_type     | MSG_RESOURCE_TYPE_MISMATCH | value | {element} henviser til en forkert slags ressource | {element} refers to the wrong type of resource
period.reversed          | MSG_PARAM_INVALID | invariant | {element} slutter, før den begynder             | {element} ends before it starts
contact.system_missing   | MSG_BAD_SYNTAX  | invariant | {element} mangler kontaktform                     | {element} lacks its system
contact.empty            | MSG_BAD_SYNTAX  | invariant | {element} er en kontaktperson uden oplysninger    | {element} is a contact without content
organization.home        | MSG_PARAM_INVALID | invariant | En organisation kan ikke have en privat adresse | An organisation cannot have a home address
value.null               | MSG_Datatype_Wrong | structure | {element} har en tom plads (null) uden udvidelse | {element} has an empty place (null) without an extension
reference.fragment       | MSG_LOCAL_FAIL  | invariant | {element} henviser til en indlejret ressource, der ikke findes | {element} refers to a contained resource that is not there
element.implicit_rules   | MSG_PARAM_UNKNOWN | not-supported | Meddelelsen følger særlige regler (implicitRules), vi ikke kender | The message follows implicit rules unknown here
narrative.not_xhtml      | MSG_BAD_SYNTAX  | invariant | Den beskrivende tekst må kun være enkel XHTML uden script | The narrative may only be plain XHTML without scripts
entry.full_url_other     | MSG_RESOURCE_ID_MISMATCH | invariant | fullUrl og ressourcens id passer ikke sammen | fullUrl and the id of the resource do not agree
bundle.too_many_entries  | MSG_Element_To_Long | too-long | Meddelelsen har flere end {max} ressourcer | The message has more than {max} resources
bundle.profile_old       | MSG_RESOURCE_NOT_ALLOWED | not-supported | Meddelelsen følger profil 1.0 af advis, som ikke bruges mere; send efter profil 2.0 eller 3.0 | The message follows profile 1.0 of the notification, which is no longer used; send by profile 2.0 or 3.0
bundle.interaction       | MSG_PARAM_UNKNOWN | invariant | {element} hører ikke hjemme i en meddelelse     | {element} does not belong in a message
entry.resource_missing   | MSG_RESOURCE_REQUIRED | required | {element} indeholder ingen ressource           | {element} holds no resource
entry.type_unknown       | MSG_UNKNOWN_TYPE | not-supported | Ressourcetypen {type} kendes ikke            | The resource type {type} is not known
entry.full_url_missing   | MSG_BAD_SYNTAX  | required  | {element} mangler fullUrl                         | {element} lacks a fullUrl
entry.full_url_version   | MSG_VERSION_AWARE_URL | invariant | fullUrl må ikke pege på en version            | fullUrl may not name a version
entry.duplicate          | MSG_TRANSACTION_DUPLICATE_ID | duplicate | Samme id findes to gange i meddelelsen | The same id is twice in the message
"""

MESSAGE = """
bundle.type              | MSG_RESOURCE_TYPE_MISMATCH | value | Bundle.type er ikke message                  | Bundle.type is not message
bundle.id_missing        | MSG_RESOURCE_ID_MISSING | required | Meddelelsens kuvert-id mangler               | The id of the envelope is missing
bundle.timestamp_missing | MSG_BAD_SYNTAX  | required  | Tidspunktet for meddelelsens samling mangler      | The time of assembly is missing
header.missing           | MSG_RESOURCE_REQUIRED | required | Meddelelsen begynder ikke med et MessageHeader | The message does not begin with a MessageHeader
header.too_many          | MSG_PARAM_NO_REPEAT | structure | Meddelelsen har mere end ét MessageHeader     | The message has more than one MessageHeader
header.id_missing        | MSG_RESOURCE_ID_MISSING | required | Meddelelsens id mangler                       | The id of the message is missing
header.event_missing     | MSG_BAD_SYNTAX  | required  | Meddelelsens type (eventCoding) mangler           | The type of the message (eventCoding) is missing
header.event_unknown     | MSG_VALUESET_VALUE_UNKNOWN | code-invalid | Meddelelsens type (eventCoding) er ukendt | The type of the message (eventCoding) is unknown
header.event_unsupported | MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE | not-supported | Meddelelsestypen {event} kan ikke modtages her | The message type {event} cannot be received here
header.receiver_missing  | MSG_Receiver_Identifier_MISSING | required | Modtageren mangler                     | The receiver is missing
header.sender_missing    | MSG_BAD_SYNTAX  | required  | Afsenderen mangler                                | The sender is missing
header.focus_missing     | MSG_BAD_SYNTAX  | required  | Meddelelsens indhold (focus) mangler              | The content of the message (focus) is missing
organization.sor_missing | MSG_BAD_SYNTAX  | required  | Organisationens SOR-kode mangler                  | The organisation lacks its SOR code
organization.gln_missing | MSG_BAD_SYNTAX  | required  | Organisationens lokationsnummer (GLN) mangler     | The organisation lacks its GLN
organization.gln_invalid | MSG_BAD_FORMAT  | value     | Lokationsnummeret (GLN) er ikke gyldigt           | The GLN is not valid
organization.sor_invalid | MSG_BAD_FORMAT  | value     | SOR-koden er ikke gyldig                          | The SOR code is not valid
provenance.missing       | MSG_RESOURCE_REQUIRED | invariant | Meddelelsen har ingen Provenance               | The message has no Provenance
provenance.own_missing   | MSG_RESOURCE_REQUIRED | required | Ingen Provenance beskriver denne meddelelse     | No Provenance is about this message
provenance.own_too_many  | MSG_PARAM_NO_REPEAT | structure | Flere Provenance beskriver denne meddelelse      | Several Provenances are about this message
provenance.chain_broken  | MSG_LOCAL_FAIL  | not-found | Kæden af Provenance mangler et led                | The chain of Provenances lacks a link
provenance.chain_circular | MSG_LOCAL_FAIL | business-rule | Kæden af Provenance går i ring               | The chain of Provenances is circular
"""

NOTIFICATION = """
hn.class_missing         | MSG_BAD_SYNTAX  | required  | Opholdets type (Encounter.class) mangler          | The class of the encounter is missing
hn.class_unknown         | MSG_VALUESET_VALUE_UNKNOWN | code-invalid | Opholdets type (Encounter.class) er ukendt | The class of the encounter is unknown
hn.status_missing        | MSG_BAD_SYNTAX  | required  | Opholdets status (Encounter.status) mangler       | The status of the encounter is missing
hn.status_unknown        | MSG_VALUESET_VALUE_UNKNOWN | code-invalid | Opholdets status (Encounter.status) er ukendt | The status of the encounter is unknown
hn.subject_other         | MSG_PARAM_INVALID | conflict | Opholdets patient har et andet CPR-nummer end meddelelsens patient | The patient of the encounter has another CPR number than the patient of the message
hn.subject_missing       | MSG_BAD_SYNTAX  | required  | Opholdet mangler sin patient                      | The encounter lacks its patient
hn.period_missing        | MSG_BAD_SYNTAX  | required  | Opholdets periode mangler                         | The period of the encounter is missing
hn.start_missing         | MSG_BAD_SYNTAX  | required  | Opholdets start mangler                           | The start of the encounter is missing
hn.service_provider_missing | MSG_BAD_SYNTAX | required | Den ansvarlige afdeling (serviceProvider) mangler | The service provider is missing
hn.episode_missing       | MSG_BAD_SYNTAX  | required  | Forløbs-id (episodeOfCare) mangler                | The episode of care is missing
hn.episodes_too_many     | MSG_Element_To_Long | too-long | Opholdet har flere end {max} forløbs-id'er       | The encounter has more than {max} episode identifiers
hn.encounter_missing     | MSG_RESOURCE_REQUIRED | required | Meddelelsen har intet ophold (Encounter)       | The message has no Encounter
hn.patient_missing       | MSG_RESOURCE_REQUIRED | invariant | Meddelelsen har ingen patient                 | The message has no patient
hn.patient_too_many      | MSG_PARAM_NO_REPEAT | invariant | Meddelelsen har mere end én patient             | The message has more than one patient
hn.cpr_missing           | MSG_BAD_SYNTAX  | invariant | Patienten har intet CPR-nummer                    | The patient has no CPR number
hn.cpr_not_alone         | MSG_PARAM_INVALID | invariant | Patienten må kun have et CPR-nummer             | The patient may have nothing but a CPR number
hn.cpr_invalid           | MSG_BAD_FORMAT  | value     | CPR-nummeret er ikke gyldigt                      | The CPR number is not valid
hn.cpr_replacement       | MSG_BAD_FORMAT  | value     | Erstatnings-CPR kan ikke bruges i advis           | A replacement CPR number cannot be used in a notification
hn.name_missing          | MSG_BAD_SYNTAX  | required  | Patientens officielle navn mangler                | The official name of the patient is missing
hn.leave_start_missing   | MSG_BAD_SYNTAX  | invariant | Orlovens start mangler                            | The start of the leave is missing
hn.leave_repeated        | MSG_PARAM_NO_REPEAT | invariant | Opholdet har mere end én orlovsperiode          | The encounter has more than one period of leave
hn.activity_missing      | MSG_BAD_SYNTAX  | required  | Hændelsen (Provenance.activity) mangler           | The activity is missing
hn.activity_unknown      | MSG_VALUESET_VALUE_UNKNOWN | code-invalid | Hændelsen {value} findes ikke for advis  | The activity {value} is not one of a notification
hn.encounter_too_many    | MSG_PARAM_NO_REPEAT | structure | Meddelelsen har mere end ét ophold (Encounter) | The message has more than one Encounter
hn.cpr_use               | MSG_PARAM_INVALID | value     | CPR-nummeret skal stå som officielt (use official)    | The CPR number must be the official one (use official)
hn.removal_unfit         | MSG_PARAM_INVALID | business-rule | Kun en annullering fjerner noget; {activity} kan ikke have rollen removal | Only a cancellation removes anything; {activity} cannot have the role removal
hn.time_impossible       | MSG_DATE_FORMAT | value     | {element} ligger uden for årene 1900 til 2100       | {element} lies outside the years 1900 to 2100
provenance.previous_invalid | MSG_ID_INVALID | value  | Den forudgående meddelelses id er ikke et gyldigt id  | The id of the preceding message is not a valid id
hn.previous_missing      | MSG_BAD_SYNTAX  | business-rule | En rettelse eller annullering skal sige hvilken meddelelse den gælder | A correction or cancellation must name the message it is about
hn.time_imprecise        | MSG_DATE_FORMAT | value     | {element} skal have klokkeslæt og tidszone        | {element} must have a time of day and a zone
hn.destination_not_primary | MSG_PARAM_INVALID | invariant | Der skal være netop én primær modtager         | There must be exactly one primary receiver
"""

LETTER = """
cc.definition_unknown    | MSG_PARAM_UNKNOWN | not-supported | Brevet siger ikke, at det følger CareCommunication 4 eller 5 (definition) | The letter does not say that it follows CareCommunication 4 or 5 (definition)
cc.header_profile        | MSG_PARAM_INVALID | invariant | MessageHeader nævner ikke profilen for CareCommunication | The MessageHeader does not name the profile of CareCommunication
cc.provenance_profile    | MSG_PARAM_INVALID | invariant | Provenance nævner ikke profilen for CareCommunication | The Provenance does not name the profile of CareCommunication
cc.communication_missing | MSG_RESOURCE_REQUIRED | required | Meddelelsen har intet brev (Communication)     | The message has no letter (Communication)
cc.communication_too_many | MSG_PARAM_NO_REPEAT | structure | Meddelelsen har mere end ét brev (Communication) | The message has more than one letter (Communication)
cc.patient_count         | MSG_RESOURCE_REQUIRED | invariant | Meddelelsen skal have netop én patient          | The message must have exactly one patient
cc.subject_other         | MSG_PARAM_INVALID | conflict | Brevet handler ikke om meddelelsens patient       | The letter is not about the patient of the message
cc.number_missing        | MSG_BAD_SYNTAX  | required  | Patienten har hverken CPR-nummer eller erstatnings-CPR | The patient has neither a CPR number nor a replacement of one
cc.number_invalid        | MSG_BAD_FORMAT  | value     | Patientens CPR-nummer er ikke gyldigt              | The CPR number of the patient is not valid
cc.thread_invalid        | MSG_BAD_FORMAT  | invariant | Trådens id (Communication.identifier) er ikke en UUID med små bogstaver | The id of the thread (Communication.identifier) is not a UUID in lower case
cc.priority_misplaced    | MSG_PARAM_INVALID | invariant | Prioritet må kun stå på breve om en henvisning (regarding-referral) | Priority may only stand on letters regarding a referral
cc.topic_missing         | MSG_BAD_SYNTAX  | invariant | Et brev i kategorien Andet (other) skal have et emne | A letter of the category other must have a topic
cc.encounter_unfit       | MSG_BAD_SYNTAX  | invariant | Kontakten (encounter) har intet forløbs-id        | The encounter has no episode identifier
cc.party_other           | MSG_PARAM_INVALID | invariant | Den bestemte afsender eller modtager hører ikke til meddelelsens afsender eller modtager | The specific sender or recipient does not belong to the sender or receiver of the message
cc.text_missing          | MSG_BAD_SYNTAX  | required  | Brevet har ingen tekst                            | The letter has no text
cc.part_incomplete       | MSG_BAD_SYNTAX  | required  | En del af brevet mangler {what}                   | A part of the letter lacks {what}
cc.part_id_invalid       | MSG_BAD_FORMAT  | invariant | Id for en del af brevet er ikke en UUID med små bogstaver | The id of a part of the letter is not a UUID in lower case
cc.author_nameless       | MSG_BAD_SYNTAX  | invariant | Forfatteren af en del af brevet har intet navn    | The author of a part of the letter has no name
cc.author_role           | MSG_BAD_SYNTAX  | invariant | Forfatteren skal have en stilling, enten som kode eller som tekst | The author must have a role, either as a code or as a text
cc.contact_invalid       | MSG_BAD_FORMAT  | invariant | Forfatterens telefonnummer er ikke et nummer      | The telephone number of the author is not a number
cc.not_showable          | MSG_BAD_FORMAT  | value     | Brevet har tegn, som ikke kan vises | The letter has characters that cannot be shown
cc.attachment_type       | MSG_VALUESET_VALUE_UNKNOWN | code-invalid | Den vedhæftede fils type kan ikke modtages | The type of the attached file cannot be received
"""

ACKNOWLEDGEMENT = """
ack.response_missing     | MSG_BAD_SYNTAX  | required  | Kvitteringen siger ikke, hvad den kvitterer for   | The acknowledgement does not say what it is about
ack.code_unknown         | MSG_VALUESET_VALUE_UNKNOWN | code-invalid | Kvitteringens kode er ukendt              | The code of the acknowledgement is unknown
ack.outcome_missing      | MSG_RESOURCE_REQUIRED | invariant | En negativ kvittering skal have en begrundelse  | A negative acknowledgement needs a reason
ack.provenance_count     | MSG_RESOURCE_REQUIRED | business-rule | En kvittering har netop to Provenance        | An acknowledgement has exactly two Provenances
ack.activity_missing     | MSG_VALUESET_VALUE_UNKNOWN | business-rule | Kvitteringens Provenance er ikke en kvittering | The Provenance of the acknowledgement is not one
"""

WARNINGS = """
entry.type_unused        | MSG_UNKNOWN_TYPE | not-supported | Ressourcetypen {type} bruges ikke her; den er gemt med meddelelsen | The resource type {type} is not used here; it is kept with the message
reference.outside        | MSG_LOCAL_FAIL  | not-found | {element} henviser til noget uden for meddelelsen | {element} refers to something outside the message
organization.number_odd  | MSG_BAD_FORMAT  | value     | Organisationens nummer ({system}) har en usædvanlig form | The number of the organisation ({system}) has an unusual form
provenance.previous_missing | MSG_LOCAL_FAIL | informational | Meddelelsen nævner ingen forudgående meddelelse | The message names no preceding message
provenance.outside_chain | MSG_LOCAL_FAIL  | informational | En Provenance hører ikke til kæden            | A Provenance is not part of the chain
provenance.role_unexpected | MSG_PARAM_INVALID | business-rule | Provenance.entity.role er {value}; {wanted} ventes | Provenance.entity.role is {value}; {wanted} is expected
hn.class_unexpected      | MSG_PARAM_INVALID | business-rule | Opholdets type er {value}; {wanted} ventes ved {activity} | The class is {value}; {wanted} is expected with {activity}
hn.status_unexpected     | MSG_PARAM_INVALID | business-rule | Opholdets status er {value}; {wanted} ventes ved {activity} | The status is {value}; {wanted} is expected with {activity}
hn.flag_unexpected       | MSG_PARAM_INVALID | business-rule | Anmodning om indlæggelsesrapport ventes ikke ved {activity} | A request for a report of admission is not expected with {activity}
hn.end_missing           | MSG_BAD_SYNTAX  | business-rule | Opholdets slut mangler                           | The end of the encounter is missing
hn.end_unexpected        | MSG_PARAM_INVALID | business-rule | Opholdets slut ventes ikke ved {activity}        | An end of the encounter is not expected with {activity}
hn.leave_missing         | MSG_BAD_SYNTAX  | business-rule | Orlovens tidspunkt mangler                       | The time of the leave is missing
hn.leave_outside         | MSG_PARAM_INVALID | business-rule | Orloven ligger uden for opholdet                 | The leave is outside the encounter
hn.death_contradiction   | MSG_PARAM_INVALID | business-rule | Oplysningerne om dødsfald passer ikke sammen     | What is said about the death does not fit together
hn.episode_value_missing | MSG_BAD_SYNTAX  | business-rule | Et forløbs-id har ingen værdi                    | An episode identifier has no value
hn.lpr3_not_uuid5        | MSG_BAD_FORMAT  | invariant | Forløbs-id fra Landspatientregisteret er ikke en UUID version 5 | The LPR3 episode identifier is not a UUID version 5
hn.cpr_future            | MSG_PARAM_INVALID | value     | CPR-nummerets fødselsdato ligger efter meddelelsen | The date of birth in the CPR number is after the message
intake.provider_unknown  | MSG_PARAM_INVALID | not-found | Den ansvarlige afdeling (serviceProvider) kendes ikke her; afsenderen er sat i dens sted | The service provider is not known here; the sender stands in its place
intake.report_recipient_unknown | MSG_PARAM_INVALID | not-found | Modtageren af indlæggelsesrapporten kendes ikke her | The recipient of the report of admission is not known here
provenance.id_repeated   | MSG_DUPLICATE_ID | duplicate | Flere Provenance har samme id                     | Several Provenances have the same id
provenance.agent_outside | MSG_LOCAL_FAIL  | not-found | Afsenderen i Provenance (agent.who) er ikke i meddelelsen | The sender in the Provenance (agent.who) is not in the message
hn.period_reversed       | MSG_PARAM_INVALID | business-rule | {element} slutter, før den begynder            | {element} ends before it starts
hn.time_uncertain        | MSG_DATE_FORMAT | business-rule | {element} kan ikke passe; meddelelsens eget tidspunkt er brugt, til afsenderen retter det | {element} cannot be right; the time of the message is used until the sender corrects it
hn.time_ahead            | MSG_DATE_FORMAT | business-rule | {element} ligger efter, at meddelelsen blev modtaget; modtagelsens tidspunkt er brugt, til afsenderen retter det | {element} is after the message was received; the time of receipt is used until the sender corrects it
hn.not_latest            | MSG_PARAM_INVALID | business-rule | Kun den seneste meddelelse kan rettes eller annulleres | Only the latest message may be corrected or cancelled
hn.activity_ambiguous    | MSG_PARAM_INVALID | business-rule | Meddelelsen nævner mere end én hændelse; den første er brugt | The message names more than one activity; the first is used
hn.leave_unreadable      | MSG_PARAM_INVALID | business-rule | Orlovens udvidelse er ikke en periode            | The leave extension is not a period
hn.response_unexpected   | MSG_PARAM_UNKNOWN | business-rule | Meddelelsen svarer ikke på noget (response)      | The message is no answer (response)
hn.sender_is_receiver    | MSG_PARAM_INVALID | business-rule | Afsender og modtager er den samme               | Sender and receiver are the same
hn.text_shortened        | MSG_Element_To_Long | too-long | {element} er afkortet her; den hele tekst er gemt med meddelelsen | {element} is shortened here; the whole text is kept with the message
intake.chain_unresolved  | MSG_LOCAL_FAIL  | not-found | Meddelelsen nævner noget, vi ikke har; afdelingen er bedt om at se på det | The message names something that is not held here; the ward is asked to look at it
intake.other_citizen     | MSG_PARAM_INVALID | conflict  | Kæden eller forløbet er kendt under et andet CPR-nummer; afdelingen er bedt om at se på det | The chain or the episode is known under another CPR number; the ward is asked to look at it
cc.chain_broken          | MSG_LOCAL_FAIL  | informational | Brevet nævner et tidligere, som det ikke har med | The letter names an earlier one that it does not carry
cc.source_unknown        | MSG_PARAM_INVALID | business-rule | Meddelelsen siger, at den har en ny del, som ikke er der | The message says that it has a new part that is not there
cc.attachment_empty      | MSG_BAD_SYNTAX  | business-rule | En ny vedhæftet fil har intet indhold             | A new attached file has no content
ack.letter_unknown       | MSG_LOCAL_FAIL | not-found | Kvitteringen gælder et brev, som ikke er sendt herfra | The acknowledgement is of a letter that was not sent from here
ack.not_receiver         | MSG_PARAM_INVALID | business-rule | Kvitteringen kommer ikke fra den, brevet blev sendt til, eller har ingen kendt kode | The acknowledgement is not from whom the letter was sent to, or has no known code
ack.detail_unknown       | MSG_VALUESET_VALUE_UNKNOWN | code-invalid | Kvitteringens begrundelse har en ukendt kode | The reason of the acknowledgement has an unknown code
"""

# What the intake finds outside the message itself, and bytes that are no message (decode.py).
INTAKE = """
unreadable.too_large     | MSG_Element_To_Long | too-long | Meddelelsen er for stor                        | The message is too large
unreadable.too_many      | MSG_Element_To_Long | too-long | Meddelelsen har flere elementer, end nogen meddelelse har | The message has more elements than any message has
unreadable.empty         | MSG_BAD_SYNTAX  | structure | Der er intet indhold                              | There is no content
unreadable.content_type  | MSG_BAD_FORMAT  | structure | Indholdet svarer ikke til den angivne type        | The content is not of the stated type
unreadable.encoding      | MSG_Damaged_durin_transport | structure | Tegnsættet kan ikke læses             | The character encoding cannot be read
unreadable.json          | MSG_BAD_SYNTAX  | structure | Indholdet er ikke gyldig JSON                     | The content is not valid JSON
unreadable.json_object   | MSG_JSON_OBJECT | structure | JSON-indholdet er ikke et objekt                  | The JSON content is not an object
unreadable.json_duplicate | MSG_BAD_SYNTAX | structure | Samme navn findes to gange i et JSON-objekt       | The same name is twice in a JSON object
unreadable.json_number   | MSG_Datatype_Wrong | structure | Et tal kan ikke læses                          | A number cannot be read
unreadable.control_character | MSG_Damaged_durin_transport | structure | Indholdet har ugyldige styretegn     | The content has invalid control characters
unreadable.too_deep      | MSG_BAD_SYNTAX  | structure | Indholdet er indlejret for dybt                   | The content is nested too deeply
unreadable.xml           | MSG_BAD_SYNTAX  | structure | Indholdet er ikke gyldig XML                      | The content is not valid XML
unreadable.xml_doctype   | MSG_BAD_SYNTAX  | security  | XML med dokumenttype eller entiteter afvises      | XML with a document type or entities is refused
unreadable.xml_text      | MSG_BAD_SYNTAX  | structure | Der er tekst mellem XML-elementerne               | There is text between the XML elements
unreadable.xml_attribute | MSG_BAD_SYNTAX  | structure | Et XML-element har en ukendt attribut             | An XML element has an unknown attribute
unreadable.xml_repeats   | MSG_PARAM_NO_REPEAT | structure | Et XML-element gentages                       | An XML element is repeated
unreadable.xml_resource  | MSG_BAD_SYNTAX  | structure | Et XML-element skal indeholde netop én ressource  | An XML element must hold exactly one resource
unreadable.narrative     | MSG_BAD_SYNTAX  | structure | Den beskrivende tekst er ikke gyldig XHTML        | The narrative is not valid XHTML
unreadable.not_fhir      | MSG_WRONG_NS    | structure | Indholdet er ikke FHIR                            | The content is not FHIR
unreadable.vans_empty    | MSG_BAD_SYNTAX  | structure | Der ligger intet i VANSEnvelope                   | There is nothing in the VANSEnvelope
unreadable.vans_data     | MSG_Damaged_durin_transport | structure | Indholdet af VANSEnvelope er ikke base64 | The content of the VANSEnvelope is not base64
unreadable.vans_nested   | MSG_BAD_SYNTAX  | structure | Der ligger en VANSEnvelope i VANSEnvelope         | A VANSEnvelope lies in the VANSEnvelope
unreadable.old_format    | MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE | not-supported | EDIFACT og OIOXML-kuverter uden brev kan ikke modtages her | EDIFACT, and OIOXML envelopes without a letter, cannot be received here
message.not_a_bundle     | MSG_RESOURCE_TYPE_MISMATCH | structure | Indholdet er ikke en meddelelse (Bundle)   | The content is not a message (Bundle)
intake.receiver_unknown  | MSG_Receiver_Identifier_UNKNOWN | not-found | Modtageren kendes ikke her              | The receiver is not known here
intake.sender_unknown    | MSG_PARAM_INVALID | not-found | Afsenderen kendes ikke her                      | The sender is not known here
intake.receiver_contradiction | MSG_Receiver_Identifier_UNKNOWN | conflict | Modtagerens SOR-kode og lokationsnummer (GLN) hører til to forskellige organisationer | The receiver's SOR code and GLN belong to two different organisations
intake.sender_contradiction | MSG_PARAM_INVALID | conflict | Afsenderens SOR-kode og lokationsnummer (GLN) hører til to forskellige organisationer | The sender's SOR code and GLN belong to two different organisations
intake.sender_not_allowed | MSG_RESOURCE_NOT_ALLOWED | forbidden | Gatewayen må ikke levere for denne afsender  | The gateway may not deliver for this sender
intake.provider_other_house | MSG_RESOURCE_NOT_ALLOWED | forbidden | Den ansvarlige afdeling (serviceProvider) hører til et andet hospital end afsenderen | The service provider belongs to another hospital than the sender
intake.sender_no_hospital | MSG_RESOURCE_NOT_ALLOWED | forbidden | Afsenderen er ikke et hospital, og kun hospitaler sender advis om indlæggelse og udskrivelse | The sender is no hospital, and only hospitals send notifications of admission and discharge
intake.other_house       | MSG_RESOURCE_NOT_ALLOWED | forbidden | Kun det hospital, der sendte den første meddelelse, kan rette eller annullere den | Only the hospital that sent the first message may correct or cancel it
intake.not_showable      | MSG_PARAM_INVALID | value     | Indholdet kan ikke vises: et tidspunkt eller en tekst er umulig | The content cannot be shown: a time or a text is impossible
intake.conflicting_duplicate | MSG_DUPLICATE_ID | duplicate | Meddelelsens id er brugt før med andet indhold | The message id was used before with other content
intake.envelope_reused   | MSG_DUPLICATE_ID | duplicate | Kuvertens id er brugt før til en anden meddelelse | The envelope id was used before for another message
intake.failed            | MSG_LOCAL_FAIL  | exception | Meddelelsen kunne ikke behandles; den er gemt, og en administrator ser på den | The message could not be worked on; it is kept and an administrator looks at it
"""
# Classic letters and receipts (domain/classic).
CLASSIC = """
xml.missing              | MSG_BAD_SYNTAX  | structure | {element} mangler                                 | {element} is missing
xml.number               | MSG_BAD_FORMAT  | value     | {element} er ikke et nummer, der kan svares på    | {element} is no number that can be answered
xml.cpr                  | MSG_BAD_FORMAT  | value     | CPR-nummeret er ikke et CPR-nummer                | The CPR number is none
xml.version_unknown      | MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE | not-supported | Breve af version {version} kan ikke modtages her | Letters of version {version} cannot be received here
xml.too_many_letters     | MSG_PARAM_INVALID | value   | Der er mere end {most} breve i kuverten, og en kvittering kan ikke nævne flere | There are more than {most} letters in the envelope, and a receipt can name no more
xml.status_unsupported   | MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE | not-supported | Brevets status ({status}) kan ikke modtages; ring, hvis et brev ikke gælder mere | The status of the letter ({status}) cannot be received; call if a letter no longer holds
hco.report_missing       | MSG_PARAM_INVALID | required | Meddelelsen peger ikke på en rapport (DiagnosticReport) | The message points at no report (DiagnosticReport)
hco.empty                | MSG_PARAM_INVALID | required | Rapporten har hverken målinger eller en konklusion | The report has neither measurements nor a conclusion
hco.patient              | MSG_PARAM_INVALID | required | Der skal være én borger med CPR-nummer eller et erstatningsnummer | There must be one citizen with a CPR number or a replacement of one
hco.activity             | MSG_RECEIVER_UNABLE_TO_RECEIVE_MSG_TYPE | not-supported | Målinger kan ikke modtages som {activity}; ring, hvis de ikke gælder mere | Measurements cannot be received as {activity}; call if they no longer hold
xml.schema               | MSG_PARAM_INVALID | structure | {element} følger ikke brevtypens officielle skema | {element} does not follow the official schema of the letter
xml.not_showable         | MSG_PARAM_INVALID | value   | Brevet har tegn, som ingen side kan vise          | The letter has signs that no page can show
xml.sender_kind          | MSG_RESOURCE_NOT_ALLOWED | forbidden | Den slags brev kommer ikke fra en afsender af den slags | Such a letter does not come from such a sender
"""
TRANSIENT = """
intake.out_of_operation  | MSG_Mailbox_Out_Of_Operation | transient | Modtageren er midlertidigt ude af drift  | The receiver is temporarily out of operation
"""
NOTES = """
problems.more            | MSG_LOCAL_FAIL  | informational | Der er {count} fejl og advarsler mere                | There are {count} more errors and warnings
hco.profile_unchecked    | MSG_LOCAL_FAIL  | informational | Meddelelsen er ikke kontrolleret mod sin MedCom-profil (structure not validated) | The message was not checked against its MedCom profile
xml.structure_checked    | MSG_LOCAL_FAIL  | informational | Brevets opbygning er kontrolleret mod det officielle skema | The structure of the letter was validated against the official schema
xml.structure_unchecked  | MSG_LOCAL_FAIL  | informational | Brevets opbygning er ikke kontrolleret (structure not validated) | The structure of the letter was not validated
intake.duplicate         | MSG_DUPLICATE_ID | informational | Meddelelsen er modtaget før                  | The message was received before
"""
