package dev.chief.engine.run;

import dev.chief.engine.config.Script;
import java.nio.file.Path;

/**
 * One attempt of one script of a run.
 *
 * @param script what runs
 * @param index its place in the job, from 1
 * @param total how many scripts the job has
 * @param number which attempt this is, from 1; 0 for a script that was skipped
 * @param limit how many attempts there may be, at least 1
 * @param log the file that receives standard output and error of all attempts, absolute
 */
public record Attempt(Script script, int index, int total, int number, int limit, Path log) {}
