"""The names under which people file what belongs to an advert, in all languages that lintjob reads.

A reader does not know the language yet: the names of all of them are one table. Case, blanks,
punctuation and marks on letters do not matter.
"""

from __future__ import annotations

#: The names of each field, the best first.
NAMES = {
    'title': (
        'title, job title, position, role, roles, job, job name, headline, vacancy, position title,'
        ' working title, name, classification title, stelle, titel, stellentitel, jobtitel, poste, titre,'
        ' intitule, puesto, functie, functietitel, intitule du poste, puesto de trabajo, cargo, vaga, funcao,'
        ' posizione, ruolo, vacature, titolo, mansione, qualifica, vacaturetitel, stellenbezeichnung,'
        ' berufsbezeichnung, titulo, titulo del puesto, titulo da vaga'
    ),
    'company': (
        'company, company name, employer, organisation, organization, hiring organization, hiring organisation,'
        ' hiring company, agency, startup, unternehmen, firma, arbeitgeber, entreprise, employeur, empresa,'
        ' bedrijf, werkgever, societe, empleador, azienda, datore di lavoro, empregador, organisatie, societa,'
        ' ente, opdrachtgever'
    ),
    'location': (
        'location, locations, job location, job locations, place, work location, place of work, office location,'
        ' headquarters, duty station, standort, arbeitsort, einsatzort, ort, dienstort, lieu, localisation,'
        ' lieu de travail, ubicacion, lugar, locatie, standplaats, lieu du poste, lugar de trabajo,'
        ' centro de trabajo, localizacion, local, local de trabalho, localizacao, sede, sede di lavoro,'
        ' luogo di lavoro, plaats, werklocatie, werkplek, luogo, localita, zona, vestiging, regio werk,'
        ' plaats van tewerkstelling, lieu travail, arbeitsorte, standorte'
    ),
    'city': ('city, town, city name, address locality, stadt, ville, ciudad, stad, cidade, citta, comune'),
    'region': (
        'region, state, province, county, address region, bundesland, provincia, estado, regione, provincie, regio'
    ),
    'country': ('country, address country, land, pays, pais, paese'),
    'posted': (
        'date posted, posted, posted on, posted date, posted at, publication date, publish date, published at,'
        ' date published, published on, publication, opening date, published, pub date, date, created, created at,'
        ' veroffentlicht, veroffentlicht am, date de publication, publie le, fecha de publicacion, publicado,'
        ' publicada, data de publicacao, pubblicato, data di pubblicazione, geplaatst, geplaatst op,'
        ' publicatiedatum, pubblicato il, data pubblicazione, plaatsingsdatum, veroeffentlicht, veroeffentlicht am'
    ),
    'closes': (
        'closing date, closes, closes on, closing, application deadline, deadline, apply by, applications close,'
        ' valid through, expires, expires on, expires at, expiry, expiry date, expiration date, end date,'
        ' application end date, closing date for applications, last date, last date to apply,'
        ' application closing date, bewerbungsfrist, bewerbungsschluss, date limite, fecha limite, sluitingsdatum,'
        ' date limite de candidature, fecha de cierre, plazo, data limite, prazo, scadenza, data di scadenza,'
        ' solliciteren voor, scadenza candidature, termine candidature, reageren tot, solliciteren tot,'
        ' uiterste datum'
    ),
    'salary': (
        'salary, salary range, pay, pay range, compensation, compensation range, base salary, base pay, wage,'
        ' wages, remuneration, rate, day rate, daily rate, hourly rate, pay rate, hourly wage, annual salary,'
        ' starting salary, hiring range, starting pay, salary details, stipend, salary info, estimated salary,'
        ' salary package, package, ctc, gehalt, vergutung, entgelt, gehaltsspanne, salaire, remuneracion, salario,'
        ' sueldo, salaris, jahresgehalt, monatsgehalt, stundenlohn, lohn, verdienst, bezahlung,'
        ' remuneration brute, salaire brut, fourchette de salaire, tjm, retribucion, rango salarial,'
        ' banda salarial, salario bruto, salario bruto anual, remuneracao, faixa salarial, bolsa, bolsa auxilio,'
        ' ordenado, vencimento, retribuzione, stipendio, ral, compenso, loon, brutoloon, uurloon,'
        ' salarisindicatie, beloning, trattamento economico, retribuzione annua lorda, offerta economica,'
        ' maandsalaris, bruto maandsalaris, uurtarief, tarief, verloning, verguetung'
    ),
    'salary_minimum': (
        'salary min, min salary, salary minimum, minimum salary, salary from, salary low, pay min, compensation min,'
        ' gehalt von, gehalt ab, mindestgehalt, salaire min, salaire minimum, salario minimo, salaire de'
    ),
    'salary_maximum': (
        'salary max, max salary, salary maximum, maximum salary, salary to, salary high, pay max, compensation max,'
        ' gehalt bis, hochstgehalt, salaire max, salaire maximum, salario massimo, salario maximo, salaire a'
    ),
    'salary_currency': ('salary currency, currency, pay currency, currency code, wahrung, devise'),
    'salary_period': (
        'salary period, pay period, salary unit, salary type, salary frequency, salary interval, pay frequency, per'
    ),
    'workplace': (
        'workplace, workplace type, work mode, work type, work model, work arrangement, work place type,'
        ' working model, job location type, location type, remote type, remote policy, remote status, work style,'
        ' telework, telework eligible, working arrangement, work setting, on site, hybrid, arbeitsmodell,'
        ' home office, homeoffice, teletravail, teletrabajo, arbeitsweise, mode de travail, modalidad,'
        ' modalidad de trabajo, modalidade, modelo de trabalho, modelo de trabajo, regime de trabalho,'
        ' modalita di lavoro, smart working, werkvorm, thuiswerken, modalita'
    ),
    'remote': (
        'remote, is remote, remote friendly, remote ok, remote allowed, remote possible, remote work, telecommute, wfh'
    ),
    'employment_type': (
        'employment type, employment, job type, contract type, type of employment, type of contract, contract,'
        ' position type, appointment type, employment status, commitment, type, schedule type, anstellungsart,'
        ' beschaftigungsart, vertragsart, type de contrat, tipo de contrato, dienstverband, arbeitszeit, jornada,'
        ' tipo de contratacion, tipo de contratacao, regime de contratacao, tipo di contratto, contratto,'
        ' contractvorm, tipologia contrattuale, contrattotype, soort dienstverband'
    ),
    'level': (
        'level, job level, seniority, seniority level, grade, pay grade, salary grade, experience level,'
        ' career level, job grade, band, pay band, salary band, pay scale, pay scale & grade, karrierestufe,'
        ' niveau, nivel, categoria profesional, grupo profesional, livello, inquadramento, functieniveau,'
        ' functieschaal, seniorita, schaal, salarisschaal'
    ),
    'experience': (
        'experience, years of experience, experience required, required experience, min experience,'
        ' berufserfahrung, experiencia, esperienza, ervaring, werkervaring'
    ),
    'language': ('language, lang, locale, in language, sprache, langue, idioma, lingua, taal'),
    'apply': (
        'apply, apply url, application url, apply link, application link, how to apply, url, link, job url,'
        ' direct apply url, external url, apply at, apply here, bewerbungslink'
    ),
    'summary': (
        'description, job description, summary, excerpt, abstract, lead, intro, introduction, teaser, overview,'
        ' subtitle, beschreibung, stellenbeschreibung, zusammenfassung, description du poste, descripcion,'
        ' descripcion del puesto, descricao, descricao da vaga, descrizione, omschrijving, functieomschrijving,'
        ' sintesi'
    ),
}

