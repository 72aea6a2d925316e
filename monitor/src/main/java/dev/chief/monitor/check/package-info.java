/** Checks and alerts: what {@link dev.chief.core.check} decides, on what is in the database. */
@NullMarked
package dev.chief.monitor.check;

import org.jspecify.annotations.NullMarked;
