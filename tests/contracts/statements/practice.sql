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
SELECT COUNT(journeys_journey.id) AS chip_0, COUNT(journeys_journey.id) FILTER (WHERE (journeys_journey.status IN (%s, …)
      AND journeys_journey.id IN (
      SELECT U0.journey_id AS journey
      FROM discharge_extendedresponsibility U0
      WHERE (U0.could_end_at > %s
          AND U0.discharged_at <= %s
          AND NOT U0.voided
          AND U0.eligible))
      AND NOT (EXISTS(
        SELECT %s AS a
        FROM journeys_journey U0
        WHERE (U0.merged_into_id IS NULL
            AND U0.status IN (%s, …)
            AND NOT U0.unconfirmed
            AND U0.citizen_id = (journeys_journey.citizen_id))
        LIMIT 1)))) AS chip_1, COUNT(journeys_journey.id) FILTER (WHERE (journeys_journey.status IN (%s, …)
      AND journeys_journey.id IN (
      SELECT U0.journey_id AS journey
      FROM discharge_extendedresponsibility U0
      WHERE (U0.could_end_at > %s
          AND U0.discharged_at <= %s
          AND NOT U0.voided
          AND U0.eligible
          AND U0.could_end_at <= %s))
      AND NOT (EXISTS(
        SELECT %s AS a
        FROM journeys_journey U0
        WHERE (U0.merged_into_id IS NULL
            AND U0.status IN (%s, …)
            AND NOT U0.unconfirmed
            AND U0.citizen_id = (journeys_journey.citizen_id))
        LIMIT 1)))) AS chip_2, COUNT(journeys_journey.id) FILTER (WHERE (journeys_journey.status IN (%s, …)
      AND journeys_journey.id IN (
      SELECT U0.journey_id AS journey
      FROM discharge_extendedresponsibility U0
      WHERE (U0.could_end_at > %s
          AND U0.discharged_at <= %s
          AND NOT U0.voided
          AND U0.eligible IS NULL))
      AND NOT (EXISTS(
        SELECT %s AS a
        FROM journeys_journey U0
        WHERE (U0.merged_into_id IS NULL
            AND U0.status IN (%s, …)
            AND NOT U0.unconfirmed
            AND U0.citizen_id = (journeys_journey.citizen_id))
        LIMIT 1)))) AS chip_3, COUNT(journeys_journey.id) FILTER (WHERE (journeys_journey.status IN (%s, …)
      AND NOT journeys_journey.unconfirmed)) AS chip_4, COUNT(journeys_journey.id) FILTER (WHERE (journeys_journey.status IN (%s, …)
      AND journeys_journey.discharged_at > %s)) AS chip_5, (
  SELECT COUNT(*)
  FROM (
    SELECT W0.id AS pk
    FROM notifications_notification W0
    WHERE (W0.unit_id IN (%s, …)
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
            AND V0.id = (W0.subject_ref))
        LIMIT 1))
    LIMIT 100) AS counted) AS unread, (
  SELECT COUNT(*)
  FROM (
    SELECT W0.key AS pk
    FROM documents_delivery W0
    WHERE (W0.journey_id IN (
        SELECT V0.id
        FROM journeys_journey V0
        WHERE (V0.merged_into_id IS NULL
            AND V0.id IN (
            SELECT U0.journey_id AS journey
            FROM journeys_journeyparty U0
            WHERE (U0.organisation_id IN (%s, …)
                AND (U0.shown_until IS NULL
                  OR U0.shown_until > %s)))))
        AND (W0.replaced_at IS NULL
          OR W0.replaced_at > %s)
        AND W0.receiver_id IN (%s, …)
        AND (NOT (W0.sender_id IN (%s, …))
          OR W0.receiver_id = %s)
        AND (NOT (W0.kind IN (%s, …))
          OR W0.receiver_id IN (%s, …))
        AND W0.answer = %s
        AND W0.error_at IS NULL
        AND W0.forwarded_at IS NULL
        AND W0.released_at <= %s)
    LIMIT 100) AS counted) AS letters_in, (
  SELECT COUNT(*)
  FROM (
    SELECT W0.key AS pk
    FROM documents_delivery W0
    WHERE (W0.journey_id IN (
        SELECT V0.id
        FROM journeys_journey V0
        WHERE (V0.merged_into_id IS NULL
            AND V0.id IN (
            SELECT U0.journey_id AS journey
            FROM journeys_journeyparty U0
            WHERE (U0.organisation_id IN (%s, …)
                AND (U0.shown_until IS NULL
                  OR U0.shown_until > %s)))))
        AND W0.error_at IS NULL
        AND W0.followed_at IS NULL
        AND W0.sender_id IN (%s, …)
        AND NOT (W0.answer = %s)
        AND NOT (W0.answer IN (%s, …)))
    LIMIT 100) AS counted) AS letters_out, (
  SELECT COUNT(*)
  FROM (
    SELECT W0.key AS pk
    FROM documents_delivery W0
    WHERE (W0.journey_id IN (
        SELECT V0.id
        FROM journeys_journey V0
        WHERE (V0.merged_into_id IS NULL
            AND V0.id IN (
            SELECT U0.journey_id AS journey
            FROM journeys_journeyparty U0
            WHERE (U0.organisation_id IN (%s, …)
                AND (U0.shown_until IS NULL
                  OR U0.shown_until > %s)))))
        AND (W0.replaced_at IS NULL
          OR W0.replaced_at > %s)
        AND W0.receiver_id IN (%s, …)
        AND (NOT (W0.sender_id IN (%s, …))
          OR W0.receiver_id = %s)
        AND (NOT (W0.kind IN (%s, …))
          OR W0.receiver_id IN (%s, …))
        AND W0.answer = %s
        AND W0.error_at IS NULL
        AND W0.forwarded_at IS NULL
        AND W0.released_at <= %s
        AND W0.key IN (
        SELECT V0.delivery AS delivery
        FROM documents_sorting V0
        WHERE (NOT EXISTS(
            SELECT %s AS a
            FROM documents_sorting U0
            WHERE (U0.delivery = (V0.delivery)
                AND U0.number > (V0.number))
            LIMIT 1)
            AND NOT V0.done
            AND V0.work = %s)))
    LIMIT 100) AS counted) AS letters_unsorted
