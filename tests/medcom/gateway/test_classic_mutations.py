"""Broken classic letters, receipts and envelopes: no server error, each is kept and answered (issue 8).

CLASSIC_MUTATIONS says how many; a few by default.
"""

import os
import random

import pytest
from django.test import Client

from medcom.domain.reading import read
from medcom.domain.states import WAITING
from medcom.models import InboundMessage
from tests.domain.medcom.classic.samples import PLAN, ROOTS, classic, email
from tests.domain.medcom.stays import HOME_CARE, WARD
from tests.medcom.intake.classic.test_vans import receipt as of_network
from tests.medcom.intake.classic.test_vans import wrapped

pytestmark = pytest.mark.django_db
MANY = int(os.environ.get("CLASSIC_MUTATIONS", "60"))
_PIECES = (
    b"<",
    b">",
    b"&",
    b"&amp;",
    b"</Letter>",
    b"<Break/>",
    b"\x00",
    b"\xff",
    b"",
    b"0",
    b"<!--",
    b"]]>",
    b"\xc3\xa6",
)


def _receipt(kind: str, code: str) -> bytes:
    head = f"<Letter><Identifier>R1</Identifier><VersionCode>{code}</VersionCode></Letter>"
    parties = [f"<EANIdentifier>{unit.gln}</EANIdentifier>" for unit in (HOME_CARE, WARD)]
    about = (
        f"<OriginalEnvelopeIdentifier>E</OriginalEnvelopeIdentifier><OriginalSender>{parties[1]}</OriginalSender>"
        f"<OriginalLetter><OriginalLetterIdentifier>0123456789abcd</OriginalLetterIdentifier></OriginalLetter>"
    )
    told = f"{head}<Sender>{parties[0]}</Sender><Receiver>{parties[1]}</Receiver>"
    body = f"<{kind}>{told}<OriginalEmessage>{about}</OriginalEmessage></{kind}>"
    return f'<Emessage xmlns="x"><Envelope><Identifier>E1</Identifier></Envelope>{body}</Emessage>'.encode()


GOOD = (
    *(classic(version, PLAN) for version in ROOTS),
    email(),
    _receipt("PositiveReceipt", "XC0330Q"),
    _receipt("NegativeReceipt", "XC0230Q"),
    _receipt("NegativeVansReceipt", "XC0130Q"),
    wrapped(email()),
    of_network("NegativeVans", "a3bb189e-8bf9-3888-9912-ace4e6543002", "x") % b"5790001348120",
)


def mutated(seed: int) -> bytes:
    """One of the good ones, broken in one to four places."""
    rng = random.Random(seed)
    body = rng.choice(GOOD)
    for _ in range(rng.randint(1, 4)):
        at, far = rng.randrange(len(body)), rng.choice((0, 1, 8, 120))
        body = rng.choice(
            (
                body[:at] + rng.choice(_PIECES) + body[at + far :],
                body[:at] + body[at : at + far] * 3 + body[at + far :],
                body[: at + 60],
                body.replace(rng.choice((b"Identifier", b"Date", b"579000", b"2512489996")), rng.choice(_PIECES), 1),
            )
        )
    return body


def test_each_is_kept_and_answered(token: str, client: Client) -> None:
    client.raise_request_exception = True
    for seed in range(MANY):
        body = mutated(seed)
        response = client.post(
            "/api/v1/medcom/messages/",
            data=body,
            content_type="application/xml",
            headers={"Authorization": f"Bearer {token}"},
        )
        assert response.status_code in (200, 202, 400, 422), (seed, response.status_code, response.content[:200])
        message = InboundMessage.objects.order_by("-received_at", "-pk").defer("answer")[0]
        assert message.state_value not in WAITING, seed
        assert bytes(message.body) == body
        assert read(body).state is not None
    assert InboundMessage.objects.count() == MANY
