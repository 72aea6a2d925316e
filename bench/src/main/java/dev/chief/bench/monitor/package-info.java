/** Measurements of a monitor that runs. {@link dev.chief.bench.monitor.MonitorReport} is the door. */
@NullMarked
package dev.chief.bench.monitor;

import org.jspecify.annotations.NullMarked;
