package dev.chief.core.dispatch;

/** A trigger that waits, and what for. */
public record Waiting(String job, Cause cause, Wait waitsFor) {}
