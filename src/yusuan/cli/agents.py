"""The command that serves agents: mcp."""

from __future__ import annotations

from pathlib import Path

import click

from yusuan.cli.options import indexes_option, settings_for
from yusuan.errors import UsageError


@click.command()
@indexes_option
def mcp(indexes: Path | None) -> None:
    """供智能体使用的 MCP 服务 Serve agents by MCP.

    经标准输入输出提供检索、提问、相似项目、SPARQL 和文档原文，只读；由客户端启动，见 docs/howto/use-from-an-agent.md。
    Offers search, questions, similar projects, SPARQL and document text over standard input and output, read-only; clients start it.
    """
    from yusuan.app import Services

    services = Services.open(settings_for(indexes))
    services.library.current_name()
    try:
        from yusuan.agents.server import server
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith(("mcp", "pydantic")):
            raise
        raise UsageError(
            "没有安装 MCP；请运行 pip install 'yusuan[mcp]'。", "MCP is not installed; run pip install 'yusuan[mcp]'."
        ) from error
    server(services).run("stdio")
