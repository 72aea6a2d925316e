#!/bin/sh
# Keeps the newest KEEP_REPORTS reports of a directory and says how much room is left.
# Usage: tidy_reports.sh DIRECTORY
set -eu

directory=${1:?"usage: tidy_reports.sh DIRECTORY"}
keep=${KEEP_REPORTS:-14}

case $keep in
    '' | *[!0-9]*)
        echo "tidy: KEEP_REPORTS must be a number, got \"$keep\"" >&2
        exit 1
        ;;
esac
if [ ! -d "$directory" ]; then
    echo "tidy: $directory is not there yet, nothing to do"
    exit 0
fi

# The names have their date in them, so the order of the names is the order of age. Other files are left alone.
set -- "$directory"/sales-[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9].html
[ -e "$1" ] || set --
found=$#
removed=0
while [ $# -gt "$keep" ]; do
    rm -- "$1"
    echo "tidy: removed $1"
    removed=$((removed + 1))
    shift
done

echo "tidy: reports found: $found, removed: $removed, kept at most: $keep"
used=$(du -sk "$directory" | cut -f1)
free=$(df -Pk "$directory" | awk 'NR == 2 { print $4 }')
echo "tidy: $used KiB in $directory, $free KiB free on its disk"
