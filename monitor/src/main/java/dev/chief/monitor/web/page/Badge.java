package dev.chief.monitor.web.page;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A status as it is shown: a sign, a word and a colour. One set for jobs, runs, alerts, Chiefs, levels and deliveries, so that a word
 * looks the same wherever it stands.
 */
public enum Badge {
    // Jobs.
    DOWN("✕", Tone.BAD), FAILING("!", Tone.BAD), OVERRUN("»", Tone.BAD), LATE("◔", Tone.WARN), UNKNOWN("?",
            Tone.WARN), RUNNING("▶", Tone.BUSY), UP("✓", Tone.GOOD), NEW("○",
                    Tone.QUIET), PAUSED("‖", Tone.QUIET), RETIRED("–", Tone.QUIET), SILENCED("z", Tone.QUIET),
    // Runs and steps.
    SUCCEEDED("✓", Tone.GOOD), FAILED("✕", Tone.BAD), SKIPPED("–", Tone.QUIET),
    // Alerts. Open is what alarms; closed is calm.
    OPEN("▲", Tone.BAD), ACKNOWLEDGED("◉", Tone.WARN), CLOSED("✓", Tone.QUIET),
    // Chiefs.
    ONLINE("✓", Tone.GOOD), OFFLINE("✕", Tone.BAD), STOPPED("‖", Tone.QUIET),
    // Levels and severities.
    CRITICAL("‼", Tone.BAD), ERROR("✕", Tone.BAD), WARN("!", Tone.WARN), INFO("i", Tone.QUIET), DEBUG("·",
            Tone.QUIET),
    // Deliveries.
    PENDING("…", Tone.BUSY), SENT("✓", Tone.GOOD), SUMMARISED("≡", Tone.QUIET), SUPPRESSED("z", Tone.QUIET);

    private static final Map<String, Badge> BY_WORD = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(Enum::name, Function.identity()));

    private final String glyph;
    private final Tone tone;

    Badge(String glyph, Tone tone) {
        this.glyph = glyph;
        this.tone = tone;
    }

    /** The badge of a word that the store or an event uses; {@link #UNKNOWN} for a word that nobody knows. */
    public static Badge of(String word) {
        return BY_WORD.getOrDefault(word, UNKNOWN);
    }

    /** A sign that people tell apart without its colour. */
    public String glyph() {
        return glyph;
    }

    /** How much attention it asks for. */
    public Tone tone() {
        return tone;
    }

    /** Whether somebody should look at a job with this status. */
    public boolean needsAttention() {
        return tone == Tone.BAD || tone == Tone.WARN;
    }
}
