"""The files that start workers elsewhere: their commands are ones that the command line knows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from running import ROOT

from blogsieve.crawler.ui.cli import main

DEPLOY = ROOT / "deploy"
# Nobody listens there: a command line that is right comes as far as that.
NOWHERE = "redis://127.0.0.1:1/blogs"


def commands() -> Iterator[list[str]]:
    """Yield what the files let blogsieve do."""
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]
    yield from (service["command"] for service in services.values() if service["image"] == "blogsieve")
    job = yaml.safe_load((DEPLOY / "kubernetes.yaml").read_text("utf-8"))
    yield from (container["args"] for container in job["spec"]["template"]["spec"]["containers"])


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_commands_are_right(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "blogsieve.crawler.settings")
    (tmp_path / "blogs.txt").write_text("https://one.example/", "utf-8")
    here = [re.sub(r"^(s3:/)?/|(?<==)/", f"{tmp_path}/", re.sub("^redis:.*", NOWHERE, part)) for part in command]
    with pytest.raises(SystemExit) as left:
        main(here)
    said = capfd.readouterr().err
    assert left.value.code in (1, 2)
    assert said.startswith(f"blogsieve: {NOWHERE}: "), said
    assert "111" in said


def test_the_image_has_what_its_commands_need() -> None:
    dockerfile = (DEPLOY / "Dockerfile").read_text("utf-8")
    named = re.search(r"/src\[([\w,]+)\]", dockerfile)
    assert named
    extras: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(named[1].split(",")) <= set(extras["optional-dependencies"])
