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
SELECT organisations_organisation.{23 columns}
FROM organisations_organisation
WHERE organisations_organisation.id = %s
LIMIT 21;

-- 1 ×
SELECT organisations_organisation.id AS pk, organisations_organisation.parent_id AS parent_id, organisations_organisation.kind AS kind, organisations_organisation.successor_id AS successor_id
FROM organisations_organisation
WHERE (organisations_organisation.root_id = %s
    OR organisations_organisation.id = %s
    OR organisations_organisation.successor_id = %s);

-- 1 ×
SELECT journeys_journey.{38 columns}, (
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
    LIMIT 100) AS counted) AS menu_unread, journeys_citizen.{11 columns}, organisations_organisation.{23 columns}, T6.{23 columns}, T7.{23 columns}
FROM journeys_journey
INNER JOIN discharge_journeyledger ON (journeys_journey.id = discharge_journeyledger.journey_id)
INNER JOIN journeys_citizen ON (journeys_journey.citizen_id = journeys_citizen.id)
LEFT OUTER JOIN organisations_organisation ON (journeys_journey.hospital_id = organisations_organisation.id)
LEFT OUTER JOIN organisations_organisation T6 ON (journeys_journey.ward_id = T6.id)
LEFT OUTER JOIN organisations_organisation T7 ON (journeys_journey.municipality_id = T7.id)
WHERE (journeys_journey.merged_into_id IS NULL
    AND discharge_journeyledger.first_on <= %s
    AND (discharge_journeyledger.last_on IS NULL
      OR discharge_journeyledger.last_on >= %s)
    AND EXISTS(
    SELECT %s AS a
    FROM discharge_ledgerpayer U0
    WHERE (U0.municipality_id = %s
        AND (U0.last_on IS NULL
          OR U0.last_on >= %s)
        AND U0.first_on <= %s
        AND NOT U0.former
        AND U0.journey_id = (journeys_journey.id)
        AND (U0.last_on IS NULL
          OR U0.last_on >= %s))
    LIMIT 1)
    AND journeys_journey.municipal_services);

-- 1 ×
INSERT INTO journeys_accesslog (at, user_uuid, user_name, unit_id, unit_name, role, action, purpose, reason, address, device, criterion, citizen_ids, journey_ids) VALUES (%s, …) RETURNING journeys_accesslog.id;

-- 1 ×
SELECT COUNT(*)
FROM (
  SELECT notifications_notification.id AS col1
  FROM notifications_notification
  WHERE (notifications_notification.unit_id IN (%s, …)
      AND NOT EXISTS(
      SELECT %s AS a
      FROM notifications_notification U0
      WHERE (U0.telling = (notifications_notification.telling)
          AND U0.unit_id IN (%s, …)
          AND U0.id < (notifications_notification.id))
      LIMIT 1)
      AND notifications_notification.seen_at IS NULL
      AND NOT EXISTS(
      SELECT %s AS a
      FROM journeys_eventplacement V0
      INNER JOIN journeys_journeyevent V1 ON (V0.event_id = V1.id)
      WHERE (V1.uuid = (notifications_notification.telling)
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
          AND V0.id = (notifications_notification.subject_ref))
      LIMIT 1))
  LIMIT 100) subquery;
