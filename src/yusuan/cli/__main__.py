"""`python -m yusuan.cli`: the same as `yusuan`."""

from yusuan.cli.main import main

main()
