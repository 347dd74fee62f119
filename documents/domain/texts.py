"""What refusals about documents say: code → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

DOCUMENT_ACTS: Mapping[str, Text] = {
    "document.not_yours": (
        "Den slags brev skriver en anden part i forløbet.",
        "That kind of document is written by another party.",
    ),
    "document.gone": (
        "Dokumentet findes ikke i dette forløb.",
        "The document is not in this journey.",
    ),
    "document.missing": (
        "Udfyld det, der mangler, før du sender: {names}.",
        "Fill in what is missing before sending: {names}.",
    ),
    "document.no_receiver": ("Vælg, hvem det skal sendes til.", "Choose who it is to be sent to."),
    "document.receiver_unknown": (
        "En af modtagerne er ikke part i forløbet.",
        "One of the receivers takes no part in the journey.",
    ),
    "document.undecided": (
        "Det vides ikke, om den slags må sendes til {receiver}. Undersøg det, og sæt kryds ved, at du har afgjort det.",
        "It is not known whether that kind may be sent to {receiver}. Find out, then tick that you have decided.",
    ),
    "document.draft_changed": (
        "En kollega har skrevet i kladden, siden du åbnede siden. Læs den igennem, og send så.",
        "A colleague has written in the draft since you opened the page. Read it through, then send.",
    ),
    "document.nothing_new": (
        "Der er ikke skrevet noget nyt, siden den sidst blev sendt til de samme modtagere.",
        "Nothing new has been written since it was last sent to the same receivers.",
    ),
    "document.file_none": ("Vælg en fil.", "Choose a file."),
    "document.file_kind": (
        "Der kan ikke vedhæftes filer til den slags dokument.",
        "Files cannot be attached to that kind of document.",
    ),
    "document.file_content": (
        "Filens indhold er ikke det, som brevet siger, at det er. Den åbnes ikke.",
        "The content of the file is not what the letter says. It is not opened.",
    ),
    "document.file_empty": ("Filen er tom.", "The file is empty."),
    "document.file_type": (
        "Filen er ikke en PDF, PNG, JPEG eller GIF. Gem den som PDF, og vedhæft den igen.",
        "The file is not a PDF, PNG, JPEG or GIF. Save it as a PDF and attach it again.",
    ),
    "document.file_count": (
        "Der kan højst vedhæftes {most} filer. Fjern en først.",
        "At most {most} files can be attached. Remove one first.",
    ),
    "document.file_size": (
        "Filerne i et brev må tilsammen højst fylde {most} MB. Gem filen mindre, eller send den i et brev for sig.",
        "The files of a letter may take {most} MB together. Save it smaller, or send it in a letter of its own.",
    ),
    "document.by_message": (
        "Brevet kom fra et andet system, og svaret når ikke frem dér. Skriv et brev tilbage, eller ring.",
        "The letter came from another system, and the answer does not arrive there. Write a letter back, or telephone.",
    ),
    "document.version_gone": (
        "Den version er ikke sendt til jer, eller den er taget tilbage.",
        "That version was not sent to you, or it was taken back.",
    ),
    "document.answer_text": (
        "Skriv, hvad der mangler, eller hvilket nummer der skal ringes til.",
        "State what is missing, or which number to call.",
    ),
    "document.answered": ("I har allerede kvitteret for den version.", "You have acknowledged that version already."),
    "document.forward_unit": (
        "Vælg en enhed i jeres egen kommune.",
        "Choose a unit of your own municipality.",
    ),
    "document.no_plan": (
        "I har ikke sendt en koordinationsplan, som borgeren kan fortælles om.",
        "You have sent no coordination plan that the citizen can be told of.",
    ),
    "document.told_before": (
        "Planen var ikke sendt endnu på det tidspunkt.",
        "The plan had not been sent at that time.",
    ),
    "document.closed": (
        "Koordinationsplanen læses kun af dem, den er sendt til. Bed afsenderen om at sende den til flere.",
        "Only those to whom it was sent read a coordination plan. Ask whoever sent it to send it to more.",
    ),
    "document.forwarded": ("Den enhed har allerede fået den.", "That unit has got it already."),
    "document.in_error": (
        "Brevet er sendt til jer ved en fejl og må ikke bruges. Ring til afsenderen.",
        "The letter was sent to you in error and must not be used. Call the sender.",
    ),
    "document.error_receiver": (
        "Vælg, hvem der har fået det ved en fejl.",
        "Choose who got it in error.",
    ),
    "document.error_known": (
        "Det er allerede markeret som sendt ved en fejl.",
        "It is marked as sent in error already.",
    ),
    "document.no_such_answer": (
        "Det kan ikke svares på den slags brev.",
        "That is no answer to that kind of document.",
    ),
    "document.time_missing": ("Skriv dag og tid.", "State day and time."),
    "document.ready_later": (
        "Det er senere end den tid, der står. Vælg »Kan ikke nå det«, og foreslå tiden.",
        "That is later than the time that stands. Choose “Cannot make it” and propose the time.",
    ),
    "document.not_home": (
        "Borgeren har ikke været på hospitalet i dette forløb, eller er død.",
        "The citizen has not been in hospital in this journey, or is dead.",
    ),
    "document.value.characters": (
        "Der er tegn i teksten, som ikke kan gemmes.",
        "The text holds characters that cannot be saved.",
    ),
    "document.value.cpr": (
        "Skriv ikke CPR-numre i teksten. Brevet hører til borgeren i forvejen.",
        "Write no CPR numbers in the text. The letter belongs to the citizen already.",
    ),
    "document.value.length": ("Teksten er for lang.", "The text is too long."),
    "document.value.choice": ("Vælg en af mulighederne.", "Choose one of the options."),
    "document.value.form": ("Skriv en gyldig dato og tid.", "State a valid date and time."),
    "document.value.fixed": (
        "Det står på forløbet og rettes der, ikke i brevet.",
        "It stands on the journey and is corrected there, not in the letter.",
    ),
    "document.value.unknown_field": ("Feltet findes ikke i dokumentet.", "The document has no such field."),
    "sorting.changed": (
        "En kollega har sorteret brevet, siden du åbnede siden. Intet er gemt. Se, hvad der er valgt.",
        "A colleague has sorted the letter since you opened the page. Nothing is saved. See what was chosen.",
    ),
    "sorting.no_such_unit": ("Vælg en af jeres egne enheder.", "Choose one of your own units."),
    "sorting.rule_gone": ("Reglen findes ikke hos jer.", "You have no such rule."),
    "sorting.never_fits": (
        "Ingen breve kan passe: den slags har ikke det felt, reglen spørger efter.",
        "No document can fit: those kinds have no such field.",
    ),
    "sorting.rule_used": (
        "Reglen har sorteret breve og slettes ikke. Slå den fra.",
        "The rule has sorted documents and is not deleted. Switch it off.",
    ),
}
