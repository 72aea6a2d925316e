/** What the monitor is told at its start. {@link dev.chief.monitor.settings.MonitorSettings} is the door. */
@NullMarked
package dev.chief.monitor.settings;

import org.jspecify.annotations.NullMarked;