FROM journeys_journey
WHERE (journeys_journey.merged_into_id IS NULL
    AND journeys_journey.id IN (
    SELECT U0.journey_id AS journey
    FROM journeys_journeyparty U0
    WHERE (U0.organisation_id IN (%s, …)
        AND (U0.shown_until IS NULL
          OR U0.shown_until > %s)
        AND (U0.active_until IS NULL
          OR U0.active_until >= %s)))
    AND ((journeys_journey.status IN (%s, …)
        AND NOT journeys_journey.unconfirmed)
      OR journeys_journey.status = %s
      OR (journeys_journey.status IN (%s, …)
        AND journeys_journey.discharged_at > %s)
      OR (journeys_journey.status IN (%s, …)
        AND journeys_journey.id IN (
        SELECT U0.journey_id AS journey
        FROM discharge_extendedresponsibility U0
        WHERE (U0.could_end_at > %s
            AND U0.discharged_at <= %s
            AND NOT U0.voided
            AND U0.eligible))
        AND NOT (EXISTS(
          SELECT %s AS a
          FROM journeys_journey U0
          WHERE (U0.merged_into_id IS NULL
              AND U0.status IN (%s, …)
              AND NOT U0.unconfirmed
              AND U0.citizen_id = (journeys_journey.citizen_id))
          LIMIT 1)))
      OR (journeys_journey.cancelled_at >= %s
        AND journeys_journey.status = %s)
      OR (journeys_journey.deceased_at >= %s
        AND journeys_journey.status = %s)));

