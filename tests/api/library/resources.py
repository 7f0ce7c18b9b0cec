"""Random resources: all that hypothesis needs to find what a format loses."""

from hypothesis import strategies as st

from api.library.identifiers import faults
from api.library.resource import Contributor, Resource, Rights, Terms
from api.library.terms import FIELDS, vocabulary

AWKWARD = (
    *("", " ", "a; b", "one, two", "=1+1", "'=1", "@foo{bar}", "{", "}", '"', "\\", "%", "--", "~", "^", "$x$", "a\nb"),
    *("a\r\nb", "\x00", "\u2028", "\u200d", "\ufffe", "<b>&amp;</b>", "]]>", "TY  - JOUR", "ER  - ", "N1  - x", "1."),
    *(
        "ronda-title: x",
        "title: x",
        "Governance",
        "Care",
        "Book",
        "Sensorica, Inc.",
        "World Health Organization",
        "and",
    ),
    *(
        "CC BY",
        "all rights reserved",
        "સહકારી મંડળી",
        "सहकारी",
        "Col·lectiu",
        "ISBN 978-1-68219-062-3",
        "[]",
        "yes",
        "\ud7ff",
    ),
)
"""Words that one of the formats gives a meaning of its own."""

texts = (
    st.text(st.characters(codec="utf-8"), max_size=12)
    | st.sampled_from(AWKWARD)
    | st.lists(st.sampled_from(AWKWARD), max_size=3).map(" ".join)
)
words = texts.filter(bool)
hosts = st.sampled_from(("example.org", "www.care.coop", "web.archive.org/web/2020/https://a.coop", "xn--nand-2ra.cl"))
paths = st.text(st.characters(codec="utf-8", exclude_categories=("Z", "Cc")), max_size=10)
links = st.builds("{}://{}/{}".format, st.sampled_from(("http", "https")), hosts, paths)
dates = st.one_of(
    st.integers(1, 9999).map("{:04d}".format),
    st.builds("{:04d}-{:02d}".format, st.integers(1, 9999), st.integers(1, 12)),
    st.dates().map(str),
)
languages = st.sampled_from(("", "en", "ca", "pt-BR", "eng", "zh-Hant", "gu", "spa"))
dois = st.sampled_from(("", "10.1000/182", "10.1177/0896920519870577", "10.1000/a<b>{c};&%_d"))
isbns = st.sampled_from(("9781682190623", "9789241515863", "9789241550109"))
issns = st.sampled_from(("2049-3630", "0378-5955", "2434-561X"))


def _some(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=3).map(tuple)


contributors = st.lists(st.builds(Contributor, words, texts, st.booleans()), max_size=3).map(tuple)
terms = st.builds(
    Terms, **{field: _some(st.sampled_from(sorted(vocabulary()[facet])) | words) for facet, field in FIELDS.items()}
)
resources = st.builds(
    Resource,
    link=links,
    short_title=texts.map(lambda text: text[:72]),
    title=texts,
    summary=texts,
    authors=contributors,
    editors=contributors,
    translators=contributors,
    publisher=texts,
    publication=texts,
    published=dates | st.just(""),
    revised=_some(dates),
    language=languages,
    rights=st.sampled_from(Rights),
    rights_text=texts,
    paywall=st.booleans(),
    archived=_some(links),
    doi=dois,
    isbn=_some(isbns),
    issn=_some(issns),
    terms=terms,
    teaches=_some(words),
    keywords=_some(words),
).filter(lambda resource: not [*resource.faults(), *faults(resource)])
"""Every resource that the library would keep, the strangest ones too."""


def full() -> Resource:
    """A resource of which every field says something that people might write."""
    return Resource(
        link="https://example.org/hoists?lang=en&page=2",
        short_title="Hoists at home",
        title="Hoists at Home: Moving People {Safely} & Kindly",
        summary="What to look at first.\nThen, step by step, how two carers lift 100% safely; with_pictures.",
        authors=(Contributor("Puig", "Maria"), Contributor("Sensorica, Inc.", organisation=True)),
        editors=(Contributor("van Dijck", "José"), Contributor("World Health Organization", organisation=True)),
        translators=(Contributor("પટેલ", "મીરા"),),
        publisher="Cooperativa d'Atenció, SCCL",
        publication="Journal of Care",
        published="2021-03",
        revised=("2022", "2023-01-15"),
        language="pt-BR",
        rights=Rights.CC_BY_NC_SA,
        rights_text="CC BY-NC-SA 4.0 International",
        paywall=True,
        archived=("https://web.archive.org/web/2022/https://example.org/hoists", "https://archive.org/details/hoists"),
        doi="10.1000/182",
        isbn=("9781682190623", "9789241515863"),
        issn=("2049-3630",),
        terms=Terms(
            goals=("stay-safe",),
            topics=("moving-and-handling", "home-care"),
            coop_types=("worker",),
            sectors=("care",),
            regions=("catalonia", "gujarat"),
            formats=("guide", "video"),
        ),
        teaches=("hoist",),
        keywords=("ceiling track", "sling; loop"),
    )
