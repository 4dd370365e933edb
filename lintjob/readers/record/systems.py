"""Hiring systems: by which keys their records are known, and where an advert's fields and texts stand in them.

This is data. A step of a path such as ``type=Advert`` takes those objects whose key has that value. Keys are compared without case, blanks and punctuation; lists are gone through; a prefix
(``tt:location``) does not count.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lintjob.readers.fields import folded
from lintjob.typed import NamedTuple


class System(NamedTuple):
    """The shape of a system's records.

    ``signs``: sets of keys, one of which a record has as a whole. ``fields``: where each field stands, as paths with dots, the
    best first; those that are not named are told by their names. ``texts``: the parts of the text in their order, each as the paths
    of its variants, the best first; none to tell them by their names. ``not_read``: keys that mean something else than their names
    say.
    """

    name: str
    signs: tuple[tuple[str, ...], ...]
    fields: Mapping[str, tuple[str, ...]] = {}
    texts: tuple[tuple[str, ...], ...] = ()
    not_read: tuple[str, ...] = ()


SYSTEMS = (
    System(
        'Greenhouse',
        (('absolute_url', 'internal_job_id'), ('absolute_url', 'content'), ('absolute_url', 'updated_at', 'location')),
        {
            'title': ('title',),
            'company': ('company_name',),
            'location': ('location.name',),
            'salary_minimum': ('pay_input_ranges.min_cents',),
            'salary_maximum': ('pay_input_ranges.max_cents',),
            'salary_currency': ('pay_input_ranges.currency_type',),
            'posted': ('first_published',),
            'closes': ('application_deadline',),
            'language': ('language',),
            'apply': ('absolute_url',),
        },
        (('content',),),
        ('offices', 'departments', 'metadata', 'questions', 'data_compliance', 'education'),
    ),
    System(
        'Lever',
        (('hostedUrl', 'categories'), ('text', 'categories'), ('hostedUrl', 'applyUrl', 'text')),
        {
            'title': ('text',),
            'location': ('categories.allLocations', 'categories.location'),
            'employment_type': ('categories.commitment',),
            'level': ('categories.level',),
            'workplace': ('workplaceType',),
            'country': ('country',),
            'salary_minimum': ('salaryRange.min',),
            'salary_maximum': ('salaryRange.max',),
            'salary_currency': ('salaryRange.currency',),
            'salary_period': ('salaryRange.interval',),
            'posted': ('createdAt',),
            'apply': ('applyUrl', 'hostedUrl'),
        },
        (
            ('description', 'descriptionPlain'),
            ('lists',),
            ('additional', 'additionalPlain'),
            ('salaryDescription', 'salaryDescriptionPlain'),
        ),
    ),
    System(
        'Ashby',
        (('jobUrl', 'applyUrl', 'descriptionHtml'), ('jobUrl', 'isListed'), ('jobUrl', 'descriptionHtml', 'isRemote')),
        {
            'location': ('location', 'locationName'),
            'city': ('address.postalAddress.addressLocality',),
            'region': ('address.postalAddress.addressRegion',),
            'country': ('address.postalAddress.addressCountry',),
            'salary': ('compensation.compensationTierSummary', 'compensation.scrapeableCompensationSalarySummary'),
            'posted': ('publishedAt', 'publishedDate'),
            'apply': ('applyUrl', 'jobUrl'),
        },
        (('descriptionHtml', 'descriptionPlain'),),
        ('department', 'team', 'secondaryLocations'),
    ),
    System(
        'SmartRecruiters',
        (('jobAd',), ('releasedDate', 'refNumber'), ('releasedDate', 'typeOfEmployment')),
        {
            'title': ('name',),
            'company': ('company.name',),
            'employment_type': ('typeOfEmployment.label',),
            'level': ('experienceLevel.label',),
            'posted': ('releasedDate',),
            'apply': ('applyUrl', 'postingUrl'),
        },
        (('jobAd.sections', 'jobAd'),),
        ('industry', 'function', 'department', 'creator', 'customField'),
    ),
    System(
        'Recruitee',
        (('careers_url',), ('careers_apply_url',), ('offer_tags',)),
        {
            'company': ('company_name',),
            'employment_type': ('employment_type_code',),
            'posted': ('published_at',),
            'closes': ('close_at',),
            'experience': ('experience_code',),
            'apply': ('careers_apply_url', 'careers_url'),
        },
        (('description',), ('requirements',), ('highlight_html',)),
        ('tags', 'department', 'status', 'options_cv'),
    ),
    System(
        'Teamtailor',
        (('pitch', 'body'), ('remote-status', 'title'), ('remote-status', 'body')),
        {
            'workplace': ('remote-status',),
            'salary_minimum': ('min-salary',),
            'salary_maximum': ('max-salary',),
            'salary_currency': ('currency',),
            'salary_period': ('salary-time-unit',),
            'closes': ('end-date',),
            'posted': ('created-at', 'start-date'),
            'apply': ('external-application-url', 'links.careersite-job-url'),
        },
        (('pitch',), ('body',)),
        ('tags', 'name', 'internal-name'),
    ),
    System(
        'Personio',
        (('jobDescriptions', 'name'), ('subcompany', 'office'), ('recruitingCategory', 'name')),
        {
            'title': ('name',),
            'company': ('subcompany',),
            'location': ('office',),
            'employment_type': ('employmentType',),
            'level': ('seniority',),
            'experience': ('yearsOfExperience',),
            'posted': ('createdAt',),
        },
        (('jobDescriptions',),),
        ('additionalOffices', 'department', 'occupation', 'occupationCategory', 'recruitingCategory', 'keywords'),
    ),
    System(
        'Workable',
        (('shortcode',),),
        {
            'title': ('title', 'full_title'),
            'level': ('experience',),
            'remote': ('telecommuting', 'location.telecommuting'),
            'salary_minimum': ('salary.salary_from',),
            'salary_maximum': ('salary.salary_to',),
            'salary_currency': ('salary.salary_currency',),
            'posted': ('published_on', 'created_at'),
            'apply': ('application_url', 'url'),
        },
        (('description', 'full_description'), ('requirements',), ('benefits',)),
        ('department', 'function', 'industry', 'state', 'code'),
    ),
    System(
        'LinkedIn',
        (('partnerJobId',),),
        {
            'workplace': ('workplaceTypes',),
            'level': ('experienceLevel',),
            'employment_type': ('jobtype',),
            'salary_minimum': ('salaries.salary.lowEnd.amount', 'salaries.salary.min'),
            'salary_maximum': ('salaries.salary.highEnd.amount', 'salaries.salary.max'),
            'salary_currency': (
                'salaries.salary.highEnd.currencyCode',
                'salaries.salary.lowEnd.currencyCode',
                'salaries.salary.currency',
            ),
            'salary_period': ('salaries.salary.period',),
        },
        (('description',),),
        ('skills', 'companyId', 'industry'),
    ),
    System(
        'Indeed',
        (('referencenumber',), ('remotetype', 'jobtype')),
        {'title': ('title',), 'workplace': ('remotetype',), 'posted': ('date',), 'employment_type': ('jobtype',)},
        (('description',),),
        ('category', 'sourcename', 'metadata'),
    ),
    System(
        'SEEK',
        (('offeredRemunerationPackage',), ('positionTitle', 'positionFormattedDescriptions')),
        {
            'title': ('positionTitle',),
            'company': ('postingRequester.name',),
            'salary_minimum': ('offeredRemunerationPackage.ranges.minimumAmount.value',),
            'salary_maximum': ('offeredRemunerationPackage.ranges.maximumAmount.value',),
            'salary_currency': ('offeredRemunerationPackage.ranges.minimumAmount.currency',),
            'salary_period': ('offeredRemunerationPackage.ranges.intervalCode',),
        },
        (
            (
                'positionFormattedDescriptions.descriptionId=AdvertisementDetails.content',
                'positionFormattedDescriptions',
            ),
        ),
    ),
    System(
        'USAJOBS',
        (('PositionTitle', 'PositionURI'),),
        {
            'title': ('PositionTitle',),
            'company': ('OrganizationName',),
            'location': ('PositionLocationDisplay', 'PositionLocation.LocationName'),
            'employment_type': ('PositionSchedule.Name',),
            'salary_minimum': ('PositionRemuneration.MinimumRange',),
            'salary_maximum': ('PositionRemuneration.MaximumRange',),
            'salary_period': ('PositionRemuneration.RateIntervalCode',),
            'remote': ('UserArea.Details.RemoteIndicator',),
            'posted': ('PublicationStartDate',),
            'closes': ('ApplicationCloseDate',),
            'apply': ('ApplyURI', 'PositionURI'),
        },
        (('UserArea.Details.JobSummary',), ('UserArea.Details.MajorDuties',), ('QualificationSummary',)),
        ('JobGrade', 'JobCategory', 'DepartmentName', 'PositionOfferingType'),
    ),
    System(
        'Breezy HR',
        (('friendly_id', 'published_date'),),
        {
            'title': ('name',),
            'location': ('location.name',),
            'employment_type': ('type.name',),
            'level': ('experience.name',),
        },
        (('description',),),
        ('locations', 'department', 'education', 'category', 'type', 'tags'),
    ),
    System(
        'Pinpoint',
        (('key_responsibilities', 'skills_knowledge_expertise'),),
        {
            'employment_type': ('employment_type_text', 'employment_type'),
            'workplace': ('workplace_type_text', 'workplace_type'),
        },
        (('description',), ('key_responsibilities',), ('skills_knowledge_expertise',), ('benefits',)),
        ('job',),
    ),
    System(
        'JOIN',
        (('intro', 'tasks', 'requirements'),),
        {},
        (('intro',), ('tasks',), ('requirements',), ('benefits',), ('outro',)),
        ('category',),
    ),
    System(
        'France Travail',
        (('romeCode', 'intitule'), ('romeLibelle',)),
        {'experience': ('experienceLibelle',), 'employment_type': ('typeContratLibelle', 'typeContrat')},
        (('description',),),
        ('competences', 'formations', 'contact', 'agence', 'natureContrat'),
    ),
    System(
        'JSON Feed',
        (('content_html', 'id'), ('content_text', 'id')),
        {'posted': ('date_published',), 'apply': ('external_url', 'url')},
        (('content_html', 'content_text'),),
        ('authors', 'author', 'tags', 'attachments'),
    ),
)


class Shape(NamedTuple):
    """A system with its keys as they are compared; ``roots``: the first key of each field."""

    signs: tuple[frozenset[str], ...]
    fields: dict[str, tuple[tuple[str, ...], ...]]
    texts: tuple[tuple[tuple[str, ...], ...], ...]
    not_read: frozenset[str]
    roots: frozenset[str] = frozenset()


NO_SYSTEM = Shape((), {}, (), frozenset())


def path_of(dotted: str) -> tuple[str, ...]:
    """A path as it is compared."""
    return tuple('='.join(map(folded, step.split('='))) for step in dotted.split('.'))


@cache
def _shapes() -> tuple[Shape, ...]:
    return tuple(
        Shape(
            tuple(frozenset(map(folded, keys)) for keys in system.signs),
            {name: tuple(map(path_of, paths)) for name, paths in system.fields.items()},
            tuple(tuple(map(path_of, paths)) for paths in system.texts),
            frozenset(map(folded, system.not_read)).union(path_of(path)[0] for paths in system.texts for path in paths),
            frozenset(path_of(path)[0] for paths in system.fields.values() for path in paths),
        )
        for system in SYSTEMS
    )


def shape_of(keys: frozenset[str]) -> Shape:
    """The shape of the system that a record with these keys (folded) comes from."""
    for shape in _shapes():
        if any(signs <= keys for signs in shape.signs):
            return shape
    return NO_SYSTEM