-- 1 ×
SELECT journeys_journey.{38 columns}, COALESCE((
    SELECT COUNT(U0.id) AS found
    FROM journeys_task U0
    WHERE (U0.state = %s
        AND (U0.shown_from IS NULL
          OR U0.shown_from <= %s)
        AND U0.owner_id IN (%s, …)
        AND U0.journey_id = (journeys_journey.id))
    GROUP BY U0.journey_id), %s) AS open_tasks, (
  SELECT U0.kind AS kind
  FROM journeys_task U0
  WHERE (U0.state = %s
      AND (U0.shown_from IS NULL
        OR U0.shown_from <= %s)
      AND U0.owner_id IN (%s, …)
      AND U0.journey_id = (journeys_journey.id))
  ORDER BY U0.due_at ASC NULLS LAST, U0.opened_at ASC, 1 ASC
  LIMIT 1) AS task_kind, (
  SELECT U0.due_at AS due_at
  FROM journeys_task U0
  WHERE (U0.state = %s
      AND (U0.shown_from IS NULL
        OR U0.shown_from <= %s)
      AND U0.owner_id IN (%s, …)
      AND U0.journey_id = (journeys_journey.id))
  ORDER BY 1 ASC NULLS LAST, U0.opened_at ASC, U0.kind ASC
  LIMIT 1) AS task_due_at, (
  SELECT U0.ready_at AS ready_at
  FROM discharge_readyperiod U0
  WHERE (U0.ended_at IS NULL
      AND U0.journey_id = (journeys_journey.id))
  ORDER BY 1 ASC, U0.ref ASC
  LIMIT 1) AS ready_since, COALESCE((
    SELECT U0.seen_sequence AS seen_sequence
    FROM journeys_readmark U0
    WHERE (U0.journey_id = (journeys_journey.id)
        AND U0.unit_id = %s)
    LIMIT 1), %s) AS seen_sequence, COALESCE((
    SELECT U0.acknowledged_sequence AS acknowledged_sequence
    FROM journeys_readmark U0
    WHERE (U0.journey_id = (journeys_journey.id)
        AND U0.unit_id = %s)
    LIMIT 1), %s) AS acknowledged_sequence, COALESCE((
    SELECT MAX(U0.seen_sequence) AS highest
    FROM journeys_readmark U0
    INNER JOIN organisations_organisation U1 ON (U0.unit_id = U1.id)
    WHERE ((U0.unit_id = (journeys_journey.municipality_id)
          OR U1.root_id = (journeys_journey.municipality_id))
        AND U0.journey_id = (journeys_journey.id))
    GROUP BY U0.journey_id), %s) AS municipality_seen, COALESCE((
    SELECT MAX(CASE
        WHEN (U0.acknowledgement_released_at > %s
          AND NOT (U0.unit_id IN (%s, …))) THEN U0.earlier_sequence
        ELSE U0.acknowledged_sequence END) AS highest
    FROM journeys_readmark U0
    INNER JOIN organisations_organisation U1 ON (U0.unit_id = U1.id)
    WHERE ((U0.unit_id = (journeys_journey.municipality_id)
          OR U1.root_id = (journeys_journey.municipality_id))
        AND U0.journey_id = (journeys_journey.id))
    GROUP BY U0.journey_id), %s) AS municipality_acknowledged, COALESCE((
    SELECT MAX(V0.event_id) AS highest
    FROM journeys_eventplacement V0
    INNER JOIN journeys_journeyevent V1 ON (V0.event_id = V1.id)
    LEFT OUTER JOIN organisations_organisation V3 ON (V1.organisation_id = V3.id)
    WHERE (V1.kind IN (%s, …)
        AND V0.journey_id = (journeys_journey.id)
        AND V0.circle = %s
        AND V1.released_at <= %s
        AND NOT V0.withdrawn
        AND (NOT V0.voided
          OR EXISTS(
          SELECT %s AS a
          FROM journeys_eventplacement U0
          INNER JOIN journeys_journeyevent U1 ON (U0.event_id = U1.id)
          WHERE (U1.voids_ref = (V1.source_ref)
              AND U1.voids_ref > %s
              AND (U0.withdrawn
                OR U1.released_at > %s))
          LIMIT 1))
        AND (V1.source = %s
          OR NOT ((V1.organisation_id = (journeys_journey.municipality_id)
              AND V1.organisation_id IS NOT NULL)
            OR (V3.root_id = (journeys_journey.municipality_id)
              AND V3.root_id IS NOT NULL))))
    GROUP BY V0.journey_id), %s) AS to_acknowledge, COALESCE((
    SELECT COUNT(W0.id) AS found
    FROM notifications_notification W0
    WHERE (W0.unit_id IN (%s, …)
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
    GROUP BY W0.subject_ref), %s) AS unread, EXISTS(
  SELECT %s AS a
  FROM journeys_eventplacement U0
  INNER JOIN journeys_journeyevent U1 ON (U0.event_id = U1.id)
  WHERE (U0.event_id > (COALESCE((
          SELECT U0.seen_sequence AS seen_sequence
          FROM journeys_readmark U0
          WHERE (U0.journey_id = (journeys_journey.id)
              AND U0.unit_id = %s)
          LIMIT 1), %s))
      AND U0.journey_id = (journeys_journey.id)
      AND (U1.organisation_id IN (%s, …)
        OR (U1.released_at <= %s
          AND NOT U0.withdrawn))
      AND (U0.circle = %s
        OR U0.circle::text LIKE %s)
      AND NOT (U1.organisation_id = %s
        AND U1.organisation_id IS NOT NULL
        AND NOT (U1.source = %s)))
  LIMIT 1) AS unseen, COALESCE((
    SELECT COUNT(U0.key) AS found
    FROM documents_delivery U0
    WHERE ((U0.replaced_at IS NULL
          OR U0.replaced_at > %s)
        AND U0.receiver_id IN (%s, …)
        AND (NOT (U0.sender_id IN (%s, …))
          OR U0.receiver_id = %s)
        AND (NOT (U0.kind IN (%s, …))
          OR U0.receiver_id IN (%s, …))
        AND U0.answer = %s
        AND U0.error_at IS NULL
        AND U0.forwarded_at IS NULL
        AND U0.released_at <= %s
        AND U0.journey_id = (journeys_journey.id))
    GROUP BY U0.journey_id), %s) AS letters, COALESCE((
    SELECT COUNT(V0.key) AS found
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
        AND V0.journey_id = (journeys_journey.id)
        AND NOT EXISTS(
        SELECT %s AS a
        FROM documents_opening U0
        WHERE U0.key = (V0.key)
        LIMIT 1))
    GROUP BY V0.journey_id), %s) AS unopened_letters, EXISTS(
  SELECT %s AS a
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
      AND V0.journey_id = (journeys_journey.id)
      AND EXISTS(
      SELECT %s AS a
      FROM documents_version U0
      WHERE (U0.document_id = (V0.document)
          AND (U0.parts -> %s) = %s)
      LIMIT 1))
  LIMIT 1) AS urgent_letter, (
  SELECT JSONB_BUILD_OBJECT((%s)::text, U2.kind, (%s)::text, U2.recorded_at, (%s)::text, U2.voids_ref) AS told
  FROM journeys_eventplacement U0
  INNER JOIN journeys_journeyevent U2 ON (U0.event_id = U2.id)
  WHERE (U0.journey_id = (journeys_journey.id)
      AND (U2.organisation_id IN (%s, …)
        OR (U2.released_at <= %s
          AND NOT U0.withdrawn))
      AND (U0.circle = %s
        OR U0.circle::text LIKE %s)
      AND NOT (U2.organisation_id = %s
        AND U2.organisation_id IS NOT NULL
        AND NOT (U2.source = %s))
      AND NOT (U2.kind = %s))
  ORDER BY U0.event_id DESC
  LIMIT 1) AS newest, CASE
  WHEN (journeys_journey.status IN (%s, …)
    AND journeys_journey.id IN (
    SELECT U0.journey_id AS journey
    FROM discharge_extendedresponsibility U0
    WHERE (U0.could_end_at > %s
        AND U0.discharged_at <= %s
        AND NOT U0.voided
        AND U0.eligible))
    AND NOT (EXISTS(
      SELECT %s AS a
      FROM journeys_journey U0
      WHERE (U0.merged_into_id IS NULL
          AND U0.status IN (%s, …)
          AND NOT U0.unconfirmed
          AND U0.citizen_id = (journeys_journey.citizen_id))
      LIMIT 1))) THEN %s
  WHEN (journeys_journey.status IN (%s, …)
    AND journeys_journey.id IN (
    SELECT U0.journey_id AS journey
    FROM discharge_extendedresponsibility U0
    WHERE (U0.could_end_at > %s
        AND U0.discharged_at <= %s
        AND NOT U0.voided
        AND U0.eligible IS NULL))
    AND NOT (EXISTS(
      SELECT %s AS a
      FROM journeys_journey U0
      WHERE (U0.merged_into_id IS NULL
          AND U0.status IN (%s, …)
          AND NOT U0.unconfirmed
          AND U0.citizen_id = (journeys_journey.citizen_id))
      LIMIT 1))) THEN %s
  WHEN (journeys_journey.status IN (%s, …)
    AND NOT journeys_journey.unconfirmed) THEN %s
  WHEN journeys_journey.status = %s THEN %s
  WHEN journeys_journey.status IN (%s, …) THEN %s
  ELSE %s END AS rank, journeys_citizen.{11 columns}, T4.{23 columns}, T5.{23 columns}, organisations_organisation.{23 columns}, T6.{23 columns}, discharge_homecoming.{8 columns}
