"""What a page shows around an advert: its buttons, menus and notices, and the other adverts that it offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from lintjob.expression import Expression
from lintjob.readers.html.shown import Line
from lintjob.readers.text import lines as lines_

# What the names of elements say, as class and other attributes write them. Words alone prove nothing: see Page.
_JOBS = r'(?:jobs?|vacanc(?:y|ies)|positions?|openings?|roles?|offers?|offres|ofertas|stellen(?:angebote)?)'
_NAMED = Expression(
    r'\b(?:class|id|data-[a-z-]{1,30})\s*+=\s*+["\']?(?:[^"\'<>]*?[\s_-])??(?:'
    r'(?P<notice>(?:cookies?|onetrust|gdpr|consent)(?![a-z])|cookie(?=[A-Z]))'
    rf'|(?P<others>(?:similar|related|other|more|recommended|suggested|latest|recent)[-_]?{_JOBS}\b'
    rf'|(?:similar|related|recommended|other)(?=Jobs)|{_JOBS}[-_](?:similar|related|similaires|similares)\b)'
    r'|(?P<frame>(?:breadcrumbs?|share|sharing|social|skip-link|(?:site|page|main|global)-(?:footer|header|nav|menu)'
    r'|(?:social-)?share-?(?:buttons?|links?|icons?|bar|job)|social-(?:media|links?|share|icons?)|addtoany|sharethis|footer|navbar|topbar|top-bar'
    r'|masthead|menu)(?=["\'\s>]|$))'
    r')',
    regex.IGNORECASE,
)

_APPLY = (
    r'apply(?: (?:now|here|online|today|for (?:this|the) (?:job|position|role|vacancy|post|opportunity)|to (?:this )?(?:job|position|role)'
    r'|with (?:linkedin|indeed|seek|xing)(?: profile)?|on company (?:web)?site))?|quick apply|easy apply|submit (?:your )?application|start (?:your )?application'
    r'|i[\u2019\']?m interested|i am interested|jetzt (?:online )?bewerben|online bewerben|hier bewerben|bewerben|ich bin interessiert|zur bewerbung'
    r'|postuler(?: (?:maintenant|en ligne|\u00e0 cette offre|\u00e0 l[\u2019\']offre))?|je postule|aplicar(?: ahora)?|solicitar(?: (?:empleo|ahora))?'
    r'|inscribirme(?: en esta oferta)?|inscr\u00edbete(?: ahora)?|nu solliciteren|solliciteer(?: (?:nu|direct))?|candidati(?: ora)?'
)
_KEEP = (
    r'save(?: (?:this )?(?:job|vacancy|position|for later))?|share(?: (?:this )?(?:job|vacancy|position|page|on (?:facebook|twitter|x|linkedin|whatsapp)))?'
    r'|print(?: (?:this )?(?:job|page))?|report (?:this )?job|refer a friend|e?-?mail (?:this )?(?:job|to a friend)|copy link|link to this job'
    r'|merken|speichern|job (?:merken|speichern|teilen|melden|drucken)|teilen|drucken|stelle teilen|partager(?: cette offre)?|enregistrer|imprimer'
    r'|compartir(?: (?:esta )?oferta)?|guardar|facebook|twitter|linkedin|xing|whatsapp|pinterest|instagram|youtube'
)
_WAY = (
    r'back(?: to (?:all |the )?(?:jobs?|job (?:list|listings|search|board)|search(?: results)?|results|list|overview|careers|vacancies|openings|top))?'
    r'|(?:view|see|show|browse) (?:all|more|other) (?:open )?(?:jobs?|roles|positions|openings|vacancies)|all (?:jobs|openings|vacancies|positions)|find jobs|search jobs'
    r'|home|menu|sign in|log in|login|register|skip to (?:main )?(?:content|navigation)|top of page|bottom of page|previous|next'
    r'|(?:create a |set up a )?job alerts?|create alert|company reviews|join our talent (?:community|network)|loading(?:\.\.\.|\u2026)?'
    r'|zur\u00fcck(?: zur? (?:\u00fcbersicht|suche|stellen\u00fcbersicht|startseite))?|alle (?:jobs|stellen)|startseite|anmelden|nach oben|zum inhalt(?: springen)?|jobs finden'
    r'|accueil|retour(?: (?:aux offres|\u00e0 la liste|\u00e0 la recherche))?|toutes (?:les|nos) offres|nos offres|se connecter'
    r'|inicio|volver(?: (?:atr\u00e1s|a (?:la )?lista|al inicio))?|iniciar sesi\u00f3n|accept(?: all)?(?: cookies)?|reject(?: all)?(?: cookies)?|cookie settings'
    r'|alle akzeptieren|akzeptieren|ablehnen|tout accepter|tout refuser|aceptar(?: todo)?|rechazar(?: todo)?'
)
_LEGAL = (
    r'(?:our |read our )?privacy(?: (?:policy|notice|statement))?|terms(?: (?:of (?:service|use)|(?:&|and) conditions))?|cookies?(?: (?:policy|settings|preferences|notice))?'
    r'|cookies, privacy and terms|accessibility(?: statement)?|imprint|legal(?: notice)?|contact(?: us)?|sitemap|site map|unsubscribe|view in browser|foia|disclaimer'
    r'|impressum|datenschutz(?:erkl\u00e4rung|hinweise)?|agb|kontakt|barrierefreiheit|cookie-einstellungen'
    r'|mentions l\u00e9gales|politique de confidentialit\u00e9|confidentialit\u00e9|plan du site|aviso legal|pol\u00edtica de (?:privacidad|cookies)|privacidad'
)
_PART = r'[\s\xa0]*+(?:[|\xb7\u2022/\u00bb\u203a,:\u2013\u2014*-][\s\xa0]*+)?+'
# A line that holds nothing but a site's controls: gone wherever it stands.
_CONTROLS = Expression(
    rf'[|\xb7\u2190\u2039\u00ab<\s]*+(?:(?:{_APPLY}|{_KEEP}|{_WAY}){_PART}(?:or )?)+[\u2192\u203a\u00bb>!]?',
    regex.IGNORECASE,
)
# One that is gone at the end of a page.
_FOOT = Expression(
    rf'(?:(?:{_LEGAL}|{_APPLY}|{_KEEP}|{_WAY}){_PART})+'
    r'|(?:\u00a9|\(c\) ?(?=\d)|copyright\b).{0,120}|(?:\w+ )?powered by\b.{0,30}|career site by .{1,30}'
    r'|(?:an asterisk|\*|\*? ?indicates a required field|\* required).{0,20}|last (?:updated|modified|reviewed)\b.{0,30}',
    regex.IGNORECASE,
)
# A notice about cookies: it speaks of the site's use of them.
_NOTICE = Expression(
    r'\b(?:we|our|this|site|website|webseite|wir|diese|nous|ce|utilizamos|esta|este|wij)\b.{0,120}\bcookies?\b|\bcookies\b.{0,120}\b(?:website|webseite|site|sitio|experience|device)\b',
    regex.IGNORECASE,
)
_OTHERS = Expression(
    r'(?:(?:view |see )?(?:similar|related|recommended|suggested)(?: (?:jobs?|vacancies|positions|openings|roles|opportunities))(?: (?:at|in|near|for) .{1,40})?'
    r'|(?:other|more|latest|recent) (?:jobs|vacancies|openings)(?: (?:at|in|near|from|like this) .{1,40}| like this| you (?:may|might) (?:also )?like)?'
    r'|(?:other|more) (?:positions|roles) (?:at|from) .{1,40}|people also viewed|jobs you (?:may|might) (?:also )?(?:like|be interested in)'
    r'|you (?:may|might) also like|(?:\u00e4hnliche|weitere) (?:jobs?|stellen(?:angebote)?|stellenanzeigen)(?: (?:bei|in) .{1,40})?|das k\u00f6nnte (?:sie|dich) auch interessieren'
    r'|(?:autres offres|offres similaires|nos autres offres)(?: .{1,40})?|(?:otras ofertas|ofertas similares|empleos similares)(?: .{1,40})?)(?: ?\(\d+\))?:?',
    regex.IGNORECASE,
)
_CRUMBS = Expression(r'\S.{0,60}[\u00bb\u203a>]\s.{1,100}')

_SHORTEST = 4
_SHORTEST_OTHERS = 10
_LONGEST = 160
_LONGEST_NOTICE = 700
_LONGEST_BEFORE = 100
_LONGEST_OTHER = 120


def kind(attributes: str) -> str:
    """What the names that an element was given say of it: a ``notice``, ``others`` (other adverts), the page's ``frame``."""
    found = _NAMED.search(attributes)
    return found.lastgroup or '' if found else ''


