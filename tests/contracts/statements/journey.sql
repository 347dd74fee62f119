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
SELECT journeys_journey.{38 columns}, EXISTS(
  SELECT %s AS a
  FROM journeys_journey U0
  WHERE (U0.merged_into_id IS NULL
      AND U0.status IN (%s, …)
      AND NOT U0.unconfirmed
      AND U0.citizen_id = (journeys_journey.citizen_id)
      AND NOT (U0.id = (journeys_journey.id)))
  LIMIT 1) AS lies_elsewhere, COALESCE((
    SELECT COUNT(W0.id) AS found
    FROM notifications_notification W0
    WHERE (W0.unit_id IN (%s, …)
        AND NOT EXISTS(
        SELECT %s AS a
        FROM notifications_notification U0
        WHERE (U0.telling = (W0.telling)
            AND U0.unit_id IN (%s, …)
            AND U0.id < (W0.id))
        LIMIT 1)
        AND W0.seen_at IS NULL
        AND NOT EXISTS(
        SELECT %s AS a
        FROM journeys_eventplacement V0
        INNER JOIN journeys_journeyevent V1 ON (V0.event_id = V1.id)
        WHERE (V1.uuid = (W0.telling)
            AND V0.voided
            AND (NOT EXISTS(
              SELECT %s AS a
              FROM journeys_eventplacement U0
              INNER JOIN journeys_journeyevent U1 ON (U0.event_id = U1.id)
              WHERE (U1.voids_ref = (V1.source_ref)
                  AND U1.voids_ref > %s
                  AND U0.journey_id = (V0.journey_id)
                  AND (U0.withdrawn
                    OR U1.released_at > %s)
                  AND NOT (U1.organisation_id IN (%s, …)
                    AND U1.organisation_id IS NOT NULL))
              LIMIT 1)
              OR EXISTS(
              SELECT %s AS a
              FROM journeys_eventplacement U0
              INNER JOIN journeys_journeyevent U1 ON (U0.event_id = U1.id)
              WHERE (U1.voids_ref = (V1.source_ref)
                  AND U1.voids_ref > %s
                  AND U0.journey_id = (V0.journey_id)
                  AND NOT ((U0.withdrawn
                      OR U1.released_at > %s)
                    AND NOT (U1.organisation_id IN (%s, …))))
              LIMIT 1)))
        LIMIT 1)
        AND W0.subject_ref = (journeys_journey.id))
    GROUP BY W0.subject_ref), %s) AS unread, (
  SELECT COUNT(*)
  FROM (
    SELECT W0.id AS pk
    FROM notifications_notification W0
    WHERE (W0.unit_id IN (%s, …)
        AND NOT EXISTS(
        SELECT %s AS a
        FROM notifications_notification U0
        WHERE (U0.telling = (W0.telling)
            AND U0.unit_id IN (%s, …)
            AND U0.id < (W0.id))
        LIMIT 1)
        AND W0.seen_at IS NULL
        AND NOT EXISTS(
        SELECT %s AS a
        FROM journeys_eventplacement V0
        INNER JOIN journeys_journeyevent V1 ON (V0.event_id = V1.id)
        WHERE (V1.uuid = (W0.telling)
            AND V0.voided
            AND (NOT EXISTS(
              SELECT %s AS a
              FROM journeys_eventplacement U0
              INNER JOIN journeys_journeyevent U1 ON (U0.event_id = U1.id)
              WHERE (U1.voids_ref = (V1.source_ref)
                  AND U1.voids_ref > %s
                  AND U0.journey_id = (V0.journey_id)
                  AND (U0.withdrawn
                    OR U1.released_at > %s)
                  AND NOT (U1.organisation_id IN (%s, …)
                    AND U1.organisation_id IS NOT NULL))
              LIMIT 1)
              OR EXISTS(
              SELECT %s AS a
              FROM journeys_eventplacement U0
              INNER JOIN journeys_journeyevent U1 ON (U0.event_id = U1.id)
              WHERE (U1.voids_ref = (V1.source_ref)
                  AND U1.voids_ref > %s
                  AND U0.journey_id = (V0.journey_id)
                  AND NOT ((U0.withdrawn
                      OR U1.released_at > %s)
                    AND NOT (U1.organisation_id IN (%s, …))))
              LIMIT 1)))
        LIMIT 1)
        AND EXISTS(
        SELECT %s AS a
        FROM journeys_journey V0
        WHERE (V0.merged_into_id IS NULL
            AND V0.id IN (
            SELECT U0.journey_id AS journey
            FROM journeys_journeyparty U0
            WHERE (U0.organisation_id IN (%s, …)
                AND (U0.shown_until IS NULL
                  OR U0.shown_until > %s)))
            AND (V0.municipal_services
              OR V0.unconfirmed)
            AND V0.id = (W0.subject_ref))
        LIMIT 1))
    LIMIT 100) AS counted) AS menu_unread, (
  SELECT JSONB_AGG(TO_JSONB(U0)) AS rows
  FROM journeys_task U0
  WHERE (U0.state = %s
      AND (U0.shown_from IS NULL
        OR U0.shown_from <= %s)
      AND U0.journey_id = (journeys_journey.id))
  GROUP BY U0.journey_id) AS task_rows, (
  SELECT JSONB_AGG(TO_JSONB(V0)) AS rows
  FROM documents_document V0
  INNER JOIN journeys_journey V3 ON (V0.journey_id = V3.id)
  WHERE (V0.begun_by_id IS NOT NULL
      AND V0.unit_id IN (%s, …)
      AND NOT EXISTS(
      SELECT %s AS a
      FROM documents_version U0
      INNER JOIN journeys_journeyevent U1 ON (U0.event_id = U1.id)
      INNER JOIN journeys_eventplacement U2 ON (U1.id = U2.event_id)
      WHERE (NOT U2.voided
          AND U0.document_id = (V0.id))
      LIMIT 1)
      AND (NOT ((
          SELECT U0.id AS pk
          FROM documents_version U0
          WHERE U0.document_id = (V0.id)
          LIMIT 1) IS NOT NULL)
        OR EXISTS(
        SELECT %s AS a
        FROM documents_draftfield U0
        WHERE U0.document_id = (V0.id)
        LIMIT 1))
      AND NOT (V0.file_changes = %s
        AND NOT (EXISTS(
          SELECT %s AS a
          FROM documents_draftfield U0
          WHERE (U0.document_id = (V0.id)
              AND U0.saved_by_id IS NOT NULL)
          LIMIT 1))
        AND NOT ((
          SELECT U0.id AS pk
          FROM documents_version U0
          WHERE U0.document_id = (V0.id)
          LIMIT 1) IS NOT NULL)
        AND NOT (EXISTS(
          SELECT %s AS a
          FROM documents_document U0
          WHERE (U0.thread = (V0.thread)
              AND NOT (U0.id = (V0.id)))
          LIMIT 1)))
      AND V0.journey_id IN (
      SELECT U0.id AS pk
      FROM journeys_journey U0
      WHERE (U0.id = (journeys_journey.id)
          OR U0.merged_into_id = (journeys_journey.id)))
      AND COALESCE(V3.merged_into_id, V0.journey_id) = (journeys_journey.id))
  GROUP BY COALESCE(V3.merged_into_id, V0.journey_id)) AS draft_rows, (
  SELECT JSONB_AGG(TO_JSONB(V0)) AS rows
  FROM documents_delivery V0
  WHERE ((V0.replaced_at IS NULL
        OR V0.replaced_at > %s)
      AND V0.receiver_id IN (%s, …)
      AND (NOT (V0.sender_id IN (%s, …))
        OR V0.receiver_id = %s)
      AND (NOT (V0.kind IN (%s, …))
        OR V0.receiver_id IN (%s, …))
      AND V0.answer = %s
      AND V0.error_at IS NULL
      AND V0.forwarded_at IS NULL
      AND V0.released_at <= %s
      AND NOT EXISTS(
      SELECT %s AS a
      FROM documents_opening U0
      WHERE U0.key = (V0.key)
      LIMIT 1)
      AND V0.journey_id = (journeys_journey.id))
  GROUP BY V0.journey_id) AS unopened_rows, (
  SELECT JSONB_AGG(TO_JSONB(U0)) AS rows
  FROM journeys_relative U0
  WHERE U0.citizen_id = (journeys_journey.citizen_id)
  GROUP BY U0.citizen_id) AS relative_rows, (
  SELECT JSONB_AGG(TO_JSONB(V0)) AS rows
  FROM journeys_journey V0
  WHERE (V0.merged_into_id IS NULL
      AND V0.id IN (
      SELECT U0.journey_id AS journey
      FROM journeys_journeyparty U0
      WHERE (U0.organisation_id IN (%s, …)
          AND (U0.shown_until IS NULL
            OR U0.shown_until > %s)))
      AND (V0.municipal_services
        OR V0.unconfirmed)
      AND V0.citizen_id = (journeys_journey.citizen_id))
  GROUP BY V0.citizen_id) AS stay_rows, journeys_citizen.{11 columns}, discharge_citizenresponsibility.citizen_id, discharge_citizenresponsibility.periods, discharge_citizenresponsibility.medication, organisations_organisation.{23 columns}, T6.{23 columns}, T7.{23 columns}, T8.{23 columns}, T9.{23 columns}, discharge_homecoming.{8 columns}
