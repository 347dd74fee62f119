"""One round of mails as a worker runs it, to be killed in the middle: ``… mailer``."""

import django

django.setup()

from notifications.tasks import send_mails  # noqa: E402

if __name__ == "__main__":
    send_mails()
