"""How the figures are defined, numerator and denominator: key → (da, en)."""

from collections.abc import Mapping

from discharge.wording.texts import Text

DEFINITIONS: Mapping[str, Text] = {
    "K1": (
        "Tæller: de to bedste svar af fem. Nævner: alle, der svarede; borgere og pårørende, somatik og psykiatri hver "
        "for sig. Efter udskrivelsens måned, når ingen kan svare mere.",
        "Numerator: the two best answers of five. Denominator: everybody who answered; citizens and relatives, somatic "
        "and psychiatric apart. By month of discharge, when nobody can answer any more.",
    ),
    "K1.mean": (
        "Gennemsnit af dem, der valgte et trin fra 1 til 5, afrundet. Vises ikke, hvor det sammen med andelen ville "
        "vise, hvad få svarede.",
        "Mean of those who chose a step from 1 to 5, rounded. Not shown where it would tell with the share what a few "
        "answered.",
    ),
    "K1.rate": (
        "Tæller: dem, der svarede. Nævner: de koder, der blev delt ud.",
        "Numerator: those who answered. Denominator: the codes that were given out.",
    ),
    "K2": (
        "Som K1, om borgeren og de pårørende følte sig inddraget.",
        "As K1, of citizens and relatives feeling involved.",
    ),
    "K2.mean": ("Som K1's gennemsnit.", "As the mean of K1."),
    "K3": (
        "Tæller: udsagn om emnet. Nævner: alle udsagn i klyngens halvår, når de er læst og frigjort for navne; et "
        "udsagn kan handle om flere emner.",
        "Numerator: statements about the subject. Denominator: all statements of the cluster's half-year, once read "
        "and freed of names; one can be about several subjects.",
    ),
    "K18": (
        "Tæller: de to bedste svar af fem. Nævner: medarbejdere, der svarede; hver sektor for sig. Efter halvåret.",
        "Numerator: the two best answers of five. Denominator: staff who answered, each sector apart. By half-year.",
    ),
    "K18.mean": ("Som K1's gennemsnit.", "As the mean of K1."),
    "K19": (
        "Tæller: møder, hvor nogen har skrevet, hvem der kom. Nævner: møder, der skulle være holdt i måneden.",
        "Numerator: meetings of which somebody wrote who came. Denominator: meetings due in the month.",
    ),
    "K19.people": (
        "Deltagere i de holdte møder, hver sektor for sig.",
        "Participants of the meetings held, each sector apart.",
    ),
    "K19.score": (
        "Gennemsnit af mødernes karakterer fra 1 til 5; møder uden karakter tæller ikke med.",
        "Mean of the meetings' scores from 1 to 5; meetings without one are left out.",
    ),
    "K21": (
        "Hvor mange gange flowchartet blev åbnet i måneden, i hele femmere. Om et trin var til hjælp, står på "
        "flowchartets side.",
        "How often the flowchart was opened in the month, in whole fives. Whether a step helped stands on the "
        "flowchart's page.",
    ),
    "K22": (
        "Tæller: de to bedste svar af fem. Nævner: medarbejdere, der svarede. Hvert princip for sig, en gang om året.",
        "Numerator: the two best answers of five. Denominator: staff who answered. Each principle apart, once a year.",
    ),
    "K22.mean": ("Som K1's gennemsnit.", "As the mean of K1."),
    "K23": (
        "Tæller: ønsker, der er afgjort. Nævner: ønsker i måneden fra klyngens hospitaler, kommuner og praksis. Hele "
        "regionen har også dem fra borgere.",
        "Numerator: requests that were decided. Denominator: requests in the month of the cluster's hospitals, "
        "municipalities and practices. The whole region has those of citizens as well.",
    ),
    "K23.implemented": (
        "Tæller: ønsker, der står i aftalen nu. Nævner: som K23.",
        "Numerator: requests that stand in the agreement. Denominator: as K23.",
    ),
    "K24": (
        "Tæller: løsninger, som en anden klynge har taget op. Nævner: løsninger, som klyngen beskrev i måneden.",
        "Numerator: practices that another cluster took up. Denominator: practices that the cluster described in the "
        "month.",
    ),
    "K4": (
        "Tæller: ophold, hvor forventet dag, et foreslået tidspunkt, en plan, kommunens første svar eller et opkald "
        "fra kommunen til afsnittet kom senest 24 timer efter indlæggelsen. Opkald tæller, når de er skrevet ned; "
        "breve og indlæggelsesrapporten tæller ikke (rapporten er K11). Nævner: udskrevne i live efter mere end 24 "
        "timer, som kommunen skal hjælpe.",
        "Numerator: stays where an expected day, a proposed time, a plan, the municipality's first answer or a call "
        "from the municipality to the ward came within 24 hours of admission. Calls count where they are written down; "
        "letters and the report of admission do not (the report is K11). Denominator: discharged alive after more than "
        "24 hours, to be helped by the municipality.",
    ),
    "K5": (
        "Tæller: mindst én plejeforløbsplan sendt før udskrivelsen. Nævner: udskrevne i live efter mere end 24 "
        "timer i somatikken, hvor hospitalet skal sende en plan.",
        "Numerator: at least one care pathway plan sent before discharge. Denominator: discharged alive from somatic "
        "care after more than 24 hours where the hospital is to send a plan.",
    ),
    "K5.lead": (
        "Median af timer fra den første plan blev sendt, til borgeren tog hjem. Af de samme udskrivelser.",
        "Median of hours from the first plan being sent until the citizen went home. Of the same discharges.",
    ),
    "K6": (
        "Tæller: den aftalte tid blev ikke ændret i de 24 timer, efter at den sidste plan var sendt. Nævner: udskrevne "
        "i live, som der var sendt en plan for.",
        "Numerator: the agreed time was not changed within 24 hours of the last plan. Denominator: discharged alive "
        "with a plan.",
    ),
    "K6.versions": (
        "Gennemsnit af, hvor mange gange planen blev sendt igen, pr. udskrivelse med plan; den første plan tæller "
        "ikke.",
        "Mean number of times the plan was sent anew per discharge with a plan; the first one does not count.",
    ),
    "K7": (
        "Tæller: borgeren kom hjem samme dato, som lægen fandt borgeren færdigbehandlet, eller ventede slet ikke. "
        "Nævner: somatiske udskrivelser af borgere, som kommunen skal hjælpe. Udeladt: terminale, døde, flyttet til "
        "andet hospital, kun i akutmodtagelsen, færdigbehandlet efter udskrivelsen.",
        "Numerator: home on the date of being found ready, or no wait at all. Denominator: somatic discharges of "
        "citizens to be helped by the municipality. Left out: terminal, dead, moved to another hospital, emergency "
        "visits only, found ready after the discharge.",
    ),
    "K7.registered": (
        "Som K7, men kun blandt dem, der var registreret færdigbehandlet i en seng, da de tog hjem.",
        "As K7, but only among those registered as ready in a bed when they left.",
    ),
    "K8": (
        "Døgn, der tæller i betalingsopgørelsen, i den måned de faldt, efter årsag og sektor. En ventetid, der varer "
        "ved, tælles, når den slutter. Pr. 1.000 indbyggere kun, hvor en administrator har indlæst årets folketal; en "
        "klynges er dens medlemmers på hver dag.",
        "Days that count in the payment ledger, in the month they fell, by reason and sector. A wait that goes on is "
        "counted when it ends. Per 1,000 inhabitants only where an administrator has loaded the year's population; a "
        "cluster's is that of its members on each day.",
    ),
    "K8.region": (
        "Kroner, som regionen opkræver for døgnene i K8 uden for psykiatrien: summen af hvert døgns takst. Mangler "
        "taksten for et af døgnene, vises intet beløb. Vejledende, indtil årets officielle takst er indtastet.",
        "Kroner that the region charges for the days of K8 outside psychiatry: the sum of each day's tariff. Where one "
        "of the days has no tariff no amount is shown. Indicative until the year's official tariff is entered.",
    ),
    "K8.state": (
        "Som regionens opkrævning, men det, staten opkræver oveni: brutto, før det kommer tilbage til kommunerne.",
        "As the region's charge, but what the state charges on top: gross, before it goes back to the municipalities.",
    ),
    "K8.psychiatric": (
        "Som regionens opkrævning, men for døgnene i psykiatrien, der har sine egne takster.",
        "As the region's charge, but for the days in psychiatry, which has tariffs of its own.",
    ),
    "K8.psychiatric_state": (
        "Som statens opkrævning, men for døgnene i psykiatrien, der har sine egne takster.",
        "As the state's charge, but for the days in psychiatry, which has tariffs of its own.",
    ),
    "K8.agreed": (
        "Tæller: hospital og kommune havde aftalt en dag efter den, hvor borgeren blev færdigbehandlet. Nævner: som "
        "K7, men kun dem, der kom hjem en senere dag.",
        "Numerator: hospital and municipality had agreed on a day after the one of being ready. Denominator: as K7, "
        "but only those who came home on a later day.",
    ),
    "K9": (
        "Tæller: ventetider, der sluttede, fordi behandlingen blev genoptaget. Nævner: alle ventetider, efter "
        "måneden de begyndte.",
        "Numerator: waits that ended because treatment was resumed. Denominator: all waits, by the month they began.",
    ),
    "K10": (
        "Tæller: epikriser sendt inden fristen med positiv kvittering. Nævner: udskrevne i live med egen læge, hvis "
        "frist er nået.",
        "Numerator: discharge letters sent by the deadline with a positive receipt. Denominator: discharged alive "
        "with a GP, whose deadline has passed.",
    ),
    "K10.strict": (
        "Som K10, når kommunen eller egen læge behandler videre med det samme: samme dag før kl. 12, ellers næste "
        "hverdag.",
        "As K10 where municipality or GP treats at once: same day before 12 o'clock, otherwise the next weekday.",
    ),
    "K11": (
        "Tæller: indlæggelsesrapporter sendt senest 24 timer efter indlæggelsen. Nævner: indlæggelser af borgere, som "
        "ældreområdet kender, hvor kommunen blev bedt om rapporten.",
        "Numerator: reports of admission sent within 24 hours. Denominator: admissions of citizens known to elder "
        "care where the municipality was asked.",
    ),
    "K13": (
        "Tæller: udskrivelser, hvor 72-timersansvaret begyndte. Nævner: udskrivelser, som de kendte oplysninger ikke "
        "udelukker; mangler en oplysning, begynder det ikke.",
        "Numerator: discharges where the 72-hour responsibility opened. Denominator: discharges that the known facts "
        "do not exclude; while a fact is missing it does not open.",
    ),
    "K13.calls": (
        "Opkald til afsnittet fra dem, der må ringe til det, pr. 100 72-timersansvar.",
        "Calls to the ward by those who may call it, per 100 72-hour responsibilities.",
    ),
    "K13.answered": (
        "Tæller: opkald, som afsnittet besvarede. Nævner: alle opkald i 72-timersansvaret; resten blev vist videre, "
        "fordi de ikke må ringe til afsnittet.",
        "Numerator: calls that the ward answered. Denominator: all calls in the 72 hours; the others were pointed "
        "elsewhere, for they may not call the ward.",
    ),
    "K13.wrong": (
        "Opkald fra dem, der ikke må ringe til afsnittet, pr. 100 72-timersansvar.",
        "Calls of those who may not call the ward, per 100 72-hour responsibilities.",
    ),
    "K13.exempted": (
        "Andel af 72-timersansvar, som afsnittet afsluttede før tid.",
        "Share of 72-hour responsibilities that the ward ended early.",
    ),
    "K13.extended": (
        "Andel af 72-timersansvar, som hospitalet forlængede.",
        "Share of 72-hour responsibilities that the hospital extended.",
    ),
    "K14": (
        "Tæller: akut indlagt igen i mindst 12 timer, mere end 4 timer og højst 30 dage efter. Nævner: somatiske "
        "ophold på mindst 12 timer; tælles, når de 30 dage er gået.",
        "Numerator: acutely admitted again for at least 12 hours, more than 4 hours and at most 30 days later. "
        "Denominator: somatic stays of at least 12 hours; counted when the 30 days have passed.",
    ),
    "K14.window": (
        "Som K14, men kun efter udskrivelser, hvor 72-timersansvaret begyndte.",
        "As K14, but only after discharges where the 72-hour responsibility opened.",
    ),
    "K14.contingency": (
        "Som K14, men kun hvor den sidste plejeforløbsplan før udskrivelsen sagde, hvad der gøres, hvis de samme "
        "symptomer kommer igen. Planer, hvor det ikke vides, tælles i ingen af de to linjer.",
        "As K14, but only where the last care pathway plan before the discharge said what to do if the same symptoms "
        "return. Plans of which that is not known are counted in neither of the two lines.",
    ),
    "K14.no_contingency": (
        "Som K14, men kun hvor den sidste plejeforløbsplan ikke sagde det, eller der ingen plan var.",
        "As K14, but only where the last care pathway plan did not say so, or there was no plan.",
    ),
    "K14.psychiatric": (
        "Som K14, men efter ophold i psykiatrien; genindlæggelsen er også dér.",
        "As K14, but after stays in psychiatry, and admitted there again.",
    ),
    "K16": (
        "Tæller: alle seks punkter, der afslutter et forløb, er opfyldt senest 72 timer efter udskrivelsen. Nævner: "
        "udskrevne i live, når de 72 timer er gået.",
        "Numerator: all six conditions that end a journey met within 72 hours of discharge. Denominator: discharged "
        "alive, when the 72 hours have passed.",
    ),
    "K17": (
        "Tæller: FMK meldt ajourført senest ved udskrivelsen. Nævner: udskrevne i live.",
        "Numerator: medication record said to be up to date by discharge. Denominator: discharged alive.",
    ),
    "K20": (
        "Tæller: hospital og kommune havde begge sagt ja til en tid før udskrivelsen. Nævner: udskrevne i live, som "
        "kommunen skal hjælpe.",
        "Numerator: hospital and municipality had both agreed to a time before discharge. Denominator: discharged "
        "alive, to be helped by the municipality.",
    ),
    "K20.hours": (
        "Median af arbejdstimer på hverdage, fra kommunen havde læst det første forslag, til den aftalte hjemkomst. "
        "Læsningen regnes fra kommunens svar, ellers fra næste vagtskifte.",
        "Median of working hours on weekdays from the municipality having read the first proposal to the agreed "
        "home-coming. Reading counts from its answer, else from the next change of shift.",
    ),
    "K20.notice": (
        "Median af timer, fra begge parter havde sagt ja til en tid, til borgeren tog hjem. Af de aftalte "
        "udskrivelser.",
        "Median of hours from both sides having agreed to a time until the citizen went home. Of agreed discharges.",
    ),
    "K20.weekend": (
        "Andel af aftalte udskrivelser, der faldt på en lørdag, søndag eller helligdag.",
        "Share of agreed discharges that fell on a Saturday, Sunday or public holiday.",
    ),
    "K25": (
        "Tæller: opgaver, der blev gjort i tide. Nævner: opgaver i klyngens og medlemmernes planer med frist i "
        "måneden, hvert spor for sig. Droppede opgaver tælles ikke, heller ikke dem, hvis frist var gået, da planen "
        "blev oprettet.",
        "Numerator: tasks done in time. Denominator: tasks of the plans of the cluster and its members that were due "
        "in the month, each track apart. Dropped ones are not counted, nor those whose day was over when the plan was "
        "begun.",
    ),
    "K26": (
        "Tæller: en navngiven patientansvarlig læge senest 24 timer efter indlæggelsen. Nævner: udskrevne i live "
        "efter mere end 24 timer.",
        "Numerator: a named responsible doctor within 24 hours of admission. Denominator: discharged alive after "
        "more than 24 hours.",
    ),
    "K28": (
        "Tæller: ventetider uden angivet årsag. Nævner: alle ventetider, efter måneden de begyndte.",
        "Numerator: waits without a stated reason. Denominator: all waits, by the month they began.",
    ),
    "K28.order": (
        "Tæller: forløb, hvor hændelserne ikke passer sammen. Nævner: udskrevne i live.",
        "Numerator: journeys with events in an order that cannot be. Denominator: discharged alive.",
    ),
    "K28.receipt": (
        "Tæller: sendte epikriser, som ingen har kvitteret for. Nævner: sendte epikriser, som K10.",
        "Numerator: discharge letters sent that nobody has acknowledged. Denominator: letters sent, as K10.",
    ),
}
# The follow-up's questions in short (001-104).
