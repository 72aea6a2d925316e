package dev.chief.bench;

import java.io.IOException;
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
    private final Report report = new Report();

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
    public static void main(String[] args)
            throws RunnerException, CommandLineOptionException, IOException {
        Options options = new OptionsBuilder().parent(new CommandLineOptions(args))
                .include(NextRunBenchmark.class.getName() + "\\.")
                .shouldFailOnError(true)
                .build();
        System.exit(new NextRunReport(new Runner(options).run()).print() ? 0 : 1);
    }

    private boolean print() throws IOException {
        report.table("The next run from the one before",
                List.of("by", "ns a run", "runs a second", "times Chief's"));
        nanos.keySet().forEach(workload -> {
            double chief = of(workload, "chief");
            for (String scheduler : SCHEDULERS) {
                double ns = of(workload, scheduler);
                report.row(workload.name().toLowerCase(Locale.ROOT), List.of(scheduler, Report.number(ns),
                        Report.number(1e9 / ns), Report.number(ns / chief)));
            }
        });
        double weekdays = of(Workload.WEEKDAYS, "chief");
        report.atLeast("weekdays: runs a second", 1e9 / weekdays, 5_000_000, "");
        report.atLeast("weekdays: times Spring's speed", of(Workload.WEEKDAYS, "spring") / weekdays, 5, "");
        report.atLeast("leap_day: runs a second", 1e9 / of(Workload.LEAP_DAY, "chief"), 2_000_000, "");
        return report.close();
    }

    private double of(Workload workload, String scheduler) {
        return nanos.getOrDefault(workload, Map.of()).getOrDefault(scheduler, Double.NaN);
    }
}
