"""The names and values of facts: internal name → (Danish, English). Read by `fact_words`."""

from collections.abc import Mapping

Text = tuple[str, str]

# Said of a fact without a name of its own; the test of completeness keeps it from ever being needed.
NO_NAME: Text = ("oplysning", "fact")

_STAY: Mapping[str, Text] = {
    "at": ("tidspunkt", "time"),
    "admitted_at": ("indlagt", "admitted"),
    "discharged_at": ("udskrevet", "discharged"),
    "speciality": ("speciale", "speciality"),
    "region": ("region", "region"),
    "destination": ("udskrevet til", "discharged to"),
    "community_nursing": ("kommunal sygepleje", "community nursing"),
    "stay_hours": ("indlagt i", "admitted for"),
    "longer_than_hours": ("skal være mere end", "must be more than"),
    "ended_by": ("opholdet sluttede med", "the stay ended with"),
    "covered": ("steder, aftalen omfatter", "places that the agreement covers"),
    "readmitted_at": ("indlagt igen", "admitted again"),
    "left_at": ("udskrevet igen", "discharged again"),
    "called_at": ("1-1-2 kaldt", "1-1-2 called"),
    "died_at": ("død", "died"),
    "exempted_at": ("undtaget", "exempted"),
    "until": ("til", "until"),
    "starts_at": ("begynder", "begins"),
    "ends_at": ("slutter", "ends"),
    "medically_ready": ("om borgeren var færdigbehandlet", "whether the citizen was medically ready"),
}
_RESPONSIBILITY: Mapping[str, Text] = {
    "in_hospital": ("på hospitalet", "in hospital"),
    "on_leave": ("på orlov", "on leave"),
    "ready": ("færdigbehandlet", "medically ready"),
    "practice_open": ("egen læges telefon åben", "the GP's phone open"),
    "gp_known": ("egen læge oplyst", "GP stated"),
    "acute_function": ("henvist til akutfunktionen af", "referred to the acute function by"),
    "answers_until": ("afdelingen svarer til", "the ward answers until"),
    "responsible_physician": ("patientansvarlig læge", "responsible physician"),
    "medication_responsible": ("hvem der har ansvaret for den samlede medicin", "who answers for the medication"),
    "stated_at": ("oplyst", "stated"),
    "gp": ("egen læge", "GP"),
    "transfer_receipt": ("om et andet hospital har modtaget borgeren", "whether another hospital received the citizen"),
    "referred_by": ("hvem der har henvist", "who referred"),
    "handover_accepted": ("overtagelse af ansvaret", "acceptance of the responsibility"),
    "caller_role": ("den, der ringer", "the caller"),
    "serving_municipality": ("fra borgerens egen kommune", "from the citizen's own municipality"),
    "window": ("de 72 timer", "the 72 hours"),
    "refer_to": ("henvises til", "is referred to"),
}
_MONEY: Mapping[str, Text] = {
    "date": ("dag", "day"),
    "dates": ("dage", "days"),
    "days": ("antal dage", "number of days"),
    "day_number": ("dag nummer", "day number"),
    "tariff": ("takst", "tariff"),
    "residence": ("bopælskommune", "municipality of residence"),
    "payer": ("betaler", "payer"),
    "agreed_at": ("aftalt udskrivelse", "agreed discharge"),
    "ready_on": ("færdigbehandlet", "medically ready"),
}
_LETTER: Mapping[str, Text] = {
    "group": ("hvem der skal bruge epikrisen", "who needs the letter"),
    "due_on": ("senest", "due"),
    "day": ("dag", "day"),
    "standard": ("epikrisestandard", "letter standard"),
    "ready_at": ("færdigbehandlet", "medically ready"),
    "hours": ("tid imellem", "time between"),
    "told_at": ("første forslag", "first proposal"),
    "first_proposed_at": ("første forslag", "first proposal"),
    "read_at": ("læst af kommunen", "read by the municipality"),
    "read_how": ("læsningen kendes fra", "the reading is known from"),
    "home_at": ("kommer hjem", "comes home"),
    "elapsed_hours": ("tid i alt", "time in all"),
    "working_hours": ("arbejdstimer", "working hours"),
}
_READINESS: Mapping[str, Text] = {
    "assessed_by": ("vurderet af", "assessed by"),
    "assessed_at": ("vurderet", "assessed"),
    "assessed_by_doctor": ("valgt blandt hospitalets læger", "chosen among the hospital's doctors"),
    "registered_by": ("registreret af", "registered by"),
    "stay": ("opholdet", "the stay"),
    "terminal": ("terminal", "terminal"),
    "already_ready": ("allerede færdigbehandlet", "already ready"),
    "resumed_at": ("behandling genoptaget", "treatment resumed"),
    "treatment_finished": ("1a. behandling og pleje slut", "1a. treatment and care finished"),
    "admission_not_required": ("1b. kan behandles uden at være indlagt", "1b. can be treated without being admitted"),
    "continues_in_daily_life": (
        "1c. videre behandling i samspil med hverdagen",
        "1c. further treatment alongside daily life",
    ),
    "medicine_and_devices_ready": ("1d. medicin og hjælpemidler klar", "1d. medicine and aids ready"),
    "rehabilitation": ("genoptræningsplan", "rehabilitation plan"),
    "fmk_updated": ("Fælles Medicinkort ajourført", "the shared medication record updated"),
    "patient_informed": ("2. borgeren informeret", "2. the citizen informed"),
    "newborn": ("nyfødt", "newborn"),
    "needs_municipal_services": ("får brug for hjælp fra kommunen", "needs help from the municipality"),
    "municipality_involved": ("3. kommunen inddraget", "3. the municipality involved"),
    "time_agreed": ("udskrivelsestid aftalt", "discharge time agreed"),
    "administration_done": ("administrative opgaver løst", "administrative tasks done"),
    "planned_discharge_at": ("planlagt udskrivelse", "planned discharge"),
    "reasons": ("venter på", "waits for"),
    "reason": ("venter på", "waits for"),
    "sector": ("ansvarlig", "responsible"),
    "text": ("bemærkning", "remark"),
    "primary": ("vigtigste", "most important"),
}
_CHANNEL: Mapping[str, Text] = {
    "document": ("dokument", "document"),
    "elder_care": ("tilknyttet ældreområdet", "served by elder care"),
    "social": ("tilknyttet socialområdet", "served by the social area"),
    "known_to_municipality": ("kendt af kommunen", "known to the municipality"),
    "recipient": ("modtager", "recipient"),
    "limit_hours": ("grænse i timer", "limit in hours"),
    "action_within_hours": ("skal ske inden for", "must happen within"),
    "plan_in_time": ("planen er sendt i tide", "the plan was sent in time"),
    "municipality": ("kommune", "municipality"),
    "ward": ("afdeling", "ward"),
    "gp_practice": ("egen læge", "GP"),
}
FACT_NAMES: Mapping[str, Text] = {**_STAY, **_RESPONSIBILITY, **_MONEY, **_LETTER, **_READINESS, **_CHANNEL}

