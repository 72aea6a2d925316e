package dev.chief.core.event;

/** The types of events that Chief and its workers send. Those of others are text of their own. */
public enum EventType {
    /** A run begins. */
    JOB_STARTED("job.started"),
    /** A run ended, and every script succeeded. */
    JOB_COMPLETED("job.completed"),
    /** A run ended in any other way. */
    JOB_FAILED("job.failed"),
    /** An attempt of a script failed, and there will be another. */
    JOB_RETRYING("job.retrying"),
    /** When a job runs next. */
    JOB_NEXT_SCHEDULED("job.next_scheduled"),
    /** An attempt of a script begins. */
    SCRIPT_STARTED("script.started"),
    /** A script has ended, well or not. */
    SCRIPT_COMPLETED("script.completed"),
    /** A Chief is alive. */
    CHIEF_HEARTBEAT("chief.heartbeat"),
    /** A daemon begins, and this is what it will run. */
    CHIEF_STARTED("chief.started"),
    /** A daemon ends on purpose. */
    CHIEF_STOPPED("chief.stopped"),
    /** A daemon has read its configuration again, and this is what it will run. */
    CONFIG_RELOADED("config.reloaded"),
    /** A trigger starts a run. */
    DAEMON_DISPATCH("daemon.dispatch"),
    /** A trigger was dropped because the job was running. */
    DAEMON_OVERLAP_SKIPPED("daemon.overlap_skipped"),
    /** A trigger waits, or what it waited for is over. */
    DAEMON_QUEUED_PENDING("daemon.queued_pending"),
    /** A slot will not be run, for another reason than overlap. */
    DAEMON_SLOT_MISSED("daemon.slot_missed"),
    /** What a script has to say. */
    WORKER_MESSAGE("worker.message");

    private final String text;

    EventType(String text) {
        this.text = text;
    }

    /** The word in JSON. */
    public String text() {
        return text;
    }
}
