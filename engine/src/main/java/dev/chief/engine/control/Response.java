package dev.chief.engine.control;

import dev.chief.engine.daemon.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon answers.
 *
 * @param version of the protocol
 * @param ok whether what was asked was done
 * @param message what was done, or why not: a sentence without a full stop
 * @param status what goes on, if that was asked
 */
public record Response(int version, boolean ok, String message, @Nullable Status status) {
    static Response done(String message) {
        return new Response(Request.VERSION, true, message, null);
    }

    static Response refused(String why) {
        return new Response(Request.VERSION, false, why, null);
    }

    static Response of(Answer answer) {
        return new Response(Request.VERSION, answer.done(), answer.words(), null);
    }

    static Response of(Status status) {
        return new Response(Request.VERSION, true, "", status);
    }
}
