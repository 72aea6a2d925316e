package dev.chief.bench.monitor;

import dev.chief.bench.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long each call takes, at one size of the database after another. For one thread. */
final class Growth {
    private final String title;
    private final List<String> columns = new ArrayList<>();
    private final Map<String, List<String>> rows = new LinkedHashMap<>();
    private double slowest;

    Growth(String title) {
        this.title = title;
    }

    /** Goes on to a size. */
    void size(int events) {
        columns.add("p50 at " + Report.number(events));
        columns.add("p95");
        slowest = 0;
    }

    void add(String what, Latencies latencies) {
        List<String> row = rows.computeIfAbsent(what, _ -> new ArrayList<>());
        row.add(Report.number(latencies.millis(0.5)));
        row.add(Report.number(latencies.millis(0.95)));
        slowest = Math.max(slowest, latencies.millis(0.95));
    }

    /** The greatest of the 95 percentiles at the present size, in milliseconds. */
    double slowest() {
        return slowest;
    }

    void print(Report report) {
        report.table(title, columns);
        rows.forEach(report::row);
    }
}
