"""Why something cannot be done with a plan, in Danish and English."""

from collections.abc import Mapping

PLAN_REFUSALS: Mapping[str, tuple[str, str]] = {
    "plan.not_your_cluster": (
        "Planen hører til en anden klynge. I kan læse den, men ikke ændre den.",
        "The plan belongs to another cluster. You can read it but not change it.",
    ),
    "plan.no_cluster": (
        "Jeres enhed er ikke sekretariat for en klynge, så der er ingen plan at begynde.",
        "Your unit is not the secretariat of a cluster, so there is no plan to begin.",
    ),
    "plan.archived_template": (
        "Udkastet gemmes til sammenligning. Begynd fra den vedtagne plan.",
        "The draft is kept for comparison. Begin from the plan that was decided.",
    ),
    "plan.begun_already": (
        "Der er allerede en plan med den begyndelse. Åbn den, eller vælg en anden måned.",
        "There is a plan with that start already. Open it, or choose another month.",
    ),
    "plan.not_a_member": (
        "Enheden er ikke med i klyngen i den måned.",
        "The unit is not a member of the cluster in that month.",
    ),
    "plan.cycle_through": (
        "Alle fire trin er skrevet. Begynd et nyt forløb.",
        "All four steps are written. Begin a new cycle.",
    ),
    "plan.stage_taken": (
        "En kollega har skrevet det trin, siden du åbnede siden. Intet er gemt.",
        "A colleague has written that step since you opened the page. Nothing is saved.",
    ),
    "plan.step_before": (
        "Trinnet kan ikke ligge før det forrige.",
        "The step cannot come before the one before it.",
    ),
    "plan.days_in_order": (
        "Opgaven kan ikke slutte, før den begynder.",
        "The task cannot end before it begins.",
    ),
    "plan.done_without_day": (
        "Skriv, hvilken dag opgaven blev gjort.",
        "Write on what day the task was done.",
    ),
    "plan.day_without_done": (
        "Der står en dag, men ikke, at det er gjort. Vælg »Gjort« under »Hvor langt«, eller slet dagen.",
        "There is a day, but it is not said to be done. Choose »Done« under »How far«, or delete the day.",
    ),
    "plan.status_before": (
        "Planen fandtes ikke i den måned. Vælg en senere måned.",
        "The plan did not exist in that month. Choose a later month.",
    ),
    "plan.meeting_before": (
        "Læringsseminar og opsamling ser tilbage på planen og holdes ikke, før den begynder. Ret dagen, eller vælg en "
        "anden slags møde.",
        "A learning seminar and a wrap-up look back on the plan and are not held before it starts. Correct the day, or "
        "choose another kind of meeting.",
    ),
    "plan.empty_status": (
        "Svar på mindst ét spørgsmål.",
        "Answer at least one question.",
    ),
    "plan.body_twice": (
        "Instansen står der allerede. Åbn den, og skriv udfaldet der.",
        "The body stands there already. Open it and write the outcome there.",
    ),
    "plan.outcome_and_day": (
        "Skriv både udfaldet og den dag, det blev afgjort, eller ingen af delene.",
        "Write both the outcome and the day on which it was decided, or neither.",
    ),
    "plan.decided_ahead": (
        "Dagen ligger ude i fremtiden. Skriv den under 'På dagsordenen', til det er afgjort.",
        "The day lies ahead. Write it under 'On the agenda' until it is decided.",
    ),
    "plan.body_before": (
        "En instans før denne har ikke godkendt endnu. Skriv dens udfald først.",
        "A body before this one has not approved yet. Write its outcome first.",
    ),
    "plan.before_body_before": (
        "Dagen ligger før den dag, instansen før afgjorde det.",
        "The day comes before the day on which the body before decided.",
    ),
    "plan.body_after": (
        "En instans efter denne har allerede svaret. Ret dens udfald først.",
        "A body after this one has answered already. Change its outcome first.",
    ),
    "plan.after_body_after": (
        "Dagen ligger efter den dag, instansen efter afgjorde det.",
        "The day comes after the day on which the body after decided.",
    ),
    "plan.outcome_without_words": (
        "Skriv, hvad der er ændret, eller hvorfor den er sendt tilbage.",
        "Write what was changed, or why it was sent back.",
    ),
}
