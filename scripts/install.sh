#!/bin/sh
# Installs Yusuan into a virtual environment: sh scripts/install.sh VENV
#
# PyTorch comes in a CPU build where pip can find one ("2.13.0+cpu"): a machine without a GPU then downloads no GPU
# packages. YUSUAN_TORCH_INDEX names a package index that carries CPU builds, for machines whose pip finds none.
set -eu

venv=$1
python=${PYTHON:-python3}
torch=$(sed -n 's/^torch==//p' constraints.txt)

if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
    echo "需要 Python 3.11–3.13；请安装后用 make setup PYTHON=python3.12 指定。" >&2
    echo "Python 3.11 to 3.13 is needed; install it and name it: make setup PYTHON=python3.12" >&2
    exit 1
fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
pip="$venv/bin/python -m pip --disable-pip-version-check"

if ! "$venv/bin/python" -c 'import torch' 2>/dev/null; then
    echo "安装 PyTorch $torch 的 CPU 版 / installing the CPU build of PyTorch $torch …" >&2
    if $pip install --quiet --constraint constraints.txt ${YUSUAN_TORCH_INDEX:+--extra-index-url "$YUSUAN_TORCH_INDEX"} \
        "torch==$torch+cpu" 2>/dev/null; then
        echo "已安装 CPU 版 / the CPU build is installed." >&2
    else
        echo "pip 找不到 CPU 版，改装默认版（在 Linux 上会带约数 GB 的 GPU 组件；设 YUSUAN_TORCH_INDEX 可避免）。" >&2
        echo "pip finds no CPU build; installing the default one (on Linux with several GB of GPU packages; set" >&2
        echo "YUSUAN_TORCH_INDEX to a package index that has CPU builds to avoid that)." >&2
        $pip install --quiet --constraint constraints.txt "torch==$torch"
    fi
fi

echo "安装 Yusuan / installing Yusuan …" >&2
$pip install --quiet --constraint constraints.txt --editable .
echo "完成：$venv/bin/yusuan --help / done." >&2
