#!/bin/sh
# Install the system packages that only some tests need, where that can be done without asking: as root on Debian.
# Elsewhere those tests are skipped with one clear line, or fail where CI=true.
set -eu
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium >/dev/null
else
    echo "note: no chromium here; tests in a browser are skipped (install the package 'chromium' to run them)"
fi
