/**
 * The run store: every run and script with times, result and log, and the ledger of slots, in SQLite. {@code RunStore}
 * writes it, {@code RunHistory} reads it.
 */
@NullMarked
package dev.chief.engine.runs;

import org.jspecify.annotations.NullMarked;
