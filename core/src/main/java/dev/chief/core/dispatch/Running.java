package dev.chief.core.dispatch;

/**
 * A run that goes on.
 *
 * @param run its number
 */
public record Running(String job, long run) {}
