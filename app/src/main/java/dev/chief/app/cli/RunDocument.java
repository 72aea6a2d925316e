package dev.chief.app.cli;

import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunEvent.ScriptFinished;
import dev.chief.engine.run.RunStatus;
import dev.chief.engine.run.ScriptError;
import dev.chief.engine.run.ScriptStatus;
import dev.chief.engine.runs.StoredRun;
import dev.chief.engine.runs.StoredScript;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A run for JSON; instants are ISO in UTC. */
record RunDocument(
    String runId,
    String job,
    String status,
    @Nullable String scheduledFor,
    String startedAt,
    @Nullable String finishedAt,
    @Nullable Long durationMs,
    @Nullable String reason,
    List<Script> scripts
) {
    /** Several runs, as {@code run} prints them. */
    record Runs(String config, List<RunDocument> runs) {}

    /** The last attempt of a script. */
    record Script(
        int index,
        String name,
        String path,
        String status,
        int attempts,
        @Nullable Integer returnCode,
        @Nullable String error,
        @Nullable String reason,
        @Nullable Long durationMs,
        @Nullable String log
    ) {}

    static RunDocument of(RunFinished run) {
        return new RunDocument(run.run().toString(), run.job().name(), word(run.status()),
                run.scheduledFor().map(RunDocument::iso).orElse(null), iso(run.startedAt()),
                iso(run.startedAt().plus(run.duration())), run.duration().toMillis(), orNull(run.reason()),
                run.scripts().stream().map(RunDocument::script).toList());
    }

    static RunDocument of(StoredRun run, List<StoredScript> attempts) {
        List<Script> scripts = new ArrayList<>();
        for (int i = 0; i < attempts.size(); i++) {
            StoredScript attempt = attempts.get(i);
            if (i + 1 == attempts.size() || attempts.get(i + 1).index() != attempt.index()) {
                scripts.add(script(attempt));
            }
        }
        return new RunDocument(run.id().toString(), run.job(), word(run.status()),
                run.scheduledFor().map(RunDocument::iso).orElse(null), iso(run.startedAt()),
                run.finishedAt().map(RunDocument::iso).orElse(null),
                run.duration().map(Duration::toMillis).orElse(null), orNull(run.reason()), scripts);
    }

    /** The word for a status, such as {@code succeeded}. */
    static String word(RunStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /** The word for a status, such as {@code skipped}. */
    static String word(ScriptStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Script script(ScriptFinished script) {
        return new Script(script.attempt().index(), script.attempt().script().name(),
                script.attempt().script().path(), word(script.status()), script.attempt().number(),
                orNull(script.returnCode()), orNull(script.error()), orNull(script.reason()),
                script.status() == ScriptStatus.SKIPPED ? null : script.duration().toMillis(),
                script.status() == ScriptStatus.SKIPPED ? null : script.attempt().log().toString());
    }

    private static Script script(StoredScript script) {
        return new Script(script.index(), script.name(), script.path(), word(script.status()),
                script.attempt(),
                orNull(script.returnCode()), orNull(script.error()), orNull(script.reason()),
                script.duration().map(Duration::toMillis).orElse(null),
                script.status() == ScriptStatus.SKIPPED ? null : script.log().toString());
    }

    private static String iso(Instant instant) {
        return IsoTime.format(instant, ZoneOffset.UTC);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Integer orNull(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static @Nullable String orNull(Optional<ScriptError> error) {
        return error.map(ScriptError::text).orElse(null);
    }
}
