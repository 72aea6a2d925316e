# shellcheck shell=sh disable=SC2154,SC3013 # sourced by ../chief, whose variables and functions it uses; every sh has -nt
#
# The seldom part of ./chief: builds the jar and makes the class-data archive.
#
# A folder of builds (.chief-build in the checkout; when the checkout cannot be written, one in the user's cache) holds
#   current                 the folder that holds the newest build, and the sources that it was made of, as a script; its time is that
#                           of the start of that build
#   HASH/chief.jar          a build, named after its content: a daemon that was started from it keeps it after a newer build
#   HASH/chief-quick.jar    the part of it that the quick commands need
#   HASH/ROOT/JDK/KIND.jsa  its archives, for quick, full and monitor; without one that could not be made
#   HASH/ROOT/JDK/runtime   a link to the Java that quick.jsa was made for, unless it is the JDK itself
#   runtime.JDK             that Java: the modules of a JDK that the quick commands need
#   build.log               what Maven said in the last build
#   lock/pid                the process that is building
#   work.PID                what it is working on
# Whatever others read is made in work.PID and then moved, so nobody sees a half.

say() {
    printf 'chief: %s\n' "$*" >&2
}

can_write() {
    mkdir -p "$builds" 2>/dev/null && [ -w "$builds" ]
}

# Answers in $builds.
choose_builds() {
    builds=$root/.chief-build
    can_write && return
    cache=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
    [ -n "$cache" ] ||
        fail 70 "cannot write to $builds, and neither XDG_CACHE_HOME nor HOME names a place for a cache; set one of them"
    name_of "$root"
    builds=$cache/chief/$name
    can_write ||
        fail 70 "can write neither to $root/.chief-build nor to $builds; set XDG_CACHE_HOME to a folder that can be written"
}

is_running() {
    kill -0 "$1" 2>/dev/null || ps -p "$1" >/dev/null 2>&1
}

# Without a number the owner is just starting, or died while it did: that is known after five seconds.
is_abandoned() {
    if [ -n "$owner" ]; then
        ! is_running "$owner"
    else
        [ "$rounds" -ge 25 ]
    fi
}

# One process builds, the others wait. A lock whose owner is gone is taken away. Should two processes do that at the same moment,
# both build: each in its own folder, so that only time is lost.
take_lock() {
    rounds=0
    until mkdir "$builds/lock" 2>/dev/null; do
        [ -d "$builds/lock" ] || fail 70 "cannot make $builds/lock"
        owner=
        [ -r "$builds/lock/pid" ] && read -r owner <"$builds/lock/pid"
        if is_abandoned; then
            mv "$builds/lock" "$builds/lock.$$" 2>/dev/null && rm -rf "$builds/lock.$$"
            continue
        fi
        [ "$rounds" -ne 1 ] || say "waiting for process $owner, which is building"
        [ "$rounds" -lt 4500 ] || fail 70 "process $owner has held $builds/lock for 15 minutes; remove it if nothing is building"
        rounds=$((rounds + 1))
        sleep 0.2 2>/dev/null || sleep 1
    done
    echo $$ >"$builds/lock/pid"
    work=$builds/work.$$
    trap release_lock EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    rm -rf "$work"
    mkdir "$work" || fail 70 "cannot make $work"
}

release_lock() {
    trap - EXIT HUP INT TERM
    rm -rf "$work"
    owner=
    [ -r "$builds/lock/pid" ] && read -r owner <"$builds/lock/pid"
    [ "$owner" != $$ ] || rm -rf "$builds/lock"
}

# Makes $jar_folder a build of the present sources.
build() {
    choose_builds
    is_current "$builds" && return
    take_lock
    if ! is_current "$builds"; then
        compile
        remove_old_builds
    fi
    release_lock
}

