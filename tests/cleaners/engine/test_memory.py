"""What the trees of a sample took goes back to the system, in a process of its own that has nothing else in memory."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
from blogsieve.cleaners.engine import memory
from blogsieve.cleaners.engine.inplace import InPlace
from blogsieve.cleaners.engine.tasks import Learn, Limits
from blogsieve.cleaners.model import Page

def page(number):
    boxes = "".join(f"<div class=b{n}><a href=/{n}/>Box {n}</a> <b>of</b> <i>a</i> menu</div>" for n in range(2000))
    prose = "".join(f"<p>What was said of boat {number}, in words of its own, line {n}.</p>" for n in range(20))
    html = f"<title>Boat {number}</title><nav>{boxes}</nav><article><h1>Boat {number}</h1>{prose}</article>"
    return Page(f"https://blog.example/{number}/", html.encode(), "text/html")

def kilobytes(name):
    line = next(line for line in open("/proc/self/status") if line.startswith(name))
    return int(line.split()[1])

pages = [page(number) for number in range(20)]
InPlace(Limits()).learn(Learn(pages, 60.0))
print(kilobytes("VmHWM"), kilobytes("VmRSS"))
"""


def test_memory_of_a_sample_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    most, left = map(int, done.stdout.split())
    assert left < 0.85 * most, done.stdout
