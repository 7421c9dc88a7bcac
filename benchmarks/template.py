"""The pages of the big blog: a theme with all that themes have, so that a post's page weighs 50 to 200 kB."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from random import Random
from typing import TYPE_CHECKING

from benchmarks import prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.make_blog import Post

NAME = "The Slow Ferry"
AUTHOR = "Mara Lindqvist"
SITEMAP = '<?xml version="1.0"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}</urlset>\n'
TEASER = 220
MOST_COMMENTS = 60


@cache
def style() -> str:
    """Return inline styles, of which a page holds more than text."""
    names = (f".wp-block-{number}-part:not(.is-style)" for number in range(420))
    return "\n".join(f"{name}{{margin:0 auto;padding:.{len(name)}em;color:var(--c-{len(name)})}}" for name in names)


@cache
def script() -> str:
    """Return inline scripts."""
    calls = (f'window.q=window.q||[];q.push(["set",{number},"<b>option</b>"]);' for number in range(260))
    return "\n".join(calls)


def head(title: str, home: str, more: str = "") -> str:
    """Return the beginning of a page."""
    feed = f'<link rel="alternate" type="application/rss+xml" title="Feed" href="{home}feed/">'
    return (
        f'<!DOCTYPE html>\n<html lang="en-US"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        f'{feed}{more}<style>{style()}</style><script>{script()}</script></head>\n<body class="theme-ferry">'
        f'<div id="page" class="site"><header class="site-header"><p class="site-title">{NAME}</p>{menu(home)}</header>'
    )


@cache
def menu(home: str) -> str:
    """Return the menu, with a submenu in each entry."""
    entries = (
        f'<li class="menu-item item-{number}"><a href="{home}topic/{number}/">Topic {number}</a><ul class="sub-menu">'
        + "".join(
            f'<li class="menu-item"><a href="{home}topic/{number}/{sub}/">Part {sub}</a></li>' for sub in range(6)
        )
        + "</ul></li>"
        for number in range(12)
    )
    return f'<nav class="main-navigation"><ul class="menu">{"".join(entries)}</ul></nav>'


def post_page(post: Post, related: Sequence[Post], newest: Sequence[Post], home: str) -> str:
    """Return the page of a post."""
    day = (
        f'<time class="entry-date published" datetime="{post.published.isoformat()}">{post.published:%B %-d, %Y}</time>'
    )
    return (
        head(f"{post.title} - {NAME}", home, declared(post))
        + f'<div id="content"><main id="main"><article id="post-{post.number}" class="post hentry">'
        f'<header class="entry-header"><h1 class="entry-title">{escape(post.title)}</h1><div class="entry-meta">'
        f'<span class="posted-on">Posted on {day}</span> <span class="byline">by {AUTHOR}</span></div></header>'
        f'<div class="entry-content">\n{post.html}\n<div class="sharedaddy"><h3>Share this:</h3>'
        f'<ul><li><a href="#">Tweet</a></li><li><a href="#">E-mail</a></li></ul></div></div>'
        f'<footer class="entry-footer">Posted in <a rel="category tag" href="/c/">Town</a></footer></article>'
        + related_posts(related)
        + comments(post)
        + f"</main>{sidebar(newest, home)}</div>{foot(home)}"
    )


def declared(post: Post) -> str:
    """Return what the page says of its post to machines."""
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "BlogPosting",
                "@id": f"{post.url}#post",
                "url": post.url,
                "headline": post.title,
                "datePublished": post.published.isoformat(),
                "author": {"@type": "Person", "name": AUTHOR},
            },
            {"@type": "WebSite", "name": NAME},
        ],
    }
    return (
        f'<link rel="canonical" href="{post.url}"><meta name="generator" content="WordPress 6.4">'
        f'<meta property="og:title" content="{escape(post.title)}"><meta property="og:type" content="article">'
        f'<meta property="og:site_name" content="{NAME}"><meta name="author" content="{AUTHOR}">'
        f'<meta property="article:published_time" content="{post.published.isoformat()}">'
        f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    )


def related_posts(posts: Sequence[Post]) -> str:
    """Return teasers of other posts."""
    items = (
        f'<li class="related-post"><a href="{post.url}"><img src="/t/{post.number}.jpg">'
        f"<h4>{escape(post.title)}</h4></a>"
        f"<p>{post.lines[0][:TEASER]}…</p></li>"
        for post in posts
    )
    return f'<section class="related-posts"><h3>You may also like</h3><ul>{"".join(items)}</ul></section>'


def comments(post: Post) -> str:
    """Return what readers wrote, more under some posts than under others."""
    random = Random(f"comments {post.number}")
    items = (
        f'<li id="comment-{post.number}-{number}" class="comment depth-1"><article class="comment-body">'
        f'<footer class="comment-meta"><div class="comment-author vcard"><img class="avatar" src="/a/{number}.png">'
        f'<b class="fn">{prose.name(random)}</b> <span class="says">says:</span></div><div class="comment-metadata">'
        f'<a href="#comment-{number}"><time datetime="2024-05-0{number % 9 + 1}">May {number % 9 + 1}, 2024</time></a>'
        f'</div></footer><div class="comment-content"><p>{prose.paragraph(random, 1, 6)}</p></div>'
        f'<div class="reply"><a rel="nofollow" class="comment-reply-link" href="#">Reply</a></div></article></li>'
        for number in range(random.randint(0, MOST_COMMENTS))
    )
    form = '<div id="respond" class="comment-respond"><h3>Leave a Reply</h3><form><textarea></textarea></form></div>'
    return f'<div id="comments" class="comments-area"><ol class="comment-list">{"".join(items)}</ol>{form}</div>'


def sidebar(newest: Sequence[Post], home: str) -> str:
    """Return the widgets beside each post."""
    recent = "".join(f'<li><a href="{post.url}">{escape(post.title)}</a></li>' for post in newest)
    every = [f"{2012 + month // 12}/{month % 12 + 1:02}" for month in range(120)]
    months = "".join(f'<li><a href="{home}{month}/">{month}</a></li>' for month in every)
    tags = "".join(f'<a href="{home}tag/{word}/" class="tag-cloud-link tag-{word}">{word}</a> ' for word in words())
    return (
        f'<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2>Recent</h2>'
        f'<ul>{recent}</ul></section><section class="widget widget_archive"><h2>Archives</h2>'
        f"<ul>{months}</ul></section>"
        f'<section class="widget widget_tag_cloud"><h2>Tags</h2><div class="tagcloud">{tags}</div></section></aside>'
    )


@cache
def words() -> list[str]:
    """Return the words of the tag cloud."""
    return sorted({word.lower() for text in (*prose.WHAT, *prose.WHERE) for word in text.split() if len(word) > 3})


def foot(home: str) -> str:
    """Return the end of a page."""
    return (
        f'</div><footer id="colophon" class="site-footer"><p>{NAME} is written on board.</p>{menu(home)}</footer>'
        f"<script>{script()}</script></body></html>"
    )


def home_page(newest: Sequence[Post], home: str) -> str:
    """Return the list of the newest posts."""
    items = (
        f'<article class="post"><h2 class="entry-title"><a href="{post.url}">{escape(post.title)}</a></h2>'
        f"<p>{post.lines[0][:TEASER]}…</p></article>"
        for post in newest
    )
    return f'{head(NAME, home)}<main id="main">{"".join(items)}</main>{sidebar(newest, home)}{foot(home)}'


def feed(newest: Sequence[Post], home: str) -> str:
    """Return the feed, with the posts in full."""
    items = (
        f"<item><title>{escape(post.title)}</title><link>{post.url}</link><guid>{post.url}</guid>"
        f"<pubDate>{post.published:%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
        f"<content:encoded><![CDATA[{post.html}]]></content:encoded></item>"
        for post in newest
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{NAME}</title><link>{home}</link><language>en-US</language>{''.join(items)}</channel></rss>"
    )
