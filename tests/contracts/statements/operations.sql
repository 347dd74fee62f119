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
SELECT COUNT(principles_cellmark.id) AS number, MIN(principles_cellmark.marked_at) AS oldest
FROM principles_cellmark;

-- 1 ×
SELECT journeys_deadline.due_at AS due_at
FROM journeys_deadline
WHERE (journeys_deadline.state = %s
    AND (journeys_deadline.not_before IS NULL
      OR journeys_deadline.not_before <= %s)
    AND journeys_deadline.due_at <= %s)
ORDER BY 1 ASC, journeys_deadline.id ASC
LIMIT 1;

-- 1 ×
SELECT medcom_inboundmessage.received_at AS received_at
FROM medcom_inboundmessage
WHERE medcom_inboundmessage.state IN (%s, …)
ORDER BY 1 ASC
LIMIT 1;

-- 1 ×
SELECT notifications_outboxmessage.next_attempt_at AS next_attempt_at
FROM notifications_outboxmessage
WHERE (notifications_outboxmessage.next_attempt_at <= %s
    AND notifications_outboxmessage.state = %s)
ORDER BY 1 ASC, notifications_outboxmessage.id ASC
LIMIT 1;

-- 1 ×
SELECT medcom_gateway.name AS name, medcom_gateway.last_message_at AS last_message_at
FROM medcom_gateway
WHERE medcom_gateway.active
ORDER BY 1 ASC;

-- 1 ×
SELECT %s AS a
FROM organisations_user
WHERE (organisations_user.fictitious
    AND organisations_user.is_active)
LIMIT 1;

-- 1 ×
SELECT %s AS a
FROM medcom_gateway
WHERE (medcom_gateway.demo
    AND medcom_gateway.active)
LIMIT 1;

-- 1 ×
SELECT medcom_gateway.name AS name
FROM medcom_gateway
WHERE (medcom_gateway.active
    AND medcom_gateway.all_senders)
ORDER BY 1 ASC;

-- 1 ×
SELECT notifications_mail.created_at AS created_at
FROM notifications_mail
WHERE (notifications_mail.next_attempt_at <= %s
    AND notifications_mail.state IN (%s, …))
ORDER BY 1 ASC
LIMIT 1;

-- 2 ×
SELECT COUNT(*) AS __count
FROM notifications_mail
WHERE notifications_mail.state = %s;

-- 1 ×
SELECT COUNT(notifications_outboxmessage.id) FILTER (WHERE notifications_outboxmessage.next_attempt_at <= %s) AS due, COUNT(notifications_outboxmessage.id) FILTER (WHERE notifications_outboxmessage.next_attempt_at > %s) AS held
FROM notifications_outboxmessage
WHERE notifications_outboxmessage.state = %s;

-- 1 ×
SELECT COUNT(*) AS __count
FROM notifications_outboxmessage
WHERE notifications_outboxmessage.state = %s;

-- 1 ×
SELECT COUNT(journeys_deadline.id) AS fired, MAX((journeys_deadline.fired_at - journeys_deadline.due_at)) AS longest_lag
FROM journeys_deadline
WHERE (journeys_deadline.fired_at > %s
    AND journeys_deadline.fired_at <= %s
    AND journeys_deadline.state = %s);

-- 1 ×
SELECT COUNT(*) AS __count
FROM journeys_deadline
WHERE journeys_deadline.state = %s;

-- 1 ×
SELECT COUNT(*) AS __count
FROM journeys_deadline
WHERE (journeys_deadline.state = %s
    AND (journeys_deadline.not_before IS NULL
      OR journeys_deadline.not_before <= %s)
    AND journeys_deadline.due_at <= %s);

-- 1 ×
SELECT COUNT(*) AS __count
FROM medcom_inboundmessage
WHERE medcom_inboundmessage.state IN (%s, …);

-- 1 ×
SELECT medcom_inboundmessage.event_code AS event_code, medcom_inboundmessage.state AS state, COUNT(medcom_inboundmessage.id) AS pk__count
FROM medcom_inboundmessage
WHERE (medcom_inboundmessage.received_at > %s
    AND medcom_inboundmessage.received_at <= %s)
GROUP BY 1, 2;

-- 1 ×
SELECT notifications_notification.{10 columns}
FROM notifications_notification
WHERE (notifications_notification.unit_id IN (%s, …)
    AND notifications_notification.created_at >= %s
    AND notifications_notification.kind IN (%s, …))
ORDER BY notifications_notification.created_at DESC, notifications_notification.id ASC
LIMIT 3;

-- 1 ×
SELECT COUNT(*) AS __count
FROM principles_surveytext;

-- 1 ×
SELECT COUNT(*) AS __count
FROM principles_changerequest
WHERE principles_changerequest.state = %s;
