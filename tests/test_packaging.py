"""What is built and installed: one name at top level, all its data, and nobody's `crawler` or `cleaners` in its way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from big_blog import BigBlog
from running import NO_DELAY, ROOT, Run, crawl_with_scrapy, run

from blogsieve import __version__

SECONDS = 600
# The first Pythons of 3.11 know no filters, and later ones warn where none is given.
SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
DATA = {".toml", ".css", ".json", ".typed"}
RAISES = 'raise ImportError("this is not the package that you look for")\n'
PAGE = "<html><body><article><p>A sentence of a post that was saved, and one more of it.</p></article></body></html>"


def build(source: Path, target: str, folder: Path) -> Path:
    """Build what hatchling makes of a folder; return the file."""
    command = [sys.executable, "-P", "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True, timeout=SECONDS)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the source distribution."""
    return build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel."""
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the commands of an environment with the wheel in it."""
    return environment(wheel, tmp_path_factory.mktemp("installed"))


def environment(built: Path, folder: Path) -> Path:
    """Return the commands of a new environment; what we depend on and are built with is lent, editable installs not."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True, timeout=SECONDS)
    python = folder / "bin" / "python"
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    alone = ["--no-deps", "--no-index", "--no-build-isolation", "--force-reinstall"]
    install = ["install", "--quiet", *alone, str(built)]
    subprocess.run([sys.executable, "-m", "pip", "--python", python, *install], check=True, timeout=SECONDS)
    return folder / "bin"


@pytest.fixture
def installed(scripts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Return a function that runs a command of the environment in the test's folder, with nothing of the checkout."""
    for name in ("PYTHONPATH", "SCRAPY_SETTINGS_MODULE"):
        monkeypatch.delenv(name, raising=False)

    def start(name: str, *args: object) -> Run:
        return run(scripts / name, *args, out=tmp_path / "posts.jsonl", cwd=tmp_path)

    return start


def names_in(wheel: Path) -> set[str]:
    """Return the names of the files in a wheel."""
    with zipfile.ZipFile(wheel) as file:
        return {info.filename for info in file.infolist()}


def test_wheel_holds_one_package_and_its_data(wheel: Path) -> None:
    names = names_in(wheel)
    assert {name.partition("/")[0] for name in names} == {"blogsieve", f"blogsieve-{__version__}.dist-info"}
    ours = {f"blogsieve/{path.relative_to(ROOT)}" for part in ("cleaners", "crawler") for path in files(ROOT / part)}
    ours |= {path.relative_to(ROOT).as_posix() for path in files(ROOT / "blogsieve")}
    assert {name for name in names if name.startswith("blogsieve/")} == ours
    assert {Path(name).suffix for name in ours} >= DATA


def files(folder: Path) -> list[Path]:
    """Return the files of a package, without those that a link leads to and what Python keeps beside them."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return [path for path in found if "__pycache__" not in path.parts]


def test_source_distribution_has_no_links_and_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as file:
        assert [member.name for member in file if member.issym() or member.islnk()] == []
        file.extractall(tmp_path / "source", **SAFELY)
    (source,) = (tmp_path / "source").iterdir()
    assert names_in(build(source, "wheel", tmp_path / "built")) == names_in(wheel)


def test_package_is_imported(installed: Callable[..., Run]) -> None:
    code = "import blogsieve; from blogsieve import Page, clean_page; print(clean_page.__module__, blogsieve.__file__)"
    done = installed("python", "-P", "-c", code)
    assert done.code == 0, done.said
    assert done.said.startswith("blogsieve.cleaners.pipeline.clean ")
    assert "site-packages" in done.said


COMMANDS = {
    ("blogsieve", "--version"): f"blogsieve {__version__}\n",
    ("blogsieve", "schema"): '"$schema"',
    ("python", "-m", "blogsieve", "--help"): "Turns a blog into a clean text corpus",
    ("python", "-m", "blogsieve", "--version"): f"blogsieve {__version__}\n",
}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_command_works(command: tuple[str, ...], installed: Callable[..., Run]) -> None:
    done = installed(*command)
    assert done.code == 0, done.said
    assert COMMANDS[command] in done.said


def test_project_of_that_name_is_theirs(installed: Callable[..., Run], tmp_path: Path) -> None:
    made = installed("python", "-m", "scrapy", "startproject", "crawler", ".")
    assert made.code == 0, made.said
    settings = tmp_path / "crawler" / "settings.py"
    settings.write_text(settings.read_text("utf-8").replace('BOT_NAME = "crawler"', 'BOT_NAME = "theirs"'))
    asked = installed("python", "-m", "scrapy", "settings", "--get", "BOT_NAME")
    assert (asked.code, asked.said) == (0, "theirs\n")


# What a person's PYTHONPATH may say of the folder that they work in: nothing, or, by an empty entry, that it is one.
@pytest.mark.parametrize("path", ["", os.pathsep], ids=["no path", "an empty entry"])
def test_folders_of_our_names_disturb_nothing(
    path: str,
    installed: Callable[..., Run],
    serve_blog: Callable[[BigBlog], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The last is a library that workers alone load: what is in the way of theirs is in nobody's else.
    for name in ("cleaners", "crawler", "langdetect"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(RAISES)
    monkeypatch.setenv("PYTHONPATH", path)
    url = serve_blog(BigBlog(size=3))
    done = installed("blogsieve", "crawl", f"{url}/", "-O", "posts.jsonl", *NO_DELAY)
    assert (done.code, len(done.records)) == (0, 3), done.said
    (tmp_path / "page.html").write_text(PAGE)
    done = installed("blogsieve", "clean", "page.html", "-O", "posts.jsonl")
    assert (done.code, len(done.records)) == (0, 1), done.said


def test_checkout_is_a_project_of_scrapys(serve_blog: Callable[[BigBlog], str], tmp_path: Path) -> None:
    done = crawl_with_scrapy(f"{serve_blog(BigBlog(size=3))}/", tmp_path)
    assert (done.code, len(done.records)) == (0, 3), done.said


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_release_runs_the_demo(
    kind: str, scripts: Path, sdist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = scripts if kind == "wheel" else environment(sdist, tmp_path / "installed")
    # Of the checkout only the demo's own blog is there.
    shutil.copytree(ROOT / "demo", tmp_path / "demo")
    monkeypatch.delenv("PYTHONPATH", raising=False)
    done = run(commands / "python", "-m", "demo", out=tmp_path / "none", cwd=tmp_path)
    assert done.code == 0, done.said
    assert "7 posts written" in done.said


def test_promised_pythons_are_those_of_the_workflow() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    job = workflow["jobs"]["test"]
    promised = [line.rpartition(" ")[2] for line in project["classifiers"] if "Python :: 3." in line]
    assert job["strategy"]["matrix"]["python"] == promised
    assert "bash .ci/run" in [step.get("run") for step in job["steps"]]


def test_citation_names_this_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert (cited["title"], cited["version"], cited["license"]) == ("blogsieve", __version__, "Apache-2.0")
