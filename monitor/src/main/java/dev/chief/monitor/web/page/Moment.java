package dev.chief.monitor.web.page;

/**
 * An instant as people read it.
 *
 * @param iso for machines, in UTC
 * @param relative to the time of the page: {@code 3 min ago}, {@code in 2 h}
 * @param clock the time of day, and the day too when it is not today
 * @param absolute date, time and the name of the zone
 */
public record Moment(String iso, String relative, String clock, String absolute) {}
