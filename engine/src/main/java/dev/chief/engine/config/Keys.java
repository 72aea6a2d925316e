package dev.chief.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of each section, in the order in which the grammar lists them. */
final class Keys {
    static final List<String> TOP = List.of("version", "defaults", "monitor", "jobs", "daemon");
    static final List<String> DAEMON = List.of("max_parallel_jobs", "shutdown_grace_seconds", "history_days",
            "state_dir", "log_max_bytes", "kill_grace_seconds");
    static final List<String> DEFAULTS = List.of("working_dir", "stop_on_failure", "overlap", "timezone",
            "timeout", "env", "env_file", "interpreters", "retry", "catch_up", "jitter", "secrets");
    static final List<String> JOB = List.of("name", "schedule", "scripts", "enabled", "working_dir",
            "stop_on_failure", "overlap", "monitor", "timezone", "description", "tags", "env", "env_file",
            "interpreters", "retry", "catch_up", "jitter", "timeout", "after", "secrets");
    static final List<String> SCRIPT = List.of("path", "args", "timeout", "interpreter", "env", "retry",
            "name");
    static final List<String> RETRY = List.of("attempts", "delay", "backoff", "max_delay");
    static final List<String> MONITOR = List.of("enabled", "endpoint", "api_key", "timeout_ms",
            "heartbeat_seconds", "buffer");
    static final List<String> BUFFER = List.of("max_events", "flush_interval_ms", "spool_max_bytes",
            "spool_file");
    static final List<String> JOB_MONITOR = List.of("enabled", "check");
    static final List<String> CHECK = List.of("enabled", "grace_seconds", "alert_on_failure",
            "alert_on_miss");
    static final List<String> DST = List.of("gap", "repeat");
    static final List<String> FREQUENCIES = List.of("custom", "daily", "interval", "monthly", "weekly",
            "yearly");
    static final List<String> DAILY = schedule("time", "weekdays_only");
    static final List<String> WEEKLY = schedule("day", "time");
    static final List<String> MONTHLY = schedule("day_of_month", "ordinal", "day", "time");
    static final List<String> YEARLY = schedule("month", "day_of_month", "time");
    static final List<String> INTERVAL = schedule("every");
    static final List<String> CRON_FIELDS = List.of("minute", "hour", "day_of_month", "month", "day_of_week");
    static final List<String> CUSTOM = schedule("minute", "hour", "day_of_month", "month", "day_of_week");
    static final List<String> SCHEDULE = schedule("time", "weekdays_only", "day", "day_of_month", "ordinal",
            "month", "every", "minute", "hour", "day_of_week");

    private Keys() {}

    /** A section that has a key, to help those who put it elsewhere. */
    static Optional<String> sectionOf(String key) {
        if (JOB.contains(key)) {
            return Optional.of(DEFAULTS.contains(key) ? "defaults and of each job" : "a job");
        }
        if (SCHEDULE.contains(key)) {
            return Optional.of("a job's schedule");
        }
        if (SCRIPT.contains(key)) {
            return Optional.of("an entry of scripts");
        }
        if (CHECK.contains(key)) {
            return Optional.of("a job's monitor.check");
        }
        if (MONITOR.contains(key)) {
            return Optional.of("monitor");
        }
        if (BUFFER.contains(key)) {
            return Optional.of("monitor.buffer");
        }
        if (RETRY.contains(key)) {
            return Optional.of("retry");
        }
        if (DAEMON.contains(key)) {
            return Optional.of("daemon");
        }
        return TOP.contains(key) ? Optional.of("the top level") : Optional.empty();
    }

    private static List<String> schedule(String... own) {
        List<String> keys = new ArrayList<>();
        keys.add("frequency");
        keys.addAll(List.of(own));
        keys.addAll(List.of("timezone", "start", "end", "exclude", "dst"));
        return List.copyOf(keys);
    }
}