#: Names of prose that is part of the advert though it stands beside the text: seen, but no field.
PROSE = (
    'responsibilities, requirements, qualifications, eligibility criteria, eligibility, benefits, perks, duties,'
    ' tasks, key responsibilities, about, about us, about the role, about the company, company description,'
    ' what you will do, nice to have, working days, working hours, work hours, hours, schedule, shift, job timing,'
    ' timing, start date, duration, travel, notes, preferred qualifications, minimum qualifications,'
    ' what we offer, offer, details, content, body, text, aufgaben, profil, anforderungen, wir bieten, missions,'
    ' avantages, responsabilita, requisiti, cosa offriamo, orario, orari, durata, taken, functie-eisen, eisen,'
    ' wat bieden wij, uren, uren per week, requisitos, responsabilidades, beneficios, ofrecemos, competences,'
    ' profil recherche, was wir bieten, company profile, job requirements, job responsibilities, job benefits,'
    ' job qualifications'
)

#: More names of fields: keys of data, which nobody would write before a colon in a text.
KEYS = {
    'title': (
        'job_title, full title, titre du poste, posting title, display title, posting name, external posting name,'
        ' job opening name, opening name, job heading'
    ),
    'company': (
        'company title, employer name, organization name, company display name, brand, brand name, client, subcompany,'
        ' account name, nom entreprise, firmenname, hiring organization name, partner name'
    ),
    'location': (
        'job geo, candidate required location, full location, formatted location, location name, locations text,'
        ' location text, primary location, all locations, location display, job location text, location string,'
        ' location str, location restrictions, geo name'
    ),
    'city': 'locality, job city, location city, geo city',
    'region': 'job state, location region, state name',
    'country': 'country name, country code, job country, location country, ctry, geo country',
    'posted': (
        'publication_date, first published, first published at, listed at, posting date, created on,'
        ' created date, open date,'
        ' published date, release date, released date, date created, posted time, listed time, date opened, list date,'
        ' job posted at, job posted at datetime utc, publication start date, posted datetime, original open date,'
        ' date creation, aktuelle veroeffentlichungsdatum, veroeffentlichungsdatum'
    ),
    'closes': (
        'close at, closes at, close date, closing at, close on, valid until, expiration, expire date, date closed,'
        ' deadline date, unposting date, application close date, job offer expiration datetime utc,'
        ' application close date, deadline at, application deadline at'
    ),
    'salary': (
        'salary text, salary string, salary summary, compensation summary, salary description, salary raw, pay text,'
        ' compensation text, salary label, salary formatted, pay summary, salary display, salary estimate, job salary'
    ),
    'salary_minimum': (
        'min amount, minimum amount, annual salary min, salary min value, min compensation, min pay, pay from,'
        ' salary minimum'
        ' value, salary from amount, compensation minimum, min wage, salary range min, range min, job min salary, base salary min'
    ),
    'salary_maximum': (
        'max amount, maximum amount, annual salary max, salary max value, max compensation, max pay, pay to,'
        ' salary maximum'
        ' value, salary to amount, compensation maximum, max wage, salary range max, range max, job max salary, base salary max'
    ),
    'salary_currency': 'compensation currency, currency type, salary currency code, job salary currency',
    'salary_period': (
        'interval, salary time unit, pay interval, compensation interval, compensation period, salary per, pay unit,'
        ' rate type, salary unit text, job salary period, job salary unit, compensation frequency'
    ),
    'workplace': (
        'workplace types, remote types, work location type, workplace model, arrangement, is hybrid, is on site'
    ),
    'remote': (
        'telecommuting, job is remote, has remote, remote option, allows remote, fully remote,'
        ' work from home, remote job'
    ),
    'employment_type': (
        'job types, employment types, contract types, jobtype, employment form, time type, worker type,'
        ' contract nature, job employment type, contract time, formatted work type, work schedule,'
        ' position schedule, employment status label, arbeitszeitmodelle, type contrat libelle, type contrat'
    ),
    'apply': (
        'hosted url, absolute url, job link, careers url, landing page, redirect url, job apply link, posting url,'
        ' canonical url, permalink, guid'
    ),
}

