package dev.chief.monitor.settings;

/**
 * An option of {@code chief monitor}, for its command line and help.
 *
 * @param name with its dashes
 * @param value what stands for the value in help texts
 * @param help one line
 */
public record MonitorOption(String name, String value, String help) {}
