"""Where pages are learned from and cleaned: an `Executor`, made from its name; what a page does costs that page only.

    with open_executor("local") as executor:
        future = executor.submit_clean(page, model)        # a concurrent.futures.Future

`LocalExecutor`, processes of this machine:

1. a `ForkServer` loads the cleaners and forks workers (`forkserver`, `process`);
2. a thread a worker takes tasks from one queue and hands them over a socket (`local`, `worker`, `tasks`);
3. a worker that keeps the processor for too long is ended by an alarm of its own, one that crashes closes the socket:
   the thread sees the end of it either way, and goes on with another worker. A page that this befalls is tried once
   more, and no two such pages at a time: it may have been the machine's fault, or another page's.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from blogsieve.cleaners.engine.executor import EXECUTORS, Executor, open_executor
    from blogsieve.cleaners.engine.local import LocalExecutor
    from blogsieve.cleaners.engine.tasks import Learned, Limits, OverLimits, TooLarge, TooSlow, WorkerDied

__all__ = [
    "EXECUTORS",
    "Executor",
    "Learned",
    "Limits",
    "LocalExecutor",
    "OverLimits",
    "TooLarge",
    "TooSlow",
    "WorkerDied",
    "open_executor",
]

# Each name is loaded when it is asked for: the fork server is started before anything else is loaded.
_HOMES = dict.fromkeys(("EXECUTORS", "Executor", "open_executor"), "executor") | {"LocalExecutor": "local"}


def __getattr__(name: str) -> Any:
    """Load a public name; raise AttributeError where there is none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'tasks')}"), name)
