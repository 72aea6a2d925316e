package dev.chief.bench.monitor;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a monitor for all that it lists and shows. */
final class Calls {
    private static final int CALLS = 200;
    private static final long MOST_NANOS = 3_000_000_000L;
    private static final int DEEPEST = 1_000_000;
    private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

    private final Random random = new Random(5);
    private final Connection connection;
    private final long events;
    private final int jobs;
    private final Instant first;

    /**
     * @param events how many there are
     * @param jobs how many jobs they are about
     * @param first when the first of them happened
     */
    Calls(Connection connection, long events, int jobs, Instant first) {
        this.connection = connection;
        this.events = events;
        this.jobs = jobs;
        this.first = first;
    }

    void lists(Growth growth) throws IOException {
        for (Map.Entry<String, Supplier<String>> list : paths().entrySet()) {
            String name = list.getKey();
            Supplier<String> path = list.getValue();
            growth.add(name, time(path));
            if (name.startsWith("/v1/events") || name.startsWith("/v1/runs")
                    || name.startsWith("/v1/alerts")) {
                growth.add(name + ", deep offset",
                        time(() -> path.get() + "&offset=" + random.nextInt(depth(name))));
                growth.add(name + ", deep cursor",
                        time(() -> path.get() + cursor(path.get(), random.nextInt(depth(name)))));
            }
        }
    }

    /** Each page of the web UI. */
    void pages(Growth growth) throws IOException {
        for (Map.Entry<String, Supplier<String>> page : new Pages(events, jobs, first).paths().entrySet()) {
            growth.add(page.getKey(), time(page.getValue(), Wire::page));
        }
    }

    Latencies summary() throws IOException {
        return time(() -> "/v1/status/summary");
    }

    private Map<String, Supplier<String>> paths() {
        Map<String, Supplier<String>> paths = new LinkedHashMap<>();
        paths.put("/v1/events", () -> "/v1/events?");
        paths.put("/v1/events of a job", () -> "/v1/events?jobName=" + job());
        paths.put("/v1/events of a script", () -> "/v1/events?scriptPath=scripts/" + job() + "/load.py");
        paths.put("/v1/events of a run", () -> "/v1/events?runId=" + run());
        paths.put("/v1/events INFO", () -> "/v1/events?level=INFO");
        paths.put("/v1/events ERROR", () -> "/v1/events?level=ERROR");
        paths.put("/v1/events worker.message", () -> "/v1/events?eventType=worker.message");
        paths.put("/v1/events job.failed", () -> "/v1/events?eventType=job.failed");
        paths.put("/v1/events of a worker", () -> "/v1/events?sourceType=worker");
        paths.put("/v1/events of a job, job.failed",
                () -> "/v1/events?eventType=job.failed&jobName=" + job());
        paths.put("/v1/events of a job, ERROR", () -> "/v1/events?level=ERROR&jobName=" + job());
        paths.put("/v1/events from, to", () -> {
            Instant from = first.plusSeconds(random.nextInt(86_400 * 20));
            return "/v1/events?from=" + from + "&to=" + from.plusSeconds(86_400);
        });
        paths.put("/v1/events of a job, from", () -> "/v1/events?jobName=" + job() + "&from="
                + first.plusSeconds(random.nextInt(86_400 * 20)));
        paths.put("/v1/events with a text", () -> "/v1/events?text=customers");
        paths.put("/v1/events with a text not found", () -> "/v1/events?text=needle");
        paths.put("/v1/runs", () -> "/v1/runs?");
        paths.put("/v1/runs of a job", () -> "/v1/runs?jobName=" + job());
        paths.put("/v1/runs FAILED", () -> "/v1/runs?status=FAILED");
        paths.put("/v1/runs of a job, FAILED", () -> "/v1/runs?status=FAILED&jobName=" + job());
        paths.put("/v1/alerts", () -> "/v1/alerts?");
        paths.put("/v1/alerts OPEN", () -> "/v1/alerts?status=OPEN");
        paths.put("/v1/alerts FAILURE of a job", () -> "/v1/alerts?alertType=FAILURE&jobName=" + job());
        paths.put("/v1/alerts INFO", () -> "/v1/alerts?severity=INFO");
        paths.put("/v1/deliveries", () -> "/v1/deliveries");
        paths.put("/v1/status/jobs", () -> "/v1/status/jobs");
        paths.put("/v1/status/jobs of one", () -> "/v1/status/jobs/" + job());
        paths.put("/v1/instances", () -> "/v1/instances");
        return paths;
    }

    private Latencies time(Supplier<String> paths) throws IOException {
        return time(paths, Wire::get);
    }

    private Latencies time(Supplier<String> paths, Function<String, byte[]> asking) throws IOException {
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + MOST_NANOS;
        for (int i = -CALLS / 4; i < CALLS; i++) {
            byte[] request = asking.apply(paths.get());
            long begin = System.nanoTime();
            connection.exchange(request, 200);
            // The first quarter is for the compiler, unless these calls are slow.
            if (i >= 0 || begin > end - MOST_NANOS / 2) {
                latencies.add(System.nanoTime() - begin);
            }
            if (begin > end) {
                break;
            }
        }
        return latencies;
    }

    /** Goes on from somewhere in a list; from its begin, if it is not as long as that. */
    private String cursor(String path, int offset) {
        try {
            connection.exchange(Wire.get(path + "&limit=1&offset=" + offset), 200);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Matcher cursor = CURSOR.matcher(connection.body());
        return Optional.of(cursor)
                .filter(Matcher::find)
                .map(found -> "&cursor=" + URLEncoder.encode(found.group(1), StandardCharsets.UTF_8))
                .orElse("");
    }

    /** About how many a list has at most: of eight events one run, of ten runs a failure and its recovery. */
    private int depth(String name) {
        long all = name.startsWith("/v1/events") ? events
                : name.startsWith("/v1/runs") ? events / 8 : events / 80;
        return Math.clamp(all / (name.contains("of a job") ? jobs : 1), 1, DEEPEST);
    }

    private String job() {
        return "job" + random.nextInt(jobs);
    }

    private String run() {
        return "run-" + random.nextLong(Math.max(1, events / 8));
    }
}
