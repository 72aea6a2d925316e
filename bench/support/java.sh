# Sourced by the measurements that are written in Java: builds them and sets "java" and "class_path". The current folder is the
# repository's root. BENCH_BUILT=yes says that the build is done.

find_java() {
    for home in "${CHIEF_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* \
        "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if [ -f "$home/release" ] && grep -q '^JAVA_VERSION="25[."]' "$home/release"; then
            printf '%s\n' "$home/bin/java"
            return
        fi
    done
    echo "bench: no JDK 25 found; set JAVA_HOME" >&2
    return 1
}

java=$(find_java)
class_path="bench/target/classes:bench/target/lib/*"
if [ -z "${BENCH_BUILT:-}" ]; then
    ./chief --version >/dev/null
    mvn -q -Pbench -pl bench -am -Dmaven.test.skip=true package
fi
