"""What stands above an advert's text: title, company, place, dates and labelled lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from lintjob.expression import Expression
from lintjob.listing import Block, Field
from lintjob.phrase import HIDDEN, JOINER, LINK
from lintjob.readers import fields
from lintjob.readers.text import lines as lines_
from lintjob.readers.text import places
from lintjob.readers.text.lines import Line
from lintjob.source import Span
from lintjob.typed import NamedTuple

_MOST_LINES = 15
_LONGEST_TITLE = 140
_LONGEST_LINE = 90
_LONGEST_VALUE = 200

# Labels whose words mean something else in a line of text than they do as a key beside it.
_NOT_AS_LABELS_WORDS = 'name lead link per from land state date job links roles about text'
_NOT_AS_LABELS = frozenset(_NOT_AS_LABELS_WORDS.split())
_NEVER = frozenset(('summary', 'language', 'region', 'country', 'city'))

_BOLD_FIELDS = frozenset(('company', 'location', 'title', 'salary', 'employment_type', 'closes', 'posted', 'workplace'))
_BOLD_LABEL = Expression(r'([^\W\d_]+(?: [^\W\d_]+){0,2})[^\S\n]{3,6}(?=[^\s:])')
_SEPARATOR = Expression(r'\s+[|\u00b7\u2022]\s+')
_MONTH = r'(?:jan|feb|m\u00e4r|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]*\.?'
_DATE = (
    rf'(?:\d{{4}}-\d\d?-\d\d?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?\.? {_MONTH},? \d{{4}}'
    rf'|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|(?:\d{{1,3}}\+?|an?|one) (?:minute|hour|day|week|month)s? ago|today|yesterday)'
)
_POSTED = Expression(
    rf'((?:(?-i:(?<=[a-z)])(?=[A-Z]))|(?<![^\W_]))(?:re)?(?:posted|published|released|listed)(?: on| date)?[:\s]\s*)({_DATE})',
    regex.IGNORECASE,
)
_ONLY_DATE = Expression(rf'{_DATE}\Z', regex.IGNORECASE)
_TYPE = (
    r'(?:full|part)[- ]?time|permanent|contract(?:or)?|temporary|temp|internship|freelance|fixed[- ]term(?: contract)?|seasonal'
    r'|job offer|job advert|(?:final project |graduation )?internship(?: offer)?|offre de stage|stage pfe|pfe|stellenangebot|offre d.emploi'
    r'|casual|volunteer|apprenticeship|trainee(?:ship)?|vollzeit|teilzeit|festanstellung|unbefristet|befristet|praktikum'
    r'|werkstudent|minijob|cdi|cdd|stage|alternance|temps plein|temps partiel'
    r'|tempo (?:pieno|parziale|indeterminato|determinato|integral|parcial|completo)|tirocinio|apprendistato|somministrazione'
    r'|voltijds?|deeltijds?|fulltime|parttime|vast contract|tijdelijk contract|uitzendwerk|jornada (?:completa|parcial)|indefinido'
    r'|contrato (?:indefinido|temporal)|pr\u00e1cticas|est\u00e1gio|clt|pj|intermittent|int\u00e9rim|apprentissage|ausbildung|aushilfe'
)
_ONLY_TYPE = Expression(rf'(?:{_TYPE})(?:\s*(?:[,/&()+-]|and|or|und|oder)\s*(?:{_TYPE}))*\)?\Z', regex.IGNORECASE)
_ONLY_MODE = Expression(
    r'(?:(?:fully )?(?:remote|hybrid|on-?site|in[- ]office|in[- ]person|work from home)(?: working| role)?'
    r'|hybrides? arbeiten|vor ort|homeoffice|hybride|sur site|en pr\u00e9sentiel|t\u00e9l\u00e9travail|h\u00edbrido|remoto|presencial|teletrabajo'
    r'|teletrabalho|ibrido|da remoto|in sede|in presenza|thuiswerken|op locatie|op kantoor|volledig remote)\Z',
    regex.IGNORECASE,
)
_MONEY = Expression(
    r'[\u00a3$\u20ac\u20b9]\s?\d|\d\s?[\u00a3$\u20ac\u20b9]|\b(?:USD|GBP|EUR|CHF|INR|CAD|AUD)\b\s?\d|\d\s?k?\s?(?:USD|GBP|EUR|CHF|INR|CAD|AUD)\b'
)
_COMPANY = Expression(
    r'(?<![^\W\d_])(?:ltd|limited|inc|llc|llp|plc|gmbh|mbh|ag|kg|kgaa|ohg|gbr|e\.?[gv]|se|sa|sas|sarl|sasu|eurl|scop|oy|aps|ab|as'
    r'|s\.?r\.?l\.?s?|s\.?l(?:\.?u)?|s\.?a(?:\.?[sc])?|s\.?p\.?a|s\.?a\.? de c\.?v|s\.? de r\.?l\.? de c\.?v|e\.?i\.?r\.?l|ltda|lda|eireli'
    r'|b\.?v(?:\.?b\.?a)?|n\.?v|v\.?o\.?f|corp|corporation|company|co|group|holdings?'
    r'|partners|council|university|universit\u00e4t|college|school|hospital|trust|foundation|institute|agency|ministry|department|consulting'
    r'|recruitment|technologies|solutions|services|labs|bank)\.?\Z',
    regex.IGNORECASE,
)
_ROLE = Expression(
    r'\b(?:engineers?|developers?|managers?|analysts?|designers?|architects?|scientists?|consultants?|directors?|officers?|administrators?'
    r'|assistants?|specialists?|leads?|head|interns?|technicians?|nurses?|teachers?|drivers?|chefs?|accountants?|coordinators?|executives?'
    r'|representatives?|recruiters?|writers?|editors?|researchers?|professors?|lecturers?|clerks?|operators?|supervisors?|planners?|advis[eo]rs?'
    r'|associates?|programmers?|cto|sre|devops|founding|marketer|staff|senior|junior|principal|entwickler\w*|ingenieur\w*|d\u00e9veloppeu\w+|leiter\w*)\b',
    regex.IGNORECASE,
)
_HEADING = Expression(
    r'(?:the |your |our |full |about |key |main |what |who |why |how |where )*(?:job |role |position |company )*'
    r'(?:description|summary|overview|details|about|us|role|job|company|team|responsibilities|duties|requirements|qualifications'
    r'|benefits|introduction|profile|purpose|position|opportunity|mission|aufgaben|profil|stellenbeschreibung|apply|apply now|save|share)\W*\Z',
    regex.IGNORECASE,
)
_SPEECH_WORDS = (
    'we you our are join this do if as at in is have i it there with come looking want hiring who what '
    'wir du sie unser nous vous notre'
)
_SPEECH = frozenset(_SPEECH_WORDS.split())
_NOT_PAY = Expression(
    r'\d\s?(?:m|mn|bn|million|billion)\b|\b(?:raised|funding|funded|revenue|series|valuation)\b', regex.IGNORECASE
)
_UNSAID = Expression(
    r'(?:location |place )?(?:not (?:specified|provided|disclosed|mentioned|stated|given)|unknown(?: location)?|tb[acd]|various|multiple'
    r'|various locations|multiple locations)\Z',
    regex.IGNORECASE,
)
_NO_COMPANY = Expression(
    r'\W*(?:(?:unknown|unnamed|undisclosed|anonymous)(?: (?:company|employer|organi[sz]ation))?|(?:company )?confidential(?: (?:company|employer))?'
    r'|(?:company )?(?:not|un)[ -]?(?:specified|provided|disclosed|mentioned|stated|given|available|known)|n/?a|none|null|tb[acd])\W*\Z',
    regex.IGNORECASE,
)
_WORD = Expression(r"[^\W\d_][\w'\u2019.-]*")
_SMALL_WORDS = 'of the and de la le du des di da do upon am an der die im in on near bei y el los las sur under &'
_SMALL = frozenset(_SMALL_WORDS.split())


_MARKS = HIDDEN + LINK


class Header(NamedTuple):
    """``blocks``: its lines. ``length``: how many lines of the text it takes, empty ones among them."""

    fields: dict[str, Field]
    blocks: list[Block]
    length: int


class _Piece(NamedTuple):
    """A line of a header, or a part of one between bars, and what its form says it is."""

    what: str
    value: Span
    group: int  # the run of lines without an empty one between them; the title's is 0
    line: int  # its number


def read(view: str, text: str, lines: Sequence[Line]) -> Header:
    """The header that a plain text begins with. ``view`` is ``text`` with its markup covered."""
    return _Reader(view, text, lines).read()


class _Reader:
    def __init__(self, view: str, text: str, lines: Sequence[Line]) -> None:
        self.view = view
        self.text = text
        self.lines = lines
        self.fields: dict[str, Field] = {}
        self.pieces: list[_Piece] = []
        self.last = -1  # the last line that surely belongs to the header

    def read(self) -> Header:
        number = self.title()
        if number >= 0:
            self.below(number)
            self.resolve()
        self.labelled_later(max(self.last + 1, number, 0))
        blocks = []
        for line in self.lines[: self.last + 1]:
            span = self.span(line)
            if span.start < span.end:
                at_title = 'title' in self.fields and self.fields['title'].span in (
                    span,
                    Span(span.start, span.end - 1),
                )
                blocks.append(Block('heading' if at_title else 'row', span))
        return Header(self.fields, blocks, self.last + 1)

    def span(self, line: Line) -> Span:
        words = self.view[line.start : line.end]
        start = line.start + len(words) - len(words.lstrip())
        return Span(start, max(start, line.start + len(words.rstrip())))

    def add(self, name: str, span: Span, label: str = '') -> None:
        if name == 'company' and _NO_COMPANY.match(self.view, span.start, span.end):
            return
        if name and (name not in self.fields or not self.fields[name].value):
            self.fields[name] = field(self.view, self.text, name, span, label)

    def title(self) -> int:
        """Read the first line; returns the number of the line to go on with, -1 where there is no header."""
        for number, line in enumerate(self.lines[:_MOST_LINES]):
            if not line.words:
                continue
            if lines_.is_ruler(line.words) or lines_.framed(line.words):
                continue
            span = self.span(line)
            words = self.view[span.start : span.end]
            if next(labels(self.view, span), None):
                return number
            segments = list(_segments(self.view, span))
            below = self.lines[number + 1].words if number + 1 < len(self.lines) else ''
            is_alone = not below or len(below) > _LONGEST_LINE
            if len(segments) >= 3 and is_alone and self.bars(segments, number):
                self.last = number
                return number + 1
            if words.endswith(',') and is_title(words[:-1]) and _ROLE.search(words) and words.count(',') == 1:
                span = Span(span.start, span.end - 1)
            elif not is_title(words):
                return -1
            self.add('title', span)
            self.last = number
            return number + 1
        return -1

    def bars(self, segments: list[Span], number: int) -> bool:
        """Read a line such as ``Company | Title | Place | Full-time``; False if it is something else."""
        seen = []
        for span in segments[:8]:
            words = self.view[span.start : span.end]
            seen.append((_what(words, in_bars=True), span, words))
        if not any(what for what, _, _ in seen[1:]) or any(len(words) > 100 for _, _, words in seen[:2]):
            return False
        unknown = [(span, words) for what, span, words in seen if not what]
        roles = [span for span, words in unknown if _ROLE.search(words)]
        if seen[0][0] or not unknown:
            return False
        if len(unknown) > 1 and roles and roles[0] != segments[0]:
            self.add('company', segments[0])
            self.add('title', roles[0])
        else:
            self.add('title', segments[0])
        for what, span, _ in seen:
            self.take(what, span)
        return True

    def take(self, what: str, span: Span) -> None:
        if what == 'mode':
            self.add('workplace', span)
        elif what in ('location', 'salary', 'employment_type', 'posted', 'apply'):
            self.add(what, span)

    def below(self, first: int) -> None:
        """Read the lines under the title, as long as each is plainly one of a header."""
        group = 0
        read = 0
        was_label = False
        for number in range(first, len(self.lines)):
            line = self.lines[number]
            if not line.words:
                group += 1
                continue
            read += 1
            framed = lines_.framed(line.words)
            if framed or lines_.is_ruler(line.words):
                if self.follows_label(number):
                    self.last = number
                    continue
                return
            span = self.span(line)
            found = list(labels(self.view, span))
            if found:
                self.resolve()
            if found or (was_label and lines_.is_row(line.words)):
                for name, its_value, label in found:
                    self.add(name, its_value, label)
                self.last = number
                was_label = True
                continue
            if was_label or read > _MOST_LINES or not self.unlabelled(span, group, number):
                return

    def follows_label(self, number: int) -> bool:
        for line in self.lines[number + 1 : number + 4]:
            if line.words:
                return lines_.is_row(line.words) and bool(next(labels(self.view, self.span(line)), None))
        return False

    def unlabelled(self, span: Span, group: int, number: int) -> bool:
        """Note what a line without a label can be; False for one that is no part of a header."""
        words = self.view[span.start : span.end]
        if words[-1:] == ',' and ',' in words[:-1] and (places.is_place(words[:-1]) or places.is_list(words[:-1])):
            span = Span(span.start, span.end - 1)
            words = words[:-1]
        if (
            not words
            or (len(words) > _LONGEST_LINE and not places.is_list(words))
            or words[0] == '#'
            or lines_.ITEM.match(words)
        ):
            return False
        posted = _POSTED.search(words[:_LONGEST_LINE])
        if posted:
            before = words[: posted.start()].rstrip(' |\u00b7\u2022,-\u2013')
            if before:
                for segment in _segments(self.view, Span(span.start, span.start + len(before))):
                    what = _what(self.view[segment.start : segment.end]) or 'location'
                    self.pieces.append(_Piece(what, segment, group, number))
            date = Span(span.start + posted.start(2), span.start + posted.end(2))
            self.pieces.append(_Piece('posted', date, group, number))
            return True
        title = self.fields.get('title')
        if title and words == title.value:
            return False  # the text begins, and says its title again
        if _HEADING.match(words) or words[-1] in ':?!;,' or _is_speech(words) or self.count(0) > 2:
            return False
        segments = list(_segments(self.view, span))
        seen = [(_what(self.view[segment.start : segment.end]), segment) for segment in segments]
        if len(seen) > 1 and not any(what for what, _ in seen):
            if group:
                return False
            seen = [('', span)]
        if (
            len(seen) == 1
            and not seen[0][0]
            and ((words[-1] == '.' and not _COMPANY.search(words)) or words.count(' ') > 7)
        ):
            return False
        self.pieces += [_Piece(what, segment, group, number) for what, segment in seen]
        return True

    def count(self, group: int) -> int:
        return sum(1 for piece in self.pieces if not piece.what and piece.group >= group)

    def resolve(self) -> None:
        """Decide which of the lines under the title are fields: a wrong company is worse than none."""
        groups: dict[int, list[_Piece]] = {}
        for piece in self.pieces:
            groups.setdefault(piece.group, []).append(piece)
        self.pieces = []
        for group, pieces in groups.items():
            known = [piece for piece in pieces if piece.what]
            unknown = [piece for piece in pieces if not piece.what]
            end = pieces[-1].line
            if not known and not self.stands_alone(group, unknown, end):
                break
            if len(unknown) > (1 if known else 2):
                unknown = []
                if not pieces[0].what:
                    break
            self.settle(known, unknown, group)
            self.last = max(self.last, end)
        mode = self.fields.get('workplace')
        if mode and 'location' not in self.fields:
            # "Remote" where the place should be says where the work is done, and is all it says of the place.
            self.fields['location'] = mode._replace(name='location')

    def stands_alone(self, group: int, unknown: list[_Piece], end: int) -> bool:
        """Whether lines without any telling form are company and place, by where they stand: right under the title."""
        if group or not unknown or unknown[0].line != self.last + 1:
            return False
        after = [line.words for line in self.lines[end + 1 : end + 3]]
        if not after or after[0]:
            return False
        words = self.words(unknown[0])
        if len(unknown) == 2:
            return _is_named(self.words(unknown[1])) and not _COMPANY.search(self.words(unknown[1]))
        # An empty line where the place would be, then the one before the text.
        return bool(_COMPANY.search(words)) or (len(after) == 2 and not after[1] and len(words) <= 60)

    def settle(self, known: list[_Piece], unknown: list[_Piece], group: int) -> None:
        its_places = [piece for piece in known if piece.what == 'location']
        if len(its_places) > 1 and not unknown and group == 0 and its_places[0].line < its_places[1].line:
            # The first of two places is who employs: a town or a county.
            self.add('company', its_places[0].value)
            known.remove(its_places[0])
        elif unknown and (not its_places or unknown[0].value < its_places[-1].value or group == 0):
            self.add('company', unknown[0].value)
        if len(unknown) == 2:
            self.add('location', unknown[1].value)
        for piece in known:
            self.take(piece.what, piece.value)

    def words(self, piece: _Piece) -> str:
        return self.view[piece.value.start : piece.value.end]

    def labelled_later(self, first: int) -> None:
        """Labelled lines that stand a little below the header. What they say of pay belongs to the text."""
        read = sum(1 for line in self.lines[:first] if line.words)
        for line in self.lines[first:]:
            if line.words:
                read += 1
                if read > _MOST_LINES:
                    return
                if ':' in line.words[:40] and len(line.words) <= _LONGEST_VALUE:
                    for name, its_value, label in labels(self.view, self.span(line)):
                        if not name.startswith('salary') and name not in ('title', 'level', 'experience'):
                            self.add(name, its_value, label)


def field(view: str, text: str, name: str, span: Span, label: str = '') -> Field:
    """The field whose value stands at a place of the view; quotes and marks around it are not part of it."""
    start, end = span
    if name != 'apply':
        while start < end and (view[start] in _MARKS or view[start].isspace()):
            start += 1
        cut = view.find(LINK, start, end) if name in ('company', 'title') else -1
        if cut > start and (name == 'company' or not view[cut:end].strip(LINK)):
            end = cut
            while view[end - 1] in ' (<[-':
                end -= 1
        while end > start and (view[end - 1] in _MARKS or view[end - 1].isspace()):
            end -= 1
        if end - start > 1 and (view[start], view[end - 1]) in (('"', '"'), ('\u201c', '\u201d')):
            start, end = start + 1, end - 1
    words = view[start:end]
    if name == 'apply' and LINK in words:
        value = text[start:end].strip('<>()[] ')
    else:
        value = ' '.join(words.replace(JOINER, '').replace(HIDDEN, ' ').replace(LINK, ' ').split())
    return Field(name, value, Span(start, end), label)


def labels(view: str, span: Span) -> Iterator[tuple[str, Span, str]]:
    """The known labels that a line, or each part of it between bars, begins with: field, place of its value, label."""
    if ':' not in view[span.start : span.end] and '\uff1a' not in view[span.start : span.end]:
        yield from _bold_label(view, span)
        return
    for segment in _segments(view, span):
        words = view[segment.start : segment.end]
        found = lines_.label(words)
        if not found or len(words) - found.end() > _LONGEST_VALUE:
            continue
        name = label_field(found[1])
        if name:
            start = segment.start + found.end()
            while start < segment.end and view[start].isspace():
                start += 1
            if _fits(name, view[start : segment.end]):
                yield name, Span(start, segment.end), found[1].strip()


def _bold_label(view: str, span: Span) -> Iterator[tuple[str, Span, str]]:
    """A known label that was set in bold in place of a colon: the marks have left three blanks behind it."""
    found = _BOLD_LABEL.match(view, span.start, span.end)
    if found and span.end - found.end() <= _LONGEST_LINE:
        name = label_field(found[1])
        if name in _BOLD_FIELDS and _fits(name, view[found.end() : span.end]):
            yield name, Span(found.end(), span.end), found[1]


def label_field(label: str) -> str:
    """The field that a label in a line of text means, '' for none."""
    if label.casefold().strip() in _NOT_AS_LABELS:
        return ''
    name = fields.named(label)
    return '' if name in _NEVER else name


def _is_speech(words: str) -> bool:
    """Whether a line begins as one that speaks to the reader: "We are hiring"; but not "IT Service"."""
    first = _WORD.match(words)
    return (
        first is not None
        and first[0].split("'")[0].split('\u2019')[0].casefold() in _SPEECH
        and (len(first[0]) == 1 or not first[0].isupper())
    )


def _fits(name: str, words: str) -> bool:
    """Whether what stands after a label can be its value, and is no sentence that begins there."""
    return name not in ('company', 'location', 'title') or not (
        _is_speech(words) or (len(words) > 60 and words[-1] == '.')
    )


def is_title(words: str) -> bool:
    """Whether a line can be the title of an advert: short, and no sentence."""
    if not words or len(words) > _LONGEST_TITLE or words[-1] in ';,' or words.count(' ') > 26:
        return False
    if words[-1] in '.?!' and (words.count(' ') > 5 or _is_speech(words)):
        return False
    if words[-1] == ':' or lines_.ITEM.match(words) or words[0] in (LINK, HIDDEN):
        return False
    return not (_is_speech(words) and words.count(' ') > 9)


def _segments(view: str, span: Span) -> Iterator[Span]:
    start, end = span
    if '|' in view[start:end] or '\u00b7' in view[start:end] or '\u2022' in view[start:end]:
        for found in _SEPARATOR.finditer(view, start, end):
            if found.start() > start:
                yield Span(start, found.start())
            start = found.end()
    if start < end:
        yield Span(start, end)


def _what(words: str, *, in_bars: bool = False) -> str:
    """What the form of a line says it is; '' where it says nothing."""
    if words[0] in (LINK, HIDDEN):
        return 'apply' if words[0] == LINK else 'other'
    if _ONLY_MODE.match(words):
        return 'mode'
    if _ONLY_TYPE.match(words):
        return 'employment_type'
    if words.count(' ') < 10 and len(words) <= _LONGEST_LINE and _MONEY.search(words) and not _NOT_PAY.search(words):
        return 'salary'
    if _ONLY_DATE.match(words):
        return 'posted'
    if _UNSAID.match(words) or places.is_list(words):
        return 'location'
    if places.is_place(words) and not (in_bars and _ROLE.search(words)):
        return 'location'
    return ''


def _is_named(words: str) -> bool:
    """Whether all words of a line are written like names."""
    found = _WORD.findall(words)
    return 0 < len(found) <= 6 and all(word[0].isupper() or word.casefold() in _SMALL for word in found)


def complete(text: str, view: str, found: dict[str, Field], blocks: Sequence[Block], start: int) -> Span:
    """Add to the fields of a Markdown file what its first blocks say; returns the place of the advert's own text."""
    body = start
    if blocks:
        kind, span = blocks[0]
        words = view[span.start : span.end].split('\n', 1)[0].rstrip()
        first = Span(span.start, span.start + len(words))
        if 'title' not in found or not found['title'].value:
            title = _title(view, blocks, first)
            if title:
                found['title'] = field(view, text, 'title', title)
        if kind == 'heading' and 'title' in found and found['title'].span == first:
            body = span.end
    in_header = True
    for kind, span in blocks[:_MOST_LINES]:
        if kind == 'row' or (kind == 'item' and in_header):
            for name, its_value, label in labels(view, span):
                if name == 'company' and _NO_COMPANY.match(view, its_value.start, its_value.end):
                    continue
                if (in_header or not name.startswith('salary')) and (name not in found or not found[name].value):
                    found[name] = field(view, text, name, its_value, label)
                if in_header and kind == 'row':
                    body = span.end
        elif kind == 'paragraph' or (kind == 'heading' and span.start > body):
            in_header = False
    rest = len(view[body:].lstrip()) or len(view[start:].lstrip())
    return Span(len(view) - rest, len(view))


def _title(view: str, blocks: Sequence[Block], first: Span) -> Span | None:
    kind = blocks[0].kind
    words = view[first.start : first.end]
    if kind == 'heading' or (kind == 'paragraph' and is_title(words)):
        return first
    for its_kind, span in blocks[:3]:
        if its_kind == 'heading' and not _HEADING.match(view[span.start : span.end]):
            return span
    return None
