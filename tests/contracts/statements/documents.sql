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
SELECT medcom_letter.{12 columns}, medcom_inboundmessage.activity AS version, journeys_citizen.{11 columns}, T6.{23 columns}, organisations_organisation.{23 columns}, organisations_user.{14 columns}
FROM medcom_letter
INNER JOIN organisations_organisation ON (medcom_letter.receiver_id = organisations_organisation.id)
INNER JOIN medcom_inboundmessage ON (medcom_letter.message_id = medcom_inboundmessage.id)
LEFT OUTER JOIN journeys_citizen ON (medcom_letter.citizen_id = journeys_citizen.id)
INNER JOIN organisations_organisation T6 ON (medcom_letter.sender_id = T6.id)
LEFT OUTER JOIN organisations_user ON (medcom_letter.read_by_id = organisations_user.id)
WHERE (medcom_letter.event_id IS NULL
    AND medcom_letter.receiver_id IN (%s, …)
    AND medcom_letter.read_at IS NULL)
ORDER BY medcom_letter.sent_at ASC, medcom_letter.message_id ASC
LIMIT 101;

-- 1 ×
SELECT documents_delivery.{19 columns}, EXISTS(
  SELECT %s AS a
  FROM documents_version U0
  WHERE (U0.document_id = (documents_delivery.document)
      AND (U0.parts -> %s) = %s)
  LIMIT 1) AS urgent, journeys_journey.{38 columns}, journeys_citizen.{11 columns}, T4.{23 columns}, organisations_organisation.{23 columns}
FROM documents_delivery
INNER JOIN journeys_journey ON (documents_delivery.journey_id = journeys_journey.id)
INNER JOIN organisations_organisation ON (documents_delivery.receiver_id = organisations_organisation.id)
INNER JOIN organisations_organisation T4 ON (documents_delivery.sender_id = T4.id)
INNER JOIN journeys_citizen ON (journeys_journey.citizen_id = journeys_citizen.id)
WHERE (documents_delivery.journey_id IN (
    SELECT V0.id
    FROM journeys_journey V0
    WHERE (V0.merged_into_id IS NULL
        AND V0.id IN (
        SELECT U0.journey_id AS journey
        FROM journeys_journeyparty U0
        WHERE (U0.organisation_id IN (%s, …)
            AND (U0.shown_until IS NULL
              OR U0.shown_until > %s)))
        AND (V0.municipal_services
          OR V0.unconfirmed)))
    AND (documents_delivery.replaced_at IS NULL
      OR documents_delivery.replaced_at > %s)
    AND documents_delivery.receiver_id IN (%s, …)
    AND (NOT (documents_delivery.sender_id IN (%s, …))
      OR documents_delivery.receiver_id = %s)
    AND (NOT (documents_delivery.kind IN (%s, …))
      OR documents_delivery.receiver_id IN (%s, …))
    AND documents_delivery.answer = %s
    AND documents_delivery.error_at IS NULL
    AND documents_delivery.forwarded_at IS NULL
    AND documents_delivery.released_at <= %s)
ORDER BY documents_delivery.sent_at ASC, documents_delivery.key ASC
LIMIT 101;

-- 1 ×
SELECT documents_delivery.{19 columns}, EXISTS(
  SELECT %s AS a
  FROM documents_version U0
  WHERE (U0.document_id = (documents_delivery.document)
      AND (U0.parts -> %s) = %s)
  LIMIT 1) AS urgent, journeys_journey.{38 columns}, journeys_citizen.{11 columns}, organisations_organisation.{23 columns}, T5.{23 columns}
FROM documents_delivery
INNER JOIN journeys_journey ON (documents_delivery.journey_id = journeys_journey.id)
INNER JOIN organisations_organisation ON (documents_delivery.sender_id = organisations_organisation.id)
INNER JOIN journeys_citizen ON (journeys_journey.citizen_id = journeys_citizen.id)
INNER JOIN organisations_organisation T5 ON (documents_delivery.receiver_id = T5.id)
WHERE (documents_delivery.journey_id IN (
    SELECT V0.id
    FROM journeys_journey V0
    WHERE (V0.merged_into_id IS NULL
        AND V0.id IN (
        SELECT U0.journey_id AS journey
        FROM journeys_journeyparty U0
        WHERE (U0.organisation_id IN (%s, …)
            AND (U0.shown_until IS NULL
              OR U0.shown_until > %s)))
        AND (V0.municipal_services
          OR V0.unconfirmed)))
    AND documents_delivery.error_at IS NULL
    AND documents_delivery.followed_at IS NULL
    AND documents_delivery.sender_id IN (%s, …)
    AND NOT (documents_delivery.answer = %s)
    AND NOT (documents_delivery.answer IN (%s, …)))
