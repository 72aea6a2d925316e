package dev.chief.engine.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/**
 * Writes and loads a configuration of 10,000 jobs and 195,000 lines. Run it in a fresh JVM to measure:
 * {@code ManyJobs write FOLDER} once, then {@code ManyJobs load FOLDER}.
 */
final class ManyJobs {
    private static final int JOBS = 10_000;
    private static final List<String> SCHEDULES = List.of(
            "frequency: daily\n      time: \"06:%02d\"\n      weekdays_only: true",
            "frequency: weekly\n      day: monday-friday\n      time: \"09:%02d\"",
            "frequency: custom\n      minute: %d\n      hour: \"*/2\"",
            "frequency: monthly\n      day_of_month: 15\n      time: \"08:%02d\"");

    private ManyJobs() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            write(folder, JOBS);
            return;
        }
        Host host = new Host(System.getenv(), () -> ZoneId.of("UTC"),
                InstantSource.fixed(Instant.ofEpochSecond(1_795_000_000L)));
        long start = System.nanoTime();
        Loaded loaded = ConfigLoader.load(folder.resolve("chief.yaml").toString(), host);
        long millis = (System.nanoTime() - start) / 1_000_000;
        String result = switch (loaded) {
            case Loaded.Ok ok -> ok.config().jobs().size() + " jobs, " + ok.warnings().size() + " warnings";
            case Loaded.Rejected rejected -> rejected.diagnostics().size() + " problems";
        };
        System.out.println(result + " in " + millis + " ms");
    }

    static void write(Path folder, int jobs) throws IOException {
        Files.createDirectories(folder.resolve("s"));
        StringBuilder yaml = new StringBuilder(
                "version: 1\ndefaults:\n  timezone: America/New_York\njobs:\n");
        for (int i = 0; i < jobs; i++) {
            String script = "s/step%03d.py".formatted(i % 200);
            if (i < 200) {
                Files.writeString(folder.resolve(script), "");
            }
            yaml.append("""
                      - name: job-%05d
                        enabled: true
                        working_dir: .
                        stop_on_failure: true
                        overlap: skip
                        schedule:
                          %s
                          timezone: Europe/Berlin
                        monitor:
                          check:
                            grace_seconds: 300
                        scripts:
                          - path: %s
                            args: ["--source", "orders", "--job", "%d"]
                            timeout: 120
                          - path: %s
                          - path: %s
                    """.indent(0)
                    .formatted(i, SCHEDULES.get(i % 4).formatted(i % 60), script, i, script,
                            "s/step000.py"));
        }
        Files.writeString(folder.resolve("chief.yaml"), yaml);
    }
}
