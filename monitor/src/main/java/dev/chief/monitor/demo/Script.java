package dev.chief.monitor.demo;

import static java.util.Objects.requireNonNull;

/**
 * A script of a job of the demo.
 *
 * @param path absolute
 * @param seconds how long it usually takes
 * @param says the last line that it prints when it ends well; {@code %d} stands for a number of rows
 * @param error what it prints when it fails
 */
record Script(String path, int seconds, String says, String error) {
    Script {
        requireNonNull(path);
        requireNonNull(says);
        requireNonNull(error);
    }
}