def is_frame(lines: Sequence[Line]) -> bool:
    """Whether an element that is named as a frame of the page holds no more than links and names."""
    return all(
        _CONTROLS.fullmatch(line.words[:_LONGEST])
        or _FOOT.fullmatch(line.words[:_LONGEST])
        or (
            len(line.words) <= _LONGEST_BEFORE and line.words[-1] not in '.!?:' and not line.rank and line.kind != 'row'
        )
        for line in lines
    ) and not any(map(str.isdigit, ''.join(line.words for line in lines if not _FOOT.fullmatch(line.words[:_LONGEST]))))


def without(lines: list[Line], title: Line | None, holder: Callable[[int], tuple[int, int]]) -> list[Line]:
    """The lines of a page without its controls and its notices, and without other adverts that it offers.

    ``holder`` gives the element that begins with what stands at a place of the source.
    """
    kept = [line for line in lines if line is title or not _is_control(line)]
    kept = _without_others(kept, title, holder)
    if title in kept:
        at = kept.index(title)
        kept[:at] = [line for line in kept[:at] if not (_is_notice(line) or _CRUMBS.fullmatch(line.words[:_LONGEST]))]
    end = len(kept)
    while end and kept[end - 1] is not title and (_is_foot(kept[end - 1]) or _is_notice(kept[end - 1])):
        end -= 1
    # A page of nothing else says that it is so.
    return kept[:end] if any(line is not title for line in kept[:end]) else lines