#: Names of the text of an advert. Behind them may stand what it is written in: ``description_html``, ``content_text``.
TEXTS = (
    'description, job description, full description, content, body, text, job text, posting text, advert text, ad text,'
    ' vacancy text, job content, job details, details, encoded, advert, contents, job ad text, job ad, posting,'
    ' responsibilities and requirements,'
    ' beschreibung, stellenbeschreibung, description du poste, descripcion, descripcion del puesto, descricao,'
    ' descricao da vaga, descrizione, omschrijving, functieomschrijving, vacaturetekst, annonce, anzeigentext'
)

#: Names of a piece of it, which counts only where there is no text.
SNIPPETS = (
    'summary, excerpt, abstract, lead, intro, introduction, teaser, overview, subtitle, snippet, short description,'
    ' preview, meta description, job excerpt, job summary, description preview, description snippet, zusammenfassung,'
    ' sintesi, kurzbeschreibung, resume, extrait'
)

#: What a text may be written in, at the end of a key; the one to be read is the first that is there.
VARIANTS = (
    'html',
    'rendered',
    '',
    'rich',
    'richtext',
    'formatted',
    'markdown',
    'md',
    'raw',
    'text',
    'plaintext',
    'plain',
    'stripped',
)

#: In an object of a text's parts: the names of a part's heading, and of its text.
HEADINGS = ('title', 'heading', 'header', 'headline', 'name', 'label', 'text')
CONTENTS = (
    'content',
    'html',
    'rendered',
    'body',
    'value',
    'text',
    'description',
    'items',
    'markdown',
    'plain',
    'libelle',
)

