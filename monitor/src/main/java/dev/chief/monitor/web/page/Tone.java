package dev.chief.monitor.web.page;

import java.util.Locale;

/** How much attention something asks for: the one thing that colour says, and never alone. */
public enum Tone {
    /** As it should be. */
    GOOD,
    /** Something is wrong, and somebody should look. */
    BAD,
    /** Something may become wrong. */
    WARN,
    /** At work. */
    BUSY,
    /** Nothing to say. */
    QUIET;

    /** The class that the stylesheet knows it by. */
    public String css() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