compile() {
    command -v mvn >/dev/null 2>&1 ||
        fail 69 "needs Maven 3.8.7 or newer to build itself and found no mvn on the PATH; install it (apt install maven, brew install maven)"
    if [ -e "$builds/current" ]; then
        say "building, the sources are newer than the last build (log: $builds/build.log)"
    else
        say "building, which the first start takes some seconds for (log: $builds/build.log)"
    fi
    : >"$work/started"
    # After that moment: what comes while the list is made is newer than the build, whether it is in the list or not.
    list_sources >"$work/sources"
    # The quick compiler halves the time; a user's own options come instead, since two collectors cannot be named at once.
    if ! (cd "$root" && JAVA_HOME=$jdk MAVEN_OPTS=${MAVEN_OPTS:--XX:+UseSerialGC -XX:TieredStopAtLevel=1} \
        mvn -B -ntp "-Dchief.build=$work" -pl app -am package) </dev/null >"$builds/build.log" 2>&1 ||
        [ ! -s "$work/chief-app/chief.jar" ] || [ ! -s "$work/chief-app/chief-quick.jar" ]; then
        tail -n 25 "$builds/build.log" >&2
        fail 70 "the build failed; the whole log is $builds/build.log"
    fi
    mkdir "$work/build"
    mv "$work/chief-app/chief.jar" "$work/chief-app/chief-quick.jar" "$work/build/"
    hash=$(cat "$work"/build/*.jar "$root/chief" "$root"/packaging/*.sh "$root"/packaging/training/* | digest | cut -c 1-16)
    hash=${hash%%[!0-9a-f]*}
    [ -n "$hash" ] || fail 70 "cannot name the build: none of sha256sum, shasum and cksum works"
    [ -s "$builds/$hash/chief.jar" ] || {
        rm -rf "${builds:?}/$hash"
        mv "$work/build" "$builds/$hash"
    } || fail 70 "cannot move the build to $builds/$hash"
    echo "hash=$hash" | cat - "$work/sources" >"$work/current"
    # A source that was changed while Maven ran is newer than this.
    touch -r "$work/started" "$work/current"
    mv -f "$work/current" "$builds/current" || fail 70 "cannot write $builds/current"
    jar_folder=$builds/$hash
    built=yes
}

# The sources as a script for is_current.
list_sources() {
    folders=
    for top in "$root"/*/src/main; do
        [ -d "$top" ] || continue
        folders="$folders ${top#"$root"/}"
        list_folder "$top"
    done
    printf 'looked=%s\n' "$(quoted "$folders")"
}

list_folder() {
    printf 'look %s' "$(quoted "${1#"$root"/}")"
    for entry in "$1"/*; do
        [ ! -f "$entry" ] || case ${entry##*/} in
            *[!A-Za-z0-9._-]* | -*) printf ' %s' "$(quoted "./${entry##*/}")" ;;
            *) printf ' %s' "${entry##*/}" ;;
        esac
    done
    echo
    for entry in "$1"/*; do
        [ ! -d "$entry" ] || list_folder "$entry"
    done
}

quoted() {
    printf '%s' "$1" | sed -e "s/'/'\\\\''/g" -e "1s/^/'/" -e "\$s/\$/'/"
}

digest() {
    sha256sum 2>/dev/null || shasum -a 256 2>/dev/null || cksum
}

# Keeps the present build, the three newest and those that a process was started from.
remove_old_builds() {
    processes=$(ps -A -ww -o args= 2>/dev/null) || return 0
    # shellcheck disable=SC2012 # the names are ours
    ls -1t "$builds" | while read -r entry; do
        case $entry in
            work.*) is_running "${entry#work.}" || rm -rf "${builds:?}/$entry" ;;
            lock.*) rm -rf "${builds:?}/$entry" ;;
            *)
                [ -e "$builds/$entry/chief.jar" ] || continue
                kept=$((${kept:-0} + 1))
                [ "$kept" -gt 3 ] || continue
                case $hash-$processes in
                    "$entry"-* | *"$builds/$entry/"*) ;;
                    *) rm -rf "${builds:?}/$entry" ;;
                esac
                ;;
        esac
    done
}

# Tries to make $archives, so that the classes of the common commands need be neither read nor linked at a start. Never fatal:
# the folder is there afterwards, with what could be made.
make_archives() {
    builds=${jar_folder%/*}
    take_lock
    if [ ! -d "$archives" ] || [ "$jdk/lib/modules" -nt "$archives" ]; then
        [ -n "${built:-}" ] || say "preparing for JDK $jdk_version, once"
        mkdir "$work/archives"
        number=0
        make_runtime
        train quick
        cat "$work"/classes.* >"$work/quick.list" 2>/dev/null
        train full
        cat "$work"/classes.* >"$work/full.list" 2>/dev/null
        train monitor
        cat "$work"/classes.* >"$work/monitor.list" 2>/dev/null
        dump quick "$quick_java" "$jar_folder/none" "$jar_folder/chief-quick.jar" &
        dump full "$jdk/bin/java" "$jar_folder/chief.jar" '' &
        dump monitor "$jdk/bin/java" "$jar_folder/chief.jar" ''
        wait
        # Older than the JDK means stale; a JDK from the future must not mean that at every start.
        [ "$jdk/lib/modules" -nt "$work/archives" ] && touch -r "$jdk/lib/modules" "$work/archives"
        mkdir -p "${archives%/*}"
        rm -rf "$archives"
        mv "$work/archives" "$archives"
    fi
    release_lock
}

# Makes a Java of the few modules that chief-quick.jar needs, for all builds, unless this build of the JDK has one or cannot make
# one. Answers in $quick_java, and links it beside the archives.
make_runtime() {
    quick_java=$jdk/bin/java
    name_of "$jdk"
    runtime=$builds/runtime.$name-$jdk_version
    if [ ! -x "$runtime/bin/java" ] || [ "$jdk/lib/modules" -nt "$runtime" ]; then
        "$jdk/bin/jlink" --add-modules java.base,java.sql --strip-debug --no-header-files --no-man-pages \
            --output "$work/runtime" </dev/null >/dev/null 2>&1 && [ -x "$work/runtime/bin/java" ] || return 0
        rm -rf "$builds/runtime.$name"-*
        mv "$work/runtime" "$runtime" || return 0
    fi
    ln -s "$runtime" "$work/archives/runtime" && quick_java=$runtime/bin/java
}

# Runs each command of a file in training, all at once, and lists the classes that they load. Before a command may stand what visits
# it: a Java source, which starts it, asks it for things and stops it.
train() {
    while read -r command; do
        number=$((number + 1))
        cp -R "$root/packaging/training" "$work/$number"
        visitor=
        case $command in
            *.java\ *)
                visitor=${command%% *}
                command=${command#* }
                ;;
        esac
        # A command that hangs ends itself after half a minute.
        # shellcheck disable=SC2086 # the options and the arguments are several words
        # What a script of a job inherits must not have the training tell the monitor anything.
        (unset CHIEF_MONITOR_ENDPOINT CHIEF_MONITOR_API_KEY MONITOR_API_KEY
            cd "$work/$number" && exec ${visitor:+"$jdk/bin/java" $java_options $compiler "$visitor"} \
            "$jdk/bin/java" $java_options $compiler -XX:SelfDestructTimer=0.5 \
            "-XX:DumpLoadedClassList=$work/classes.$number" "-Dchief.home=$jar_folder" \
            -cp "$jar_folder/chief.jar" dev.chief.app.Main $command </dev/null >/dev/null 2>&1) &
    done <"$root/packaging/training/$1"
    wait
}

# Makes an archive of the classes of a list, for a Java, a class path and what comes before it; as ./chief starts them.
dump() {
    # Each run's list counts its classes from 0, and what another class loader read cannot be dumped.
    sed -e '/ source: /d' -e 's/ id: [0-9]*$//' "$work/$1.list" | awk '!seen[$0]++' >"$work/$1.classes"
    # shellcheck disable=SC2086 # the options are several words
    "$2" -Xshare:dump $java_options $compiler -XX:+AOTClassLinking "-XX:SharedClassListFile=$work/$1.classes" \
        "-XX:SharedArchiveFile=$work/$1.jsa" ${4:+"-Xbootclasspath/a:$4"} -cp "$3" </dev/null >/dev/null 2>&1 &&
        [ -s "$work/$1.jsa" ] && mv "$work/$1.jsa" "$work/archives/$1.jsa"
}
