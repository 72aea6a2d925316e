package dev.chief.engine.daemon;

/**
 * What became of a person's wish.
 *
 * @param done whether it was met, or will be
 * @param words what was done, or why not: a sentence without a full stop
 */
public record Answer(boolean done, String words) {
    static Answer done(String words) {
        return new Answer(true, words);
    }

    static Answer refused(String words) {
        return new Answer(false, words);
    }
}