ORDER BY documents_delivery.sent_at ASC, documents_delivery.key ASC
LIMIT 101;

-- 1 ×
SELECT documents_delivery.{19 columns}, EXISTS(
  SELECT %s AS a
  FROM documents_version U0
  WHERE (U0.document_id = (documents_delivery.document)
      AND (U0.parts -> %s) = %s)
  LIMIT 1) AS urgent, journeys_journey.{38 columns}, journeys_citizen.{11 columns}, T4.{23 columns}, organisations_organisation.{23 columns}
FROM documents_delivery
INNER JOIN journeys_journey ON (documents_delivery.journey_id = journeys_journey.id)
INNER JOIN organisations_organisation ON (documents_delivery.receiver_id = organisations_organisation.id)
INNER JOIN organisations_organisation T4 ON (documents_delivery.sender_id = T4.id)
INNER JOIN journeys_citizen ON (journeys_journey.citizen_id = journeys_citizen.id)
WHERE (documents_delivery.journey_id IN (
    SELECT V0.id
    FROM journeys_journey V0
    WHERE (V0.merged_into_id IS NULL
        AND V0.id IN (
        SELECT U0.journey_id AS journey
        FROM journeys_journeyparty U0
        WHERE (U0.organisation_id IN (%s, …)
            AND (U0.shown_until IS NULL
              OR U0.shown_until > %s)))
        AND (V0.municipal_services
          OR V0.unconfirmed)))
    AND (documents_delivery.replaced_at IS NULL
      OR documents_delivery.replaced_at > %s)
    AND documents_delivery.receiver_id IN (%s, …)
    AND (NOT (documents_delivery.sender_id IN (%s, …))
      OR documents_delivery.receiver_id = %s)
    AND (NOT (documents_delivery.kind IN (%s, …))
      OR documents_delivery.receiver_id IN (%s, …))
    AND documents_delivery.answer = %s
    AND documents_delivery.error_at IS NULL
    AND documents_delivery.forwarded_at IS NULL
    AND documents_delivery.released_at <= %s
    AND documents_delivery.key IN (
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
ORDER BY documents_delivery.sent_at ASC, documents_delivery.key ASC
LIMIT 100;

-- 1 ×
SELECT documents_sorting.delivery AS delivery
FROM documents_sorting
WHERE (NOT EXISTS(
    SELECT %s AS a
    FROM documents_sorting U0
    WHERE (U0.delivery = (documents_sorting.delivery)
        AND U0.number > (documents_sorting.number))
    LIMIT 1)
    AND NOT documents_sorting.done
    AND documents_sorting.unit_id IN (%s, …)
    AND documents_sorting.watch = %s)
ORDER BY 1 ASC;

-- 1 ×
SELECT medcom_letter.{12 columns}, medcom_inboundmessage.activity AS version, journeys_citizen.{11 columns}, T6.{23 columns}, organisations_organisation.{23 columns}, organisations_user.{14 columns}
FROM medcom_letter
INNER JOIN organisations_organisation ON (medcom_letter.receiver_id = organisations_organisation.id)
INNER JOIN medcom_inboundmessage ON (medcom_letter.message_id = medcom_inboundmessage.id)
LEFT OUTER JOIN journeys_citizen ON (medcom_letter.citizen_id = journeys_citizen.id)
INNER JOIN organisations_organisation T6 ON (medcom_letter.sender_id = T6.id)
LEFT OUTER JOIN organisations_user ON (medcom_letter.read_by_id = organisations_user.id)
WHERE (medcom_letter.event_id IS NULL
    AND medcom_letter.receiver_id IN (%s, …)
    AND medcom_letter.read_at >= %s)
ORDER BY medcom_letter.read_at DESC, medcom_letter.message_id ASC
LIMIT 100;

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
