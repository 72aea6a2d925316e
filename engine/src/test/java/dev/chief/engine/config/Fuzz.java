package dev.chief.engine.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Loads damaged and hostile configurations; ends with a stack trace if one is not answered as it should be. A program of
 * its own, so that {@link FuzzTest} can bound its memory: {@code Fuzz FOLDER COUNT}.
 */
final class Fuzz {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Fuzz() {}

    public static void main(String[] arguments) {
        Project project = Everything.project(Path.of(arguments[0]));
        hostile().forEach(yaml -> load(project, yaml.getBytes(StandardCharsets.UTF_8)));
        Mutations mutations = new Mutations(new Random(20_261_122), GoodFiles.all().toList());
        int rejected = 0;
        int count = Integer.parseInt(arguments[1]);
        for (int i = 0; i < count; i++) {
            if (load(project, mutations.next()) instanceof Loaded.Rejected) {
                rejected++;
            }
        }
        System.out.println(count + " loaded, " + rejected + " rejected");
    }

    private static Loaded load(Project project, byte[] content) {
        long start = System.nanoTime();
        Loaded loaded;
        try {
            loaded = project.load(content);
            check(loaded);
        } catch (RuntimeException | Error problem) {
            throw new AssertionError("for: " + shown(content), problem);
        }
        if (System.nanoTime() - start > LONGEST.toNanos()) {
            throw new AssertionError("too slow: " + shown(content));
        }
        return loaded;
    }

    private static void check(Loaded loaded) {
        List<Diagnostic> diagnostics = switch (loaded) {
            case Loaded.Ok ok -> ok.warnings();
            case Loaded.Rejected rejected -> rejected.diagnostics();
        };
        if (loaded instanceof Loaded.Rejected && diagnostics.isEmpty()) {
            throw new AssertionError("rejected without a reason");
        }
        for (Diagnostic diagnostic : diagnostics) {
            String message = diagnostic.message();
            boolean readable = !message.isBlank() && message.chars().noneMatch(Character::isISOControl)
                    && !message.contains("Exception") && !message.contains("org.snakeyaml");
            boolean placed = diagnostic.location().isEmpty() || isPlace(diagnostic.location().get());
            if (!readable || !placed) {
                throw new AssertionError("not for users: " + diagnostic);
            }
        }
    }

    private static boolean isPlace(Diagnostic.Location at) {
        int length = at.text().codePointCount(0, at.text().length());
        return at.line() >= 1 && at.column() >= 1 && at.width() >= 1 && at.column() <= length + 1
                && at.column() + at.width() <= length + 2;
    }

    private static String shown(byte[] content) {
        String text = new String(content, StandardCharsets.UTF_8);
        return text.length() > 3_000 ? text.substring(0, 200) + "..." : text;
    }

    /** What is small to write and large to read. */
    private static Stream<String> hostile() {
        return Stream.of(
                "[".repeat(10_000), "{a: ".repeat(10_000), "- ".repeat(10_000), nested(10_000), bomb(9, 10),
                bomb(30, 2), merges(12), "a: &a [*a]\n", "&a {<<: *a}\n", "&a a: *a\n",
                "x: &x {" + many("k%d: 1, ", 5_000) + "}\njobs: [" + many("{<<: *x}, ", 900) + "]\n",
                "jobs: [" + many("{name: n%d}, ", 100_000) + "]\n", many("a: 1\n", 200_000),
                many("k%d: 1\n", 300_000),
                "jobs: [" + many("x, ", 600_000) + "]\n", "a: \"" + "x".repeat(5_000_000) + "\"\n",
                "a: " + "9".repeat(1_000_000) + "\n", "jobs: [&a x" + many(", *a", 300_000) + "]\n",
                Project.scheduled(
                        "frequency: weekly, time: '06:00', day: [" + many("monday, ", 50_000) + "]"),
                Project.scheduled("frequency: weekly, time: '06:00', day: &d [monday, monday, monday]")
                        + "  - name: b\n    schedule: {frequency: weekly, time: '06:00', day: ["
                        + many("*d, ", 900)
                        + "]}\n    scripts: [{path: s/ok.py}]\n",
                Project.scheduled(
                        "frequency: daily, time: '06:00', exclude: [" + many("2026-01-01, ", 50_000) + "]"),
                "é: " + many("é%d, ", 100_000) + "\n", chain(20_000), ladder(),
                many("k%d: 1\n", 60_000).repeat(2), "{" + many("jobs%d: 1, ", 100_000) + "jobs: []}\n",
                "jobs: [" + many("{name: n%d, after: [m%d]}, ", 20_000) + "]\n",
                "jobs: [" + many("{name: n%d, timezone: z%d}, ", 20_000) + "]\n",
                "monitor: {api_key: secret}\njobs: [" + many("x, ", 300_000) + "]\n",
                Project.scheduled(
                        "frequency: daily, time: '06:00', exclude: &e [" + many("2026-01-01, ", 9_000) + "]")
                        + many("  - {name: b%d, schedule: {frequency: daily, time: '06:00', exclude: *e},"
                                + " scripts: [{path: s/ok.py}]}\n", 100),
                "%YAML 9.9\n---\na: 1\n",
                "? [a]\n: b\n", "\0", "");
    }

    private static String many(String pattern, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(pattern.replace("%d", Integer.toString(i)));
        }
        return text.toString();
    }

    private static String nested(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append(" ".repeat(i % 1_000)).append("a:\n");
        }
        return text.toString();
    }

    /** Each level names the one below several times. */
    private static String bomb(int levels, int width) {
        StringBuilder text = new StringBuilder("l0: &l0 [x]\n");
        for (int i = 1; i < levels; i++) {
            text.append('l')
                    .append(i)
                    .append(": &l")
                    .append(i)
                    .append(" [")
                    .append(("*l" + (i - 1) + ", ").repeat(width))
                    .append("]\n");
        }
        return text.append("jobs: *l").append(levels - 1).append('\n').toString();
    }

    private static String merges(int levels) {
        StringBuilder text = new StringBuilder("m0: &m0 {" + many("k%d: 1, ", 1_000) + "}\n");
        for (int i = 1; i < levels; i++) {
            text.append('m')
                    .append(i)
                    .append(": &m")
                    .append(i)
                    .append(" {<<: [")
                    .append(("*m" + (i - 1) + ", ").repeat(10))
                    .append("]}\n");
        }
        return text.toString();
    }

    /** Aliases that nest by themselves, each at the bottom of a deep list. */
    private static String ladder() {
        StringBuilder text = new StringBuilder("l0: &l0 [x]\n");
        for (int i = 1; i < 140; i++) {
            text.append('l')
                    .append(i)
                    .append(": &l")
                    .append(i)
                    .append(' ')
                    .append("[".repeat(90))
                    .append("*l")
                    .append(i - 1)
                    .append("]".repeat(90))
                    .append('\n');
        }
        return text + Project.scheduled("frequency: weekly, time: '06:00', day: *l139");
    }

    /** Jobs that wait for each other in one long circle. */
    private static String chain(int length) {
        StringBuilder text = new StringBuilder("jobs:\n");
        for (int i = 0; i < length; i++) {
            text.append("  - {name: n")
                    .append(i)
                    .append(", after: [n")
                    .append((i + 1) % length)
                    .append("], schedule: {frequency: daily, time: '06:00'}, scripts: [{path: s/ok.py}]}\n");
        }
        return text.toString();
    }
}
