package dev.chief.engine.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The {@code daemon} section.
 *
 * @param maxParallelJobs how many jobs may run at a time, at least 1
 * @param shutdownGrace how long running scripts may go on after a stop was asked for
 * @param historyDays how many days of runs are kept, at least 1
 * @param stateDirectory where the run store and the logs of scripts are kept, absolute; it need not exist
 * @param logMaxBytes how much output is kept of one run, in bytes, at least 1
 * @param killGrace how long a script has between SIGTERM and SIGKILL
 */
public record DaemonSettings(
    int maxParallelJobs,
    Duration shutdownGrace,
    int historyDays,
    Path stateDirectory,
    long logMaxBytes,
    Duration killGrace
) {}
