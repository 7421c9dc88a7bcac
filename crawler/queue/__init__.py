"""A crawl over several workers: blogs wait in Redis, each worker leases some, and crawls them as one machine would.

1. The queue (`redis_queue`) holds hosts in a stream; each host has the list of its blogs, which are crawled one after
   the other, so that a host is asked by one worker at a time. What has to be done in one piece is one of `scripts`.
2. A worker (`worker`) leases hosts and renews the leases. Only who holds a lease may renew it: a worker that was
   stopped for longer than that finds its hosts given to others, and drops what it has of them.
3. A blog is crawled in a folder of its own (`task`), as `blogsieve crawl` would: who is killed goes on there. What it
   came to is put into the folder that was asked for (`results`), and only then the blog is taken off the queue.
"""