def _is_control(line: Line) -> bool:
    return (
        _SHORTEST <= len(line.words) <= _LONGEST
        and not line.rank
        and line.kind != 'item'
        and not line.cells
        and _CONTROLS.fullmatch(line.words) is not None
    )


def _is_foot(line: Line) -> bool:
    return len(line.words) <= _LONGEST and (
        _FOOT.fullmatch(line.words) is not None or _CONTROLS.fullmatch(line.words) is not None
    )


def _is_notice(line: Line) -> bool:
    return len(line.words) <= _LONGEST_NOTICE and 'ookie' in line.words and _NOTICE.search(line.words) is not None


def _without_others(lines: list[Line], title: Line | None, holder: Callable[[int], tuple[int, int]]) -> list[Line]:
    at = next((number for number, line in enumerate(lines) if leads_to_others(line) and line is not title), 0)
    if not at or (title in lines and lines.index(title) > at):
        return lines
    begin, end = holder(lines[at].starts[0])
    stop = at + 1
    while stop < len(lines) and begin <= _place(lines[stop]) < end:
        stop += 1
    if stop == at + 1 and not any(map(_is_prose, lines[stop:])):
        stop = len(lines)
    size = sum(len(line.words) for line in lines[at:stop])
    # More than the rest of the page is no margin.
    return lines[:at] + lines[stop:] if 2 * size < sum(len(line.words) for line in lines) else lines


def leads_to_others(line: Line) -> bool:
    """Whether a line is the heading of other adverts that a page offers."""
    return (
        _SHORTEST_OTHERS <= len(line.words) <= _LONGEST_OTHER
        and line.kind != 'item'
        and bool(line.starts)
        and _OTHERS.fullmatch(line.words) is not None
    )


def _is_prose(line: Line) -> bool:
    return (
        len(line.words) > _LONGEST_OTHER or line.words[-1] == '.' or (lines_.is_row(line.words) and line.names_field())
    )


def _place(line: Line) -> int:
    return (line.cells[0] if line.cells else line).starts[0]
