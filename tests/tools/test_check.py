"""`check` runs every check, shows what failed, and sums up."""

import sys

import pytest

from tools.__main__ import COMMANDS, main
from tools.check import CHECKS, run_checks

GOOD = [sys.executable, "-c", "print('quiet')"]
BAD = [sys.executable, "-c", "import sys; print('line 3 is wrong'); sys.exit(2)"]


def test_all_pass(tmp_path, capsys):
    assert run_checks({"one": GOOD, "two": GOOD}, tmp_path) == 0
    assert capsys.readouterr().out == "one: passed\ntwo: passed\nall checks passed\n"


def test_a_failure_is_shown_and_the_others_run(tmp_path, capsys):
    assert run_checks({"one": BAD, "two": GOOD}, tmp_path) == 1
    assert capsys.readouterr().out == (
        "one: FAILED\nline 3 is wrong\ntwo: passed\nfailed: one\n"
    )


def test_a_silent_failure_fails(tmp_path):
    silent = [sys.executable, "-c", "raise SystemExit(1)"]
    assert run_checks({"one": silent}, tmp_path) == 1


def test_a_missing_tool_fails_and_says_what_to_do(tmp_path, capsys):
    assert run_checks({"one": ["no-such-tool"]}, tmp_path) == 1
    assert "no-such-tool is not installed" in capsys.readouterr().out


def test_generated_text_is_among_the_checks():
    assert [sys.executable, "-m", "tools", "roadmap", "--check"] in CHECKS.values()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    assert stop.value.code == 0
    assert f"python -m tools {command}" in capsys.readouterr().out


def test_every_command_is_named_for_contributors():
    from tools.curriculum import ROOT

    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"python -m tools {command}" in text
