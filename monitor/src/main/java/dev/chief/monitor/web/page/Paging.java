package dev.chief.monitor.web.page;

import java.util.Optional;

/**
 * Where a page of a list is.
 *
 * @param summary what is shown: {@code 1 to 50 of 120}
 * @param previous the address of what is before it; none on the first
 * @param next the address of what is after it; none on the last
 */
public record Paging(String summary, Optional<String> previous, Optional<String> next) {}
