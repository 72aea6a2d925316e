package dev.chief.monitor.check;

import dev.chief.core.check.Situation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Situations as text, as the database keeps them. */
final class SituationJson {
    private static final JsonMapper JSON = new JsonMapper();

    private SituationJson() {}

    static String write(Situation situation) {
        return JSON.writeValueAsString(situation);
    }

    /** @throws IllegalStateException if the text is no situation: the database was changed by somebody else */
    static Situation read(String text) {
        try {
            return JSON.readValue(text, Situation.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("The database holds a check that cannot be read: " + text, e);
        }
    }
}
