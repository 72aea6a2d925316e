/**
 * Runs jobs: scripts in order, each a session of its own, with time-outs, retries and log files. {@code JobRunner} is
 * the door.
 */
@NullMarked
package dev.chief.engine.run;

import org.jspecify.annotations.NullMarked;
