package dev.chief.engine.run;

import dev.chief.engine.config.Job;
import dev.chief.engine.config.Script;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The environment of a script: the parent's, then what chief.yaml adds, then what Chief says about the run. */
final class ScriptEnvironment {
    private static final String RUN_ID = "CHIEF_RUN_ID";
    private static final String SCRIPT_PATH = "CHIEF_SCRIPT_PATH";
    private static final String SCHEDULED_FOR = "CHIEF_SCHEDULED_FOR";
    private static final String MONITOR = "CHIEF_MONITOR_";
    private static final String PATH = "PATH";
    private static final String PYTHON_PATH = "PYTHONPATH";

    private ScriptEnvironment() {}

    static Map<String, String> of(
        RunSettings settings,
        RunId run,
        Job job,
        Script script,
        Optional<Instant> scheduledFor
    ) {
        Map<String, String> environment = new HashMap<>(settings.environment());
        environment.putAll(script.environment());
        // What Chief says is true of this run or not said at all: a parent that is itself a script of Chief says more.
        environment.keySet().removeIf(name -> name.startsWith(MONITOR));
        environment.remove(SCHEDULED_FOR);
        environment.putAll(marksOf(run, script));
        environment.put("CHIEF_JOB_NAME", job.name());
        scheduledFor.ifPresent(slot -> environment.put(SCHEDULED_FOR, slot.toString()));
        if (job.monitor().enabled()) {
            settings.monitor().ifPresent(monitor -> {
                environment.put(MONITOR + "ENDPOINT", monitor.endpoint());
                if (monitor.apiKey().isPresent()) {
                    environment.put(MONITOR + "API_KEY", monitor.apiKey().reveal());
                }
            });
        }
        settings.helpers()
                .python()
                .ifPresent(client -> environment.merge(PYTHON_PATH, client.toString(),
                        ScriptEnvironment::behind));
        // Where there is no path, programs are looked for in usual places, which an own path would put out of force.
        settings.helpers()
                .commands()
                .ifPresent(commands -> environment.computeIfPresent(PATH,
                        (_, there) -> there.isEmpty() ? there : behind(there, commands.toString())));
        return environment;
    }

    /** What only the processes of this run have. */
    static Map<String, String> marksOf(RunId run) {
        return Map.of(RUN_ID, run.toString());
    }

    /** What only the processes of this script of this run have. */
    static Map<String, String> marksOf(RunId run, Script script) {
        return Map.of(RUN_ID, run.toString(), SCRIPT_PATH, script.file().toString());
    }

    /** An empty entry would mean the working directory. */
    private static String behind(String there, String more) {
        return there.isEmpty() ? more : there + ":" + more;
    }
}