FROM journeys_journey
INNER JOIN journeys_citizen ON (journeys_journey.citizen_id = journeys_citizen.id)
LEFT OUTER JOIN discharge_citizenresponsibility ON (journeys_citizen.id = discharge_citizenresponsibility.citizen_id)
LEFT OUTER JOIN organisations_organisation ON (journeys_journey.hospital_id = organisations_organisation.id)
LEFT OUTER JOIN organisations_organisation T6 ON (journeys_journey.ward_id = T6.id)
LEFT OUTER JOIN organisations_organisation T7 ON (journeys_journey.municipality_id = T7.id)
LEFT OUTER JOIN organisations_organisation T8 ON (journeys_journey.gp_practice_id = T8.id)
LEFT OUTER JOIN organisations_organisation T9 ON (journeys_journey.physician_organisation_id = T9.id)
LEFT OUTER JOIN discharge_homecoming ON (journeys_journey.id = discharge_homecoming.journey_id)
WHERE (journeys_journey.merged_into_id IS NULL
    AND journeys_journey.id IN (
    SELECT U0.journey_id AS journey
    FROM journeys_journeyparty U0
    WHERE (U0.organisation_id IN (%s, …)
        AND (U0.shown_until IS NULL
          OR U0.shown_until > %s)))
    AND (journeys_journey.municipal_services
      OR journeys_journey.unconfirmed)
    AND journeys_journey.id = %s)
