/**
 * What the monitor knows, in SQLite or PostgreSQL. {@link dev.chief.monitor.store.Database} is the door; each family of tables
 * has a class of its own, whose methods take the handle of a transaction. All SQL of the monitor is in this package, and every
 * statement runs on both.
 */
@NullMarked
package dev.chief.monitor.store;

import org.jspecify.annotations.NullMarked;
