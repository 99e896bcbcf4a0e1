"""What may an agent ask? The commands that read, as tools of the Model Context Protocol (``yusuan mcp``)."""
