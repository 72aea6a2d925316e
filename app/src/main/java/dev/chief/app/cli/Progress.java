package dev.chief.app.cli;

import dev.chief.engine.config.Script;
import dev.chief.engine.run.Attempt;
import dev.chief.engine.run.RunEvent.RunStarted;
import dev.chief.engine.run.RunEvent.ScriptFinished;
import dev.chief.engine.run.RunEvent.ScriptRetrying;
import dev.chief.engine.run.RunEvent.ScriptStarted;
import dev.chief.engine.run.RunListener;
import dev.chief.engine.run.ScriptStatus;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Tells a person what a run does, on standard error: each script, its output on a terminal, the end of a failed one's log. */
final class Progress implements RunListener {
    private static final int TAIL_LINES = 20;
    private static final int TAIL_BYTES = 16 * 1024;

    private final Streams streams;
    private final boolean live;
    private final boolean quiet;
    private String job = "";

    private Progress(Streams streams, boolean live, boolean quiet) {
        this.streams = streams;
        this.live = live;
        this.quiet = quiet;
    }

    static Progress of(CommandLine line, Context context) {
        boolean quiet = line.has("--quiet");
        return new Progress(context.streams(), context.program().terminal() && !quiet, quiet);
    }

    @Override
    public void runStarted(RunStarted event) {
        job = event.job().name();
        int scripts = event.job().scripts().size();
        say(job + ": started, " + scripts + (scripts == 1 ? " script" : " scripts")
                + streams.dim("  (run " + event.run() + ")"));
    }

    @Override
    public void scriptStarted(ScriptStarted event) {
        if (event.attempt().number() > 1) {
            say(place(event.attempt()) + ": attempt " + event.attempt().number() + " of "
                    + event.attempt().limit());
        } else if (live) {
            say(place(event.attempt()));
        }
    }

    @Override
    public void scriptRetrying(ScriptRetrying event) {
        say(place(event.failed().attempt()) + ": " + streams.yellow("failed") + why(event.failed())
                + "; trying again in " + IsoTime.duration(event.delay().toMillis()));
    }

    @Override
    public void scriptFinished(ScriptFinished event) {
        String took = " in " + IsoTime.duration(event.duration().toMillis());
        switch (event.status()) {
            case SUCCEEDED -> say(place(event.attempt()) + ": " + streams.green("ok") + took);
            case SKIPPED -> say(place(event.attempt()) + ": skipped" + why(event));
            case FAILED, CANCELLED, RUNNING, LOST -> {
                String word = event.status() == ScriptStatus.CANCELLED ? "cancelled" : "failed";
                streams.report(place(event.attempt()) + ": " + streams.red(word) + took + why(event));
                showEndOfLog(event.attempt().log());
            }
        }
    }

    @Override
    public boolean wantsOutput() {
        return live;
    }

    @Override
    public void output(Attempt attempt, String line) {
        boolean styled = line.indexOf('\u001b') >= 0;
        streams.report(streams.dim(job + "/" + label(attempt.script()) + " |") + " " + line
                + (styled ? "\u001b[0m" : ""));
    }

    private void say(String line) {
        if (!quiet) {
            streams.report(line);
        }
    }

    private static String place(Attempt attempt) {
        return "  [" + attempt.index() + "/" + attempt.total() + "] " + label(attempt.script());
    }

    /** The script's name; for one without, its path's last part. */
    private static String label(Script script) {
        return Diagnostics.visible(script.name().equals(script.path())
                ? script.path().substring(script.path().lastIndexOf('/') + 1)
                : script.name());
    }

    private static String why(ScriptFinished event) {
        return event.reason().isEmpty() ? "" : ": " + Diagnostics.visible(event.reason());
    }

    private void showEndOfLog(Path log) {
        if (!live) {
            for (String line : lastLines(log)) {
                streams.report("    | " + Diagnostics.visible(line));
            }
        }
        streams.report("    log: " + log);
    }

    private static List<String> lastLines(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(the log cannot be read: " + e.getMessage() + ")");
        }
    }
}
