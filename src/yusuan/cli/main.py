"""The commands and their exit statuses: 0 done, 1 something refused, 2 wrong usage, 3 no sound index."""

from __future__ import annotations

import sys
from typing import Any

import click

from yusuan import __version__
from yusuan.cli import agents, documents, finding, inspecting, keeping, output, streams
from yusuan.errors import YusuanError


class _Commands(click.Group):
    """Commands that turn an error into its sentence and exit status."""

    def main(self, *args: Any, **extra: Any) -> Any:
        streams.prepare()
        try:
            return super().main(*args, **extra)
        except OSError as error:  # a closed pipe is no error: click leaves quietly
            told = streams.cut_short(error)
            output.complain(told)
            sys.exit(told.exit_status)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except YusuanError as error:
            output.complain(error)
            ctx.exit(error.exit_status)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, prog_name="yusuan")
def main() -> None:
    """预算图谱：把部门预算公开变成可检索、可提问的知识图谱。

    Yusuan: county budget disclosures as a knowledge graph to search, ask and query.
    """


for command in (
    documents.ingest,
    documents.remove,
    finding.search,
    finding.similar,
    finding.compare,
    finding.ask,
    finding.sparql,
    documents.coverage,
    inspecting.issues,
    inspecting.inspect,
    documents.export,
    documents.text,
    keeping.validate,
    keeping.status,
    keeping.check,
    keeping.serve,
    agents.mcp,
):
    main.add_command(command)
