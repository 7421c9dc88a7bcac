"""Worker processes that learn and clean, each page within limits; what a page does to its worker costs that page only.

    with Pool() as pool:
        future = pool.clean(page, model)        # a concurrent.futures.Future; await asyncio.wrap_future(future)
        for page, result in pool.clean_all(pairs): …

1. a `Nursery` loads the cleaners and forks workers (`nursery`, `process`);
2. a thread a worker takes tasks from one queue and hands them over a socket (`pool`, `worker`, `tasks`);
3. a worker that is late is ended by an alarm of its own, one that crashes closes the socket: the thread sees the end of
   it either way, fails that one task, and goes on with another worker.
"""

from blogsieve.cleaners.engine.local import Pool
from blogsieve.cleaners.engine.tasks import Broken, Limits, TooLarge, TooSlow, WorkerDied

__all__ = ["Broken", "Limits", "Pool", "TooLarge", "TooSlow", "WorkerDied"]
