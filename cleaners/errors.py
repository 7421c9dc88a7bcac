"""What can be wrong with a page; each message is one line that goes behind the page's address."""


class CleaningError(Exception):
    """A page from which no record can be made."""


class NotHtml(CleaningError):
    """The bytes are no HTML and no text: an image, an archive, nothing at all."""


class UnknownEncoding(NotHtml):
    """The bytes look like text, but in no encoding that gives one."""


class NoText(CleaningError):
    """After all that is boilerplate was removed, no text of a post was left."""
