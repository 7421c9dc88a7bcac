"""A page where it is cleaned: parsed once, its features read, judged and made a record where its blog is learned.

Workers call this by its name, so nothing here knows of Scrapy, and the extractor is loaded where it is needed only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blogsieve.cleaners.dom.tree import parse
from blogsieve.cleaners.errors import CleaningError, broken
from blogsieve.cleaners.platforms.platform import GENERIC, Platform, named, recognise
from blogsieve.crawler.blogs.parts import parts_of
from blogsieve.crawler.blogs.scope import Scope
from blogsieve.crawler.pages.classify import SURE, Verdict, judge
from blogsieve.crawler.pages.features import BARE, PageFeatures, page_features
from blogsieve.crawler.pages.profile import Profile
from blogsieve.crawler.pages.walk import FEW_TITLES
from blogsieve.crawler.urls import is_part

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from blogsieve.cleaners.forms import Wanted
    from blogsieve.cleaners.model import Cleaned, Page
    from blogsieve.cleaners.site.model import SiteModel

# A text that is shorter says that one is being loaded.
LABEL = 120


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of a blog, as workers have to know it; sent to them when it changes."""

    scope: Scope
    profile: Profile
    model: SiteModel | None = None
    is_learned: bool = False  # posts can be told, and cleaned
    is_stored: bool = False  # its pages come from a store: nothing said who made it, and all parts of a post are there

    def before_learned(self) -> Knowledge:
        """Return what was known before the blog was learned: pages are looked at, and not judged."""
        return replace(self, model=None, is_learned=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page shows, and what became of it: where it is no post, or is not judged yet, nothing did."""

    features: PageFeatures
    address: str  # the page's canonical one
    platform: Platform
    verdict: Verdict | None = None
    cleaned: Cleaned | CleaningError | None = None

    def without_record(self, error: CleaningError) -> Visit:
        """Return what the page shows, with why it has no record if it is a post."""
        return replace(self, cleaned=error)


def visit(page: Page, known: Knowledge, sources: frozenset[str] = frozenset(), wanted: Wanted | None = None) -> Visit:
    """Return what a page at the address where it was found shows, and its record where it is a post.

    Raises NotHtml where it is no page. A post that names further parts is not cleaned before they are there.
    """
    root = parse(page)
    profile = known.profile
    if known.is_stored and profile.platform.name == GENERIC:
        profile = replace(profile, platform=recognise(root, page.url).platform)
    features = page_features(root, page.url)
    address = page.url if is_part(page.url) else known.scope.address(features)
    if not known.is_learned or holds_posts(features, sources, known.scope):
        return Visit(features, address, profile.platform)
    verdict = judge(features, sources, profile)
    if verdict.kind != "post" or (not known.is_stored and has_parts(features, address)):
        return Visit(features, address, profile.platform, verdict)
    cleaned = clean(replace(page, url=address), root, known.model, wanted)
    return Visit(features, address, profile.platform, verdict, cleaned)


def features_of(page: Page, _: None) -> PageFeatures:
    """Return what a page shows; raise NotHtml where it is none."""
    return page_features(parse(page), page.url)


def is_shell(page: Page, _: None) -> bool:
    """Tell whether a page shows next to nothing, and neither its feed's entry nor its own data has the text."""
    features = page_features(parse(page), page.url)
    if b"<script" not in page.body.lower() or features.prose >= BARE or len(features.titles) >= FEW_TITLES:
        return False
    from blogsieve.cleaners.pipeline.clean import clean_page

    try:
        return len(clean_page(page).record.text) < LABEL
    except CleaningError:
        return True


def clean(page: Page, root: HtmlElement, model: SiteModel | None, wanted: Wanted | None) -> Cleaned | CleaningError:
    """Return what becomes of a page whose tree is made already; a fault of ours costs its record only."""
    from blogsieve.cleaners.site.study import clean_tree

    try:
        return clean_tree(page, root, model, wanted)
    except Exception as error:
        return broken(error)


def holds_posts(features: PageFeatures, sources: frozenset[str], scope: Scope) -> bool:
    """Tell whether a page is made of posts at anchors, a record each: neither it nor a source says that it is one.

    On a blog that has such pages one may have a single post.
    """
    says_post = sources & SURE or features.marks.intersection(named(GENERIC).kinds.post)
    return not says_post and len(features.posts) >= (1 if scope.has_anchors else 2)


def has_parts(features: PageFeatures, address: str) -> bool:
    """Tell whether a page names later pages of the post that it is."""
    return bool(parts_of(address, features.links))


def load(page: Page) -> None:
    """Load what visits need, before the first of them."""
    visit(page, Knowledge(Scope(page.url), Profile(named(GENERIC)), is_learned=True, is_stored=True))
