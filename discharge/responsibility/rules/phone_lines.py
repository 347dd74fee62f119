"""Which of a party's numbers answers the question at hand, in each row of RULES 2d."""

from discharge.responsibility.rules.parties import PartyKind, ResponsibilityState
from organisations.domain.phones import PhonePurpose

P, S, T = PartyKind, ResponsibilityState, PhonePurpose

# RULES 2d S6, S6u: inquiries under the extended responsibility; S9: the hospital answers day and night.
_OF_HOSPITAL = {
    S.WARD_ANSWERS: T.EXTENDED_RESPONSIBILITY,
    S.UNDECIDED: T.EXTENDED_RESPONSIBILITY,
    S.ACUTE_FUNCTION_HOSPITAL: T.DUTY,
}
# Whoever reads is a professional: general practice has a line of their own for them (001-93).
_OF_OTHERS = {
    P.GP: T.GP_DIRECT,
    P.REFERRING_DOCTOR: T.GP_DIRECT,
    P.ACUTE_FUNCTION: T.ACUTE_FUNCTION,
    P.MUNICIPALITY: T.VISITATION,
}


def purpose_of(party: PartyKind, state: ResponsibilityState) -> PhonePurpose:
    """What one rings this party about while `state` holds."""
    if party in (P.HOSPITAL, P.HOSPITAL_PHYSICIAN):
        return _OF_HOSPITAL.get(state, T.INQUIRIES)
    return _OF_OTHERS.get(party, T.INQUIRIES)
