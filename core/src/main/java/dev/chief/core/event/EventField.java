package dev.chief.core.event;

/** The names of an event's fields in JSON. */
public final class EventField {
    /** {@link TelemetryEvent.Stamp#eventId}. */
    public static final String EVENT_ID = "eventId";
    /** {@link TelemetryEvent.Stamp#source}. */
    public static final String SOURCE_TYPE = "sourceType";
    /** {@link TelemetryEvent#type}. */
    public static final String EVENT_TYPE = "eventType";
    /** {@link TelemetryEvent#level}. */
    public static final String LEVEL = "level";
    /** {@link TelemetryEvent#message}. */
    public static final String MESSAGE = "message";
    /** {@link TelemetryEvent.Stamp#at}. */
    public static final String EVENT_AT = "eventAt";
    /** {@link TelemetryEvent.Subject#jobName}. */
    public static final String JOB_NAME = "jobName";
    /** {@link TelemetryEvent.Subject#scriptPath}. */
    public static final String SCRIPT_PATH = "scriptPath";
    /** {@link TelemetryEvent.Subject#runId}. */
    public static final String RUN_ID = "runId";
    /** {@link TelemetryEvent.Subject#scheduledFor}. */
    public static final String SCHEDULED_FOR = "scheduledFor";
    /** {@link TelemetryEvent.Result#success}. */
    public static final String SUCCESS = "success";
    /** {@link TelemetryEvent.Result#returnCode}. */
    public static final String RETURN_CODE = "returnCode";
    /** {@link TelemetryEvent.Result#duration}, in milliseconds. */
    public static final String DURATION_MS = "durationMs";
    /** {@link TelemetryEvent#metadata}. */
    public static final String METADATA = "metadata";
    /** The list of events in the body of a batch. */
    public static final String EVENTS = "events";

    private EventField() {}
}
