package dev.chief.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link NextRunBenchmark} and prints one table and the targets. The arguments are those of JMH, such as {@code -f 1}. */
public final class NextRunReport {
    private static final List<String> SCHEDULERS = List.of("chief", "spring", "quartz", "cronUtils");

    private final Map<Workload, Map<String, Double>> nanos = new EnumMap<>(Workload.class);
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private NextRunReport(Collection<RunResult> results) {
        for (RunResult result : results) {
            Workload workload = Workload.valueOf(result.getParams().getParam("workload"));
            // The median of all iterations: other work on the machine moves the mean.
            nanos.computeIfAbsent(workload, key -> new TreeMap<>())
                    .put(result.getPrimaryResult().getLabel(),
                            result.getPrimaryResult().getStatistics().getPercentile(50));
        }
    }

    /** Exits with 1 if a target is missed. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        Options options = new OptionsBuilder().parent(new CommandLineOptions(args))
                .include(NextRunBenchmark.class.getName() + "\\.")
                .shouldFailOnError(true)
                .build();
        NextRunReport report = new NextRunReport(new Runner(options).run());
        report.printTable();
        double weekdays = report.of(Workload.WEEKDAYS, "chief");
        List<Target> targets = List.of(new Target("weekdays: runs a second", 1e9 / weekdays, 5_000_000),
                new Target("weekdays: times Spring's speed",
                        report.of(Workload.WEEKDAYS, "spring") / weekdays, 5),
                new Target("leap_day: runs a second", 1e9 / report.of(Workload.LEAP_DAY, "chief"),
                        2_000_000));
        targets.forEach(report.out::println);
        System.exit(targets.stream().allMatch(Target::isMet) ? 0 : 1);
    }

    private void printTable() {
        out.printf(Locale.ROOT, "%nThe next run, from the one before, in America/New_York, on one thread%n");
        out.printf(Locale.ROOT, "%-14s%-12s%12s%16s%16s%n", "schedule", "by", "ns a run", "runs a second",
                "times Chief's");
        nanos.keySet().forEach(workload -> {
            double chief = of(workload, "chief");
            for (String scheduler : SCHEDULERS) {
                double ns = of(workload, scheduler);
                out.printf(Locale.ROOT, "%-14s%-12s%,12.0f%,16.0f%16.1f%n",
                        workload.name().toLowerCase(Locale.ROOT), scheduler,
                        ns, 1e9 / ns,
                        ns / chief);
            }
        });
    }

    private double of(Workload workload, String scheduler) {
        return nanos.getOrDefault(workload, Map.of()).getOrDefault(scheduler, Double.NaN);
    }

    private record Target(String what, double measured, double least) {
        boolean isMet() {
            return measured >= least;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s %s: %,.0f, wanted at least %,.0f",
                    isMet() ? "met   " : "MISSED", what,
                    measured, least);
        }
    }
}
