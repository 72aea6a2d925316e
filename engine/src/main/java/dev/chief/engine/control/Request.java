package dev.chief.engine.control;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a daemon.
 *
 * @param version of the protocol: {@value #VERSION}
 * @param command one of those that the constants name
 * @param argument what it is about: a job for {@code trigger}, a run or job for {@code cancel}
 */
public record Request(int version, String command, @Nullable String argument) {
    /** The version of the protocol. */
    public static final int VERSION = 1;

    static final String STATUS = "status";
    static final String TRIGGER = "trigger";
    static final String CANCEL = "cancel";
    static final String RELOAD = "reload";

    /** Asks what goes on. */
    public static Request status() {
        return new Request(VERSION, STATUS, null);
    }

    /** Asks for a run of a job. */
    public static Request trigger(String job) {
        return new Request(VERSION, TRIGGER, job);
    }

    /** Asks to end a run, or to give up what waits of a job. */
    public static Request cancel(String runOrJob) {
        return new Request(VERSION, CANCEL, runOrJob);
    }

    /** Asks to read the configuration again. */
    public static Request reload() {
        return new Request(VERSION, RELOAD, null);
    }
}
