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
SELECT notifications_notification.{10 columns}, EXISTS(
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
  LIMIT 1) AS fallen, organisations_organisation.{23 columns}, organisations_user.{14 columns}
FROM notifications_notification
INNER JOIN organisations_organisation ON (notifications_notification.unit_id = organisations_organisation.id)
LEFT OUTER JOIN organisations_user ON (notifications_notification.seen_by_id = organisations_user.id)
WHERE (notifications_notification.unit_id IN (%s, …)
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
        AND V0.id = (notifications_notification.subject_ref))
    LIMIT 1))
ORDER BY notifications_notification.created_at DESC, notifications_notification.id DESC
LIMIT 31;

-- 1 ×
SELECT principles_learningcase.{12 columns}, journeys_journey.{38 columns}, journeys_citizen.{11 columns}
FROM principles_learningcase
INNER JOIN journeys_journey ON (principles_learningcase.journey_id = journeys_journey.id)
INNER JOIN journeys_citizen ON (journeys_journey.citizen_id = journeys_citizen.id)
WHERE (principles_learningcase.checked_at IS NULL
    AND principles_learningcase.journey_id IN (
    SELECT V0.id
    FROM journeys_journey V0
    WHERE (V0.merged_into_id IS NULL
        AND V0.id IN (
        SELECT U0.journey_id AS journey
        FROM journeys_journeyparty U0
        WHERE (U0.organisation_id IN (%s, …)
            AND (U0.shown_until IS NULL
              OR U0.shown_until > %s)))))
    AND principles_learningcase.objected_at IS NULL
    AND NOT (EXISTS(
      SELECT %s AS a
      FROM principles_nomination U1
      WHERE (U1.nominated_by_id = %s
          AND U1.case_id = (principles_learningcase.id))
      LIMIT 1)))
ORDER BY principles_learningcase.opened_at ASC, principles_learningcase.id ASC;

-- 1 ×
INSERT INTO journeys_accesslog (at, user_uuid, user_name, unit_id, unit_name, role, action, purpose, reason, address, device, criterion, citizen_ids, journey_ids) VALUES (%s, …) RETURNING journeys_accesslog.id;

-- 1 ×
SELECT principles_plantask.{11 columns}, principles_implementationplan.{7 columns}, organisations_cooperationarea.{7 columns}, T5.{23 columns}, T6.{23 columns}, organisations_organisation.{23 columns}, T7.{23 columns}
FROM principles_plantask
INNER JOIN organisations_organisation ON (principles_plantask.owner_id = organisations_organisation.id)
INNER JOIN principles_implementationplan ON (principles_plantask.plan_id = principles_implementationplan.id)
INNER JOIN organisations_cooperationarea ON (principles_implementationplan.area_id = organisations_cooperationarea.id)
LEFT OUTER JOIN organisations_organisation T5 ON (principles_implementationplan.unit_id = T5.id)
LEFT OUTER JOIN organisations_organisation T6 ON (T5.root_id = T6.id)
LEFT OUTER JOIN organisations_organisation T7 ON (organisations_organisation.root_id = T7.id)
WHERE (principles_plantask.owner_id IN (%s, …)
    AND principles_plantask.due_on < %s
    AND principles_plantask.status IN (%s, …))
ORDER BY principles_plantask.due_on ASC, principles_plantask.id ASC;

-- 1 ×
SELECT COUNT(*)
FROM (
  SELECT notifications_notification.id AS col1
  FROM notifications_notification
  WHERE (notifications_notification.unit_id IN (%s, …)
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
          AND V0.id = (notifications_notification.subject_ref))
      LIMIT 1))
  LIMIT 100) subquery;
