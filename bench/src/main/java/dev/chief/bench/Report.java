package dev.chief.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tables and targets of a measurement: printed as they come, and written as JSON to the file that {@code BENCH_JSON} names.
 * A cell is a text, already as it is to be read. For one thread.
 */
public final class Report {
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final List<Table> tables = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    private record Table(String title, List<String> columns, List<List<String>> rows) {
        String json() {
            return "{\"title\":" + quote(title) + ",\"columns\":" + quote(columns) + ",\"rows\":"
                    + rows.stream().map(Report::quote).collect(Collectors.joining(",\n", "[", "]")) + "}";
        }
    }

    private record Target(String what, String measured, String wanted, boolean isMet) {
        String json() {
            return "{\"what\":" + quote(what) + ",\"measured\":" + quote(measured) + ",\"wanted\":"
                    + quote(wanted)
                    + ",\"met\":" + isMet + "}";
        }
    }

    /** Begins a table; columns are those after the first, which the title heads. */
    public void table(String title, List<String> columns) {
        tables.add(new Table(title, List.copyOf(columns), new ArrayList<>()));
        out.println();
        print(title, columns);
    }

    /** Adds a row to the table that was begun last. */
    public void row(String first, List<String> others) {
        List<String> row = new ArrayList<>(List.of(first));
        row.addAll(others);
        tables.getLast().rows.add(row);
        print(first, others);
    }

    /** Holds a figure against what it is to be at most. */
    public void atMost(String what, double measured, double wanted, String unit) {
        target(what, number(measured) + unit, "at most " + number(wanted) + unit, measured <= wanted);
    }

    /** Holds a figure against what it is to be at least. */
    public void atLeast(String what, double measured, double wanted, String unit) {
        target(what, number(measured) + unit, "at least " + number(wanted) + unit, measured >= wanted);
    }

    /** Says how far it is, to people only. */
    public void progress(String what) {
        System.err.println(what);
    }

    /** Writes the file, if there is to be one; whether all targets are met. */
    public boolean close() throws IOException {
        Optional<String> file = Optional.ofNullable(System.getenv("BENCH_JSON"));
        if (file.isPresent()) {
            Files.writeString(Path.of(file.get()), "{\"tables\":"
                    + tables.stream().map(Table::json).collect(Collectors.joining(",\n", "[", "]"))
                    + ",\n\"targets\":"
                    + targets.stream().map(Target::json).collect(Collectors.joining(",\n", "[", "]"))
                    + "}\n");
        }
        return targets.stream().allMatch(Target::isMet);
    }

    /** As many digits as one wants to read. */
    public static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT,
                size >= 1000 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }

    private void target(String what, String measured, String wanted, boolean isMet) {
        targets.add(new Target(what, measured, wanted, isMet));
        out.println("  " + what + ": " + measured + ", " + wanted + ": " + (isMet ? "met" : "MISSED"));
    }

    private void print(String first, List<String> others) {
        List<String> columns = tables.getLast().columns;
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-46s", first));
        for (int i = 0; i < others.size(); i++) {
            int width = Math.max(10, columns.get(i).length()) + 2;
            line.append(String.format(Locale.ROOT, "%" + width + "s", others.get(i)));
        }
        out.println(line);
    }

    private static String quote(List<String> texts) {
        return texts.stream().map(Report::quote).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
