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
SELECT medcom_inboundmessage.{26 columns}, medcom_gateway.{9 columns}
FROM medcom_inboundmessage
LEFT OUTER JOIN medcom_gateway ON (medcom_inboundmessage.gateway_id = medcom_gateway.id)
ORDER BY medcom_inboundmessage.received_at DESC, medcom_inboundmessage.id DESC
LIMIT 51;

-- 1 ×
INSERT INTO journeys_accesslog (at, user_uuid, user_name, unit_id, unit_name, role, action, purpose, reason, address, device, criterion, citizen_ids, journey_ids) VALUES (%s, …) RETURNING journeys_accesslog.id;

-- 1 ×
SELECT medcom_gateway.name AS name
FROM medcom_gateway
WHERE (medcom_gateway.active
    AND medcom_gateway.all_senders)
ORDER BY 1 ASC;

-- 1 ×
SELECT medcom_inboundmessage.state AS state, COUNT(medcom_inboundmessage.id) AS pk__count
FROM medcom_inboundmessage
GROUP BY 1;

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
FROM notifications_mail
WHERE notifications_mail.state = %s;

-- 1 ×
SELECT COUNT(*) AS __count
FROM principles_surveytext;

-- 1 ×
SELECT COUNT(*) AS __count
FROM principles_changerequest
WHERE principles_changerequest.state = %s;

-- 1 ×
SELECT medcom_gateway.{9 columns}
FROM medcom_gateway
ORDER BY medcom_gateway.name ASC;