ORDER BY journeys_journey.id ASC
LIMIT 1;

-- 1 ×
SELECT journeys_journeyevent.{18 columns}, organisations_user.{14 columns}, organisations_membership.{6 columns}, organisations_organisation.{23 columns}
FROM journeys_journeyevent
LEFT OUTER JOIN organisations_user ON (journeys_journeyevent.actor_id = organisations_user.id)
LEFT OUTER JOIN organisations_membership ON (organisations_user.active_membership_id = organisations_membership.id)
LEFT OUTER JOIN organisations_organisation ON (journeys_journeyevent.organisation_id = organisations_organisation.id)
WHERE journeys_journeyevent.id IN ((
    SELECT U0.id AS pk
    FROM journeys_journeyevent U0
    INNER JOIN journeys_eventplacement U1 ON (U0.id = U1.event_id)
    WHERE U1.journey_id = %s)
  UNION (
    SELECT V0.id AS pk
    FROM journeys_journeyevent V0
    WHERE (V0.citizen_id IN (
        SELECT U0.id AS pk
        FROM journeys_citizen U0
        WHERE (U0.id = %s
            OR U0.joined_to_id = %s))
        AND V0.kind IN (%s, …))))
ORDER BY journeys_journeyevent.id ASC;

-- 1 ×
SELECT discharge_extendedresponsibility.{14 columns}
FROM discharge_extendedresponsibility
WHERE discharge_extendedresponsibility.journey_id IN (%s, …)
ORDER BY discharge_extendedresponsibility.discharged_at ASC, discharge_extendedresponsibility.key ASC;

-- 1 ×
SELECT journeys_readmark.{13 columns}, organisations_organisation.{23 columns}, organisations_user.{14 columns}, T5.{14 columns}
FROM journeys_readmark
INNER JOIN organisations_organisation ON (journeys_readmark.unit_id = organisations_organisation.id)
LEFT OUTER JOIN organisations_user ON (journeys_readmark.acknowledged_by_id = organisations_user.id)
LEFT OUTER JOIN organisations_user T5 ON (journeys_readmark.earlier_by_id = T5.id)
WHERE journeys_readmark.journey_id = %s;

-- 1 ×
SELECT organisations_organisation.{23 columns}, T2.{23 columns}
FROM organisations_organisation
LEFT OUTER JOIN organisations_organisation T2 ON (organisations_organisation.root_id = T2.id)
WHERE (organisations_organisation.id IN (%s, …)
    OR organisations_organisation.kind = %s)
ORDER BY organisations_organisation.name ASC;

-- 1 ×
INSERT INTO journeys_accesslog (at, user_uuid, user_name, unit_id, unit_name, role, action, purpose, reason, address, device, criterion, citizen_ids, journey_ids) VALUES (%s, …) RETURNING journeys_accesslog.id;

-- 1 ×
SELECT discharge_dischargeletter.{15 columns}, EXISTS(
  SELECT %s AS a
  FROM journeys_eventplacement U0
  INNER JOIN journeys_journeyevent U1 ON (U0.event_id = U1.id)
  WHERE (U1.kind IN (%s, …)
      AND U0.journey_id = %s
      AND U1.released_at > %s
      AND NOT U0.withdrawn
      AND NOT (U1.organisation_id IN (%s, …)
        AND U1.organisation_id IS NOT NULL))
  LIMIT 1) AS words_held, organisations_organisation.{23 columns}, T4.{23 columns}
FROM discharge_dischargeletter
INNER JOIN organisations_organisation ON (discharge_dischargeletter.owner_id = organisations_organisation.id)
LEFT OUTER JOIN organisations_organisation T4 ON (organisations_organisation.root_id = T4.id)
WHERE discharge_dischargeletter.journey_id = %s
ORDER BY discharge_dischargeletter.discharged_at ASC, discharge_dischargeletter.key ASC;

-- 1 ×
SELECT discharge_closeoutcondition.{9 columns}, organisations_organisation.{23 columns}
FROM discharge_closeoutcondition
LEFT OUTER JOIN organisations_organisation ON (discharge_closeoutcondition.owner_id = organisations_organisation.id)
WHERE discharge_closeoutcondition.journey_id = %s
ORDER BY discharge_closeoutcondition.place ASC;
