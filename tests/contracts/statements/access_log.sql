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
INSERT INTO journeys_accesslog (at, user_uuid, user_name, unit_id, unit_name, role, action, purpose, reason, address, device, criterion, citizen_ids, journey_ids) VALUES (%s, …) RETURNING journeys_accesslog.id;

-- 1 ×
SELECT journeys_accesslog.{15 columns}
FROM journeys_accesslog
ORDER BY journeys_accesslog.at DESC, journeys_accesslog.id DESC
LIMIT 51;

-- 1 ×
SELECT organisations_securityevent.{8 columns}
FROM organisations_securityevent
ORDER BY organisations_securityevent.at DESC, organisations_securityevent.id DESC
LIMIT 50;

-- 1 ×
SELECT organisations_user.{14 columns}, organisations_membership.{6 columns}, organisations_organisation.{23 columns}
FROM organisations_user
LEFT OUTER JOIN organisations_membership ON (organisations_user.active_membership_id = organisations_membership.id)
LEFT OUTER JOIN organisations_organisation ON (organisations_membership.unit_id = organisations_organisation.id)
WHERE organisations_user.uuid IN (%s, …);

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
