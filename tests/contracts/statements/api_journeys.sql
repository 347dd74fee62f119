-- 1 ×
SELECT django_session.session_key, django_session.session_data, django_session.expire_date
FROM django_session
WHERE (django_session.expire_date > %s
    AND django_session.session_key = %s)
LIMIT 21;

-- 1 ×
SELECT organisations_user.{14 columns}, organisations_membership.{6 columns}, organisations_organisation.{23 columns}
FROM organisations_user
LEFT OUTER JOIN organisations_membership ON (organisations_user.active_membership_id = organisations_membership.id)
LEFT OUTER JOIN organisations_organisation ON (organisations_membership.unit_id = organisations_organisation.id)
WHERE organisations_user.id = %s
LIMIT 21;

-- 1 ×
SELECT organisations_organisation.id AS pk, organisations_organisation.parent_id AS parent_id, organisations_organisation.kind AS kind, organisations_organisation.successor_id AS successor_id
FROM organisations_organisation
WHERE (organisations_organisation.root_id = %s
    OR organisations_organisation.id = %s
    OR organisations_organisation.successor_id = %s);

-- 1 ×
SELECT journeys_breakglassgrant.citizen_id AS citizen_id, journeys_citizen.joined_to_id AS citizen__joined_to_id
FROM journeys_breakglassgrant
INNER JOIN journeys_citizen ON (journeys_breakglassgrant.citizen_id = journeys_citizen.id)
WHERE (journeys_breakglassgrant.expires_at > %s
    AND journeys_breakglassgrant.user_id = %s)
ORDER BY journeys_breakglassgrant.granted_at DESC;

-- 1 ×
SELECT journeys_currentcontact.citizen_id AS citizen_id, journeys_citizen.joined_to_id AS citizen__joined_to_id
FROM journeys_currentcontact
INNER JOIN journeys_citizen ON (journeys_currentcontact.citizen_id = journeys_citizen.id)
WHERE (journeys_currentcontact.expires_at > %s
    AND journeys_currentcontact.user_id = %s)
ORDER BY journeys_currentcontact.stated_at DESC;

-- 1 ×
SELECT DISTINCT journeys_journeyparty.journey_id AS journey_id, journeys_journeyparty.last_event_at AS last_event_at
FROM journeys_journeyparty
WHERE (journeys_journeyparty.organisation_id IN (%s, …)
    AND (journeys_journeyparty.shown_until IS NULL
      OR journeys_journeyparty.shown_until > %s))
ORDER BY 2 DESC, 1 ASC
LIMIT 51;

-- 1 ×
SELECT journeys_journey.{38 columns}, journeys_citizen.{11 columns}, organisations_organisation.{23 columns}, T4.{23 columns}, T5.{23 columns}, T6.{23 columns}
FROM journeys_journey
INNER JOIN journeys_citizen ON (journeys_journey.citizen_id = journeys_citizen.id)
LEFT OUTER JOIN organisations_organisation ON (journeys_journey.hospital_id = organisations_organisation.id)
LEFT OUTER JOIN organisations_organisation T4 ON (journeys_journey.ward_id = T4.id)
LEFT OUTER JOIN organisations_organisation T5 ON (journeys_journey.municipality_id = T5.id)
LEFT OUTER JOIN organisations_organisation T6 ON (journeys_journey.gp_practice_id = T6.id)
WHERE journeys_journey.id IN (%s, …);

-- 1 ×
INSERT INTO journeys_accesslog (at, user_uuid, user_name, unit_id, unit_name, role, action, purpose, reason, address, device, criterion, citizen_ids, journey_ids) VALUES (%s, …) RETURNING journeys_accesslog.id;
