"""Strips a blog's page of all that the post's author did not write, and says what it removed and why.

The steps, in order:

1. decode the bytes and parse them once (`dom`);
2. read title, author, tags, date and hints of the language (`metadata`);
3. drop what is hidden and what a rule names: comments, sidebars, related posts (`rules`, `steps`);
4. find the body: in the site's learned wrapper, under a platform's name, or with an extractor (`pipeline`);
5. drop the title, other posts' teasers, what the site repeats, and the lines at the edges (`steps`, `site`);
6. tell the language of what is left and write the record (`language`, `pipeline`).

`clean_page(page)` does so with one page, and `pipeline.clean` has it on one screen. With `learn(pages)` from several
pages of one blog, `clean_page(page, model)` cleans with the whole site in view. Nothing here knows of Scrapy.
"""