_DOCUMENTS: Mapping[str, Text] = {
    "admission_notice": ("indlæggelsesadvis", "admission notice"),
    "discharge_notice": ("udskrivningsadvis", "discharge notice"),
    "admission_report": ("indlæggelsesrapport", "report of admission"),
    "care_pathway_plan": ("plejeforløbsplan", "care pathway plan"),
    "ready_notice": ("melding om færdigbehandling", "ready notice"),
    "rehabilitation_plan": ("genoptræningsplan", "rehabilitation plan"),
    "discharge_report": ("udskrivningsrapport", "discharge report"),
    "discharge_agreement": ("udskrivningsaftale", "discharge agreement"),
    "coordination_plan": ("koordinationsplan", "coordination plan"),
    "agreement_card": ("aftalekort", "agreement card"),
    "correspondence": ("korrespondancebrev", "correspondence message"),
    "discharge_letter": ("epikrise", "discharge letter"),
}
_RECIPIENTS: Mapping[str, Text] = {
    "elder_care": ("ældreområdet", "elder care"),
    "municipality": ("kommunen", "the municipality"),
    "residential_facility": ("bosted", "a residential facility"),
    "regional_social": ("det regionale socialområde", "the regional social area"),
    "municipal_social": ("kommunens socialområde", "the municipal social area"),
    "child_youth": ("børne- og ungeområdet", "the children and youth area"),
    "job_centre": ("jobcenter", "the job centre"),
    "hospital": ("hospitalet", "the hospital"),
}
_SECTORS: Mapping[str, Text] = {
    "municipality": ("kommunen", "the municipality"),
    "hospital": ("hospitalet", "the hospital"),
    "general_practice": ("almen praksis", "general practice"),
    "region": ("regionen", "the region"),
}
_REASONS: Mapping[str, Text] = {
    "temporary_place": ("midlertidig plads", "a temporary place"),
    "rehabilitation_place": ("genoptræningsplads", "a rehabilitation place"),
    "nursing_home_place": ("plejehjemsplads", "a place in a nursing home"),
    "home_measures": ("foranstaltninger i hjemmet", "measures at home"),
    "other": ("andet", "something else"),
}
# A value that means one thing in one fact and another elsewhere.
OF_FACT: Mapping[str, Mapping[str, Text]] = {
    "document": _DOCUMENTS,
    "recipient": _RECIPIENTS,
    "sector": _SECTORS,
    "reason": _REASONS,
    "reasons": _REASONS,
    "ended_by": {
        "discharged": ("udskrivelse", "discharge"),
        "transferred": ("overflytning", "transfer"),
        "died": ("død", "death"),
        "left_against_advice": ("udskrivelse mod lægens råd", "discharge against advice"),
        "no_show": ("borgeren kom ikke", "the citizen did not come"),
    },
    "window": {
        "not_started": ("ikke begyndt", "not begun"),
        "running": ("løber", "running"),
        "expired": ("gået", "over"),
        "superseded": ("afbrudt", "interrupted"),
        "exempted": ("undtaget", "exempted"),
        "extended": ("forlænget", "extended"),
        "voided": ("annulleret", "cancelled"),
        "unknown": ("ikke afgjort", "not decided"),
    },
    "stay": {
        "inpatient": ("indlagt i en seng", "in a bed"),
        "planned": ("planlagt", "planned"),
        "acute_ambulatory": ("akut ambulant", "acute ambulatory"),
        "cancelled": ("annulleret", "cancelled"),
        "deceased": ("død", "died"),
        "discharged": ("udskrevet", "discharged"),
    },
    "group": {
        "strict": ("kommunen eller egen læge fortsætter straks", "the municipality or the GP continues at once"),
        "general": ("ingen skal handle straks", "nobody has to act at once"),
    },
    "rehabilitation": {"made": ("lavet", "made"), "not_needed": ("ikke nødvendig", "not needed")},
    "region": {
        "1081": ("Region Nordjylland", "Region Nordjylland"),
        "1082": ("Region Midtjylland", "Region Midtjylland"),
        "1083": ("Region Syddanmark", "Region Syddanmark"),
        "1084": ("Region Hovedstaden", "Region Hovedstaden"),
        "1085": ("Region Sjælland", "Region Sjælland"),
    },
    "acute_function": {
        "gp": ("egen læge", "the GP"),
        "out_of_hours": ("lægevagten", "the out-of-hours service"),
        "hospital": ("hospitalet", "the hospital"),
    },
    # A refusal that names what is missing.
    "missing": FACT_NAMES,
    "caller_role": {"other": ("en anden", "somebody else")},
    "read_how": {
        "answer": ("kommunens svar", "the municipality's answer"),
        "opened": ("kommunen åbnede forløbet", "the municipality opened the journey"),
        "shift": ("næste vagtskifte", "the next change of shift"),
    },
}
FACT_VALUES: Mapping[str, Text] = {
    "somatic": ("somatisk", "somatic"),
    "psychiatric": ("psykiatrisk", "psychiatric"),
    "unknown": ("ukendt", "unknown"),
    "municipality": ("kommunen", "the municipality"),
}