FROM journeys_journey
LEFT OUTER JOIN organisations_organisation ON (journeys_journey.municipality_id = organisations_organisation.id)
INNER JOIN journeys_citizen ON (journeys_journey.citizen_id = journeys_citizen.id)
LEFT OUTER JOIN organisations_organisation T4 ON (journeys_journey.hospital_id = T4.id)
LEFT OUTER JOIN organisations_organisation T5 ON (journeys_journey.ward_id = T5.id)
LEFT OUTER JOIN organisations_organisation T6 ON (journeys_journey.gp_practice_id = T6.id)
LEFT OUTER JOIN discharge_homecoming ON (journeys_journey.id = discharge_homecoming.journey_id)
WHERE journeys_journey.id = ANY(ARRAY(
    SELECT V0.id AS pk
    FROM journeys_journey V0
    INNER JOIN journeys_citizen V2 ON (V0.citizen_id = V2.id)
    WHERE (V0.merged_into_id IS NULL
        AND V0.id IN (
        SELECT U0.journey_id AS journey
        FROM journeys_journeyparty U0
        WHERE (U0.organisation_id IN (%s, …)
            AND (U0.shown_until IS NULL
              OR U0.shown_until > %s)
            AND (U0.active_until IS NULL
              OR U0.active_until >= %s)))
        AND ((V0.status IN (%s, …)
            AND NOT V0.unconfirmed)
          OR V0.status = %s
          OR (V0.status IN (%s, …)
            AND V0.discharged_at > %s)
          OR (V0.status IN (%s, …)
            AND V0.id IN (
            SELECT U0.journey_id AS journey
            FROM discharge_extendedresponsibility U0
            WHERE (U0.could_end_at > %s
                AND U0.discharged_at <= %s
                AND NOT U0.voided
                AND U0.eligible))
            AND NOT (EXISTS(
              SELECT %s AS a
              FROM journeys_journey U0
              WHERE (U0.merged_into_id IS NULL
                  AND U0.status IN (%s, …)
                  AND NOT U0.unconfirmed
                  AND U0.citizen_id = (V0.citizen_id))
              LIMIT 1)))
          OR (V0.cancelled_at >= %s
            AND V0.status = %s)
          OR (V0.deceased_at >= %s
            AND V0.status = %s)))
    ORDER BY CASE
      WHEN (V0.status IN (%s, …)
        AND V0.id IN (
        SELECT U0.journey_id AS journey
        FROM discharge_extendedresponsibility U0
        WHERE (U0.could_end_at > %s
            AND U0.discharged_at <= %s
            AND NOT U0.voided
            AND U0.eligible))
        AND NOT (EXISTS(
          SELECT %s AS a
          FROM journeys_journey U0
          WHERE (U0.merged_into_id IS NULL
              AND U0.status IN (%s, …)
              AND NOT U0.unconfirmed
              AND U0.citizen_id = (V0.citizen_id))
          LIMIT 1))) THEN %s
      WHEN (V0.status IN (%s, …)
        AND V0.id IN (
        SELECT U0.journey_id AS journey
        FROM discharge_extendedresponsibility U0
        WHERE (U0.could_end_at > %s
            AND U0.discharged_at <= %s
            AND NOT U0.voided
            AND U0.eligible IS NULL))
        AND NOT (EXISTS(
          SELECT %s AS a
          FROM journeys_journey U0
          WHERE (U0.merged_into_id IS NULL
              AND U0.status IN (%s, …)
              AND NOT U0.unconfirmed
              AND U0.citizen_id = (V0.citizen_id))
          LIMIT 1))) THEN %s
      WHEN (V0.status IN (%s, …)
        AND NOT V0.unconfirmed) THEN %s
      WHEN (V0.status = %s) THEN %s
      WHEN (V0.status IN (%s, …)) THEN %s
      ELSE %s END ASC, V0.discharged_at ASC NULLS LAST, V2.search_name ASC, 1 ASC
    LIMIT 50))
ORDER BY 54 ASC, journeys_journey.discharged_at ASC NULLS LAST, journeys_citizen.search_name ASC, journeys_journey.id ASC;

-- 1 ×
SELECT discharge_citizenresponsibility.citizen_id, discharge_citizenresponsibility.periods, discharge_citizenresponsibility.medication
FROM discharge_citizenresponsibility
WHERE discharge_citizenresponsibility.citizen_id IN (%s, …);

-- 1 ×
SELECT organisations_organisation.{23 columns}, T2.{23 columns}
FROM organisations_organisation
LEFT OUTER JOIN organisations_organisation T2 ON (organisations_organisation.root_id = T2.id)
WHERE (organisations_organisation.id IN (%s, …)
    OR organisations_organisation.kind = %s)
ORDER BY organisations_organisation.name ASC;

-- 1 ×
INSERT INTO journeys_accesslog (at, user_uuid, user_name, unit_id, unit_name, role, action, purpose, reason, address, device, criterion, citizen_ids, journey_ids) VALUES (%s, …) RETURNING journeys_accesslog.id;
