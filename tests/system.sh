#!/bin/sh
# Install chromium for the tests in a browser where this needs no confirmation: as root on Debian or Ubuntu.
# Elsewhere these tests are skipped with a note, or fail if CI=true.
set -eu
command -v chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -q chromium >/dev/null
else
    echo "note: chromium is not installed, so tests in a browser are skipped (install the package 'chromium' to run them)"
fi
