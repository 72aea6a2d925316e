package dev.chief.engine.telemetry;

import dev.chief.core.event.EventType;
import dev.chief.core.event.Level;
import dev.chief.core.event.Metadata;
import dev.chief.core.event.TelemetryEvent.Result;
import dev.chief.core.event.TelemetryEvent.Subject;
import dev.chief.engine.config.Job;
import dev.chief.engine.config.JobSecrets;
import dev.chief.engine.config.Script;
import dev.chief.engine.config.Secret;
import dev.chief.engine.run.Attempt;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunEvent.RunStarted;
import dev.chief.engine.run.RunEvent.ScriptFinished;
import dev.chief.engine.run.RunEvent.ScriptRetrying;
import dev.chief.engine.run.RunEvent.ScriptStarted;
import dev.chief.engine.run.RunId;
import dev.chief.engine.run.RunListener;
import dev.chief.engine.run.ScriptError;
import dev.chief.engine.run.ScriptStatus;
import dev.chief.engine.telemetry.Events.Saying;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the monitor what happens in runs. For any number of runs at a time. */
final class RunTelemetry implements RunListener {
    private final Events events;
    private final Secret apiKey;
    private final Map<RunId, Going> going = new ConcurrentHashMap<>();

    /** A run that goes on, and what of it must not be told. */
    private record Going(Job job, Subject about, JobSecrets secrets) {}

    RunTelemetry(Events events, Secret apiKey) {
        this.events = events;
        this.apiKey = apiKey;
    }

    @Override
    public void runStarted(RunStarted event) {
        Job job = event.job();
        if (!job.monitor().enabled()) {
            return;
        }
        Subject about = Subject.job(job.name(), event.scheduledFor()).run(event.run().toString());
        going.put(event.run(), new Going(job, about, JobSecrets.of(job, apiKey)));
        events.say(Saying.info(EventType.JOB_STARTED, "Job " + job.name() + " started."), about, event.at(),
                Optional.empty(),
                Metadata.builder()
                        .text("overlap", JobFacts.overlap(job))
                        .whole("script_count", job.scripts().size())
                        .whole("longest_seconds", JobFacts.longestRun(job).toSeconds())
                        .all(JobFacts.checkKeys(job))
                        .build());
    }

    @Override
    public void scriptStarted(ScriptStarted event) {
        Going run = going.get(event.run());
        if (run == null) {
            return;
        }
        Script script = event.attempt().script();
        events.say(Saying.info(EventType.SCRIPT_STARTED, "Script started: " + script.path()),
                run.about().script(script.file().toString()), event.at(), Optional.empty(),
                Metadata.builder()
                        .whole("script_index", event.attempt().index())
                        .whole("script_total", event.attempt().total())
                        .texts("args", run.secrets().hideIn(script.arguments()))
                        .whole("timeout_seconds", script.timeout().toSeconds())
                        .build());
    }

    @Override
    public void scriptRetrying(ScriptRetrying event) {
        Going run = going.get(event.failed().run());
        if (run == null) {
            return;
        }
        Attempt attempt = event.failed().attempt();
        String path = attempt.script().path();
        say(run, event.failed(),
                new Saying(EventType.JOB_RETRYING, Level.WARN,
                        "Script failed: " + path + code(event.failed())
                                + "; trying again."),
                Metadata.builder()
                        .whole("script_index", attempt.index())
                        .whole("script_total", attempt.total())
                        .whole("attempt", attempt.number())
                        .whole("attempts", attempt.limit())
                        .whole("delay_seconds", event.delay().toSeconds())
                        .text("error", event.failed().error().map(ScriptError::text))
                        .build());
    }

    @Override
    public void scriptFinished(ScriptFinished event) {
        Going run = going.get(event.run());
        if (run == null || event.status() == ScriptStatus.SKIPPED) {
            return;
        }
        boolean good = event.status() == ScriptStatus.SUCCEEDED;
        String path = event.attempt().script().path();
        say(run, event, good
                ? Saying.info(EventType.SCRIPT_COMPLETED, "Script completed: " + path)
                : new Saying(EventType.SCRIPT_COMPLETED, Level.ERROR,
                        "Script failed: " + path + code(event)),
                Metadata.builder()
                        .text("error", event.error().map(ScriptError::text))
                        .text("stdout_preview", Preview.of(event.attempt().log(), run.secrets().redaction()))
                        // Both streams go to one file, in order; what is in it stands above.
                        .text("stderr_preview", "")
                        .build());
    }

    @Override
    public void runFinished(RunFinished event) {
        Going run = going.remove(event.run());
        if (run == null) {
            return;
        }
        Job job = event.job();
        long executed = event.scripts().stream().filter(it -> it.status() != ScriptStatus.SKIPPED).count();
        Optional<ScriptFinished> failed = event.scripts()
                .stream()
                .filter(it -> it.status() != ScriptStatus.SUCCEEDED && it.status() != ScriptStatus.SKIPPED)
                .findFirst();
        OptionalInt code = failed.map(ScriptFinished::returnCode).orElse(OptionalInt.empty());
        events.say(
                event.succeeded()
                        ? Saying.info(EventType.JOB_COMPLETED,
                                "Job " + job.name() + " completed successfully.")
                        : new Saying(EventType.JOB_FAILED, Level.ERROR, "Job " + job.name() + " failed."),
                run.about(), events.now(),
                Optional.of(new Result(event.succeeded(), code, event.duration())),
                Metadata.builder()
                        .whole("scripts_executed", executed)
                        .whole("scripts_total", event.scripts().size())
                        .flag("stop_on_failure", job.stopOnFailure())
                        .text("failed_script", failed.map(it -> it.attempt().script().path()))
                        .all(JobFacts.checkKeys(job))
                        .build());
        JobFacts.sayNext(events, job, run.about());
    }

    private void say(Going run, ScriptFinished event, Saying saying, Metadata metadata) {
        boolean good = event.status() == ScriptStatus.SUCCEEDED;
        events.say(saying, run.about().script(event.attempt().script().file().toString()), events.now(),
                Optional.of(new Result(good, event.returnCode(), event.duration())), metadata);
    }

    private static String code(ScriptFinished event) {
        return event.returnCode().isPresent() ? " (code=" + event.returnCode().getAsInt() + ")" : "";
    }
}
