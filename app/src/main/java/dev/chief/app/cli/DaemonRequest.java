package dev.chief.app.cli;

import dev.chief.engine.control.ControlClient;
import dev.chief.engine.control.Request;
import dev.chief.engine.control.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Asks the running daemon of a configuration. */
final class DaemonRequest {
    private DaemonRequest() {}

    /**
     * The daemon's answer, or none if no daemon is running.
     *
     * @throws UserException if one is and does not answer
     */
    static Optional<Response> ask(Request request, CommandLine line, Context context) {
        Path state = context.stateDirectory(line);
        try {
            return ControlClient.ask(state, request);
        } catch (IOException e) {
            throw new UserException("Error: " + e.getMessage() + ".");
        }
    }

    /** Has the daemon do something, and says what it answers. */
    static int perform(Request request, CommandLine line, Context context) {
        Optional<Response> response = ask(request, line, context);
        if (response.isEmpty()) {
            throw new UserException(
                    "No daemon is running for " + line.config() + "; start one with: chief daemon");
        }
        if (!response.get().ok()) {
            throw new UserException("Error: " + response.get().message() + ".");
        }
        context.streams().print(sentence(response.get().message()));
        return Command.GOOD;
    }

    private static String sentence(String words) {
        return words.isEmpty() ? words
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