#: What a key says below one of these, ``salary: {min: 1}``; its own name is read before it.
BELOW = {
    'salary': {
        'salary_minimum': (
            'min, minimum, gte, min value, from, low, lower, start, bottom, min amount, salary from, minimum amount,'
            ' minimo, von, min cents,'
            ' mindestens, salary min, min salary'
        ),
        'salary_maximum': (
            'max, maximum, lte, max value, to, high, upper, end, top, max amount, salary to, maximum amount, maximo,'
            ' massimo, bis, max cents,'
            ' hochstens, salary max, max salary'
        ),
        'salary_currency': (
            'currency, currency code, salary currency, currency type, moneda, moeda, valuta, devise, wahrung'
        ),
        'salary_period': (
            'period, unit, unit text, per, interval, frequency, type, rate, basis, interval code, time unit,'
            ' periodo, periode,'
            ' periodicidad, zeitraum'
        ),
        'salary': 'value, amount, text, range, display, label, description, libelle, number',
    },
    'location': {
        'city': 'city, city name, town, locality, address locality, ort, stadt, ville, ciudad, cidade, citta, stad, plaats',
        'region': 'region, state, province, county, address region, bundesland, provincia, estado, regione',
        'country': 'country, address country, country code, pais, land, pays, paese, country name',
        'remote': 'remote, is remote',
        'workplace': 'type, mode, workplace type, hybrid, is hybrid',
        'location': (
            'name, address, location, text, display, label, office, display name, location name, full name, formatted,'
            ' formatted address, location display, default, libelle, nom, nombre, nome'
        ),
    },
    'company': {'company': 'name, title, legal name, display name, nom, nombre, nome, naam, company name'},
    'apply': {'apply': 'url, link, email, href'},
    'level': {'level': 'name, title, code'},
    'experience': {'experience': 'min, max, minimum, maximum, years, text, level'},
    'remote': {'remote': 'allowed, ok, policy, type'},
    'workplace': {'workplace': 'type, mode, policy, days'},
    'closes': {'closes': 'date'},
    'posted': {'posted': 'date'},
    'title': {'title': 'rendered, text, value, label, name'},
    'employment_type': {'employment_type': 'label, name, text, title, libelle'},
}

#: Keys that only hold others together.
WRAPPERS = frozenset(
    [
        *(
            'params',
            'extra',
            'job',
            'jobposting',
            'jobpostinginfo',
            'jobopening',
            'meta',
            'details',
            'posting',
            'vacancy',
            'value',
            'address',
        ),
        *('attributes', 'fields', 'source', 'node', 'data', 'item', 'entry', 'offer', 'position', 'listing', 'record'),
    ]
)

#: Values of a date's field that are none.
NOT_A_DATE = frozenset(['true', 'false', 'yes', 'no'])
