/** The monitor as a whole. {@link dev.chief.monitor.Monitor} is the door, and where to begin reading. */
@NullMarked
package dev.chief.monitor;

import org.jspecify.annotations.NullMarked;
