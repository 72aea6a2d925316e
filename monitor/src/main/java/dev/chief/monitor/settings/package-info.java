/** What the monitor is told at its start: {@link dev.chief.monitor.settings.SettingsReader} makes the settings. */
@NullMarked
package dev.chief.monitor.settings;

import org.jspecify.annotations.NullMarked;
