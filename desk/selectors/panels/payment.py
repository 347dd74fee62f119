"""The panel of the payable days, for those who may see them (RULES 2c; UX §2 item 7)."""

from desk.selectors.asker import Asker
from desk.selectors.payers import may_read_ledger
from discharge.agreement.selectors import kept_story
from discharge.payment.rules.ledger_basis import has_ledger
from discharge.payment.selectors.ledger import LedgerView, ledger_of
from journeys.models import Journey


def ledger_panel(asker: Asker, journey: Journey) -> LedgerView | None:
    """None for those who may not see it, and where nobody was ever ready."""
    if not has_ledger(kept_story(journey)) or not may_read_ledger(asker, journey):
        return None
    view = ledger_of(journey, now=asker.now, house=asker.reader.house)
    return view if view.exists else None
