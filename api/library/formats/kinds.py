"""What kind of thing a resource is, in each format's own words. Where it has none, a tag says it."""

from collections.abc import Mapping

# By the id of the library's term. The first is written; all are read.
ZOTERO: Mapping[str, tuple[str, ...]] = {
    "book": ("book",),
    "chapter": ("bookSection", "encyclopediaArticle", "dictionaryEntry"),
    "article": ("magazineArticle", "newspaperArticle"),
    "paper": ("journalArticle", "conferencePaper", "preprint"),
    "report": ("report",),
    "thesis": ("thesis",),
    "video": ("videoRecording", "film", "tvBroadcast"),
    "podcast": ("podcast", "audioRecording", "radioBroadcast"),
    "slides": ("presentation",),
    "website": ("webpage",),
    "blog-post": ("blogPost",),
    "discussion": ("forumPost",),
    "tool": ("computerProgram",),
    "dataset": ("dataset",),
}
CSL: Mapping[str, tuple[str, ...]] = {
    "book": ("book",),
    "chapter": ("chapter", "entry-encyclopedia", "entry-dictionary"),
    "article": ("article-magazine", "article-newspaper"),
    "paper": ("article-journal", "paper-conference", "article"),
    "report": ("report",),
    "thesis": ("thesis",),
    "video": ("motion_picture",),
    "podcast": ("broadcast", "song"),
    "slides": ("speech",),
    "website": ("webpage",),
    "blog-post": ("post-weblog",),
    "discussion": ("post",),
    "tool": ("software",),
    "dataset": ("dataset",),
}
RIS: Mapping[str, tuple[str, ...]] = {
    "book": ("BOOK", "EBOOK", "EDBOOK"),
    "chapter": ("CHAP", "ECHAP", "ENCYC", "DICT"),
    "article": ("MGZN", "NEWS"),
    "paper": ("JOUR", "EJOUR", "CPAPER", "CONF", "INPR"),
    "report": ("RPRT",),
    "guide": ("PAMP",),
    "thesis": ("THES",),
    "video": ("VIDEO", "MPCT"),
    "podcast": ("SOUND",),
    "slides": ("SLIDE",),
    "website": ("ELEC",),
    "blog-post": ("BLOG",),
    "discussion": ("ICOMM",),
    "tool": ("COMP",),
    "dataset": ("DATA", "DBASE"),
}
BIBTEX: Mapping[str, tuple[str, ...]] = {
    "book": ("book", "mvbook", "collection", "booklet"),
    "chapter": ("incollection", "inbook"),
    "paper": ("article", "inproceedings", "conference"),
    "report": ("techreport", "report"),
    "guide": ("manual",),
    "thesis": ("phdthesis", "mastersthesis", "thesis"),
    "video": ("video", "movie"),
    "podcast": ("audio",),
    "website": ("online", "electronic", "www"),
    "tool": ("software",),
    "dataset": ("dataset",),
}
SCHEMA_ORG: Mapping[str, tuple[str, ...]] = {
    "book": ("Book",),
    "chapter": ("Chapter",),
    "article": ("Article", "NewsArticle"),
    "paper": ("ScholarlyArticle",),
    "report": ("Report",),
    "guide": ("HowTo", "Guide"),
    "thesis": ("Thesis",),
    "course": ("Course",),
    "video": ("VideoObject", "Movie"),
    "podcast": ("PodcastEpisode", "AudioObject", "PodcastSeries"),
    "slides": ("PresentationDigitalDocument",),
    "website": ("WebSite", "WebPage"),
    "blog-post": ("BlogPosting", "Blog"),
    "discussion": ("DiscussionForumPosting",),
    "tool": ("SoftwareApplication", "WebApplication", "SoftwareSourceCode"),
    "dataset": ("Dataset",),
}


def kind_of(
    formats: tuple[str, ...], table: Mapping[str, tuple[str, ...]], neutral: str
) -> tuple[str, tuple[str, ...]]:
    """The format's kind for a resource, and the ids that it leaves unsaid. neutral: what says nothing."""
    said = next((id for id in formats if id in table), None)
    if said is None:
        return neutral, formats
    return table[said][0], tuple(id for id in formats if id != said)


def formats_of(kind: str, table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The library's term for a format's kind; none for a neutral or unknown one."""
    return tuple(id for id, kinds in table.items() if kind in kinds)
