package dev.chief.monitor.web.page;

import java.util.Optional;

/**
 * Signing in.
 *
 * @param email as it was typed
 * @param next where to go afterwards
 * @param problem why it did not work, or how long to wait
 */
public record LoginPage(Frame frame, String email, String next, Optional<String> problem) implements Page {}
