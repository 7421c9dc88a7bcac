"""What a page says of its post besides the text: title, author, tags, the blog's name, dates."""
