package dev.chief.app.cli;

import dev.chief.client.Monitor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code event}: the worker helper for shell scripts. */
final class EventCommand implements Command {
    @Override
    public CommandSpec spec() {
        return new CommandSpec("event", "send a message from a script to the monitor", """
                For shell scripts that Chief runs: tells the monitor what the script has to say. Where
                the monitor is, and which job and run this is, stands in the environment of the script.

                Best effort: without a monitor it does nothing, it takes 400 ms at most beyond its
                start, says nothing, and always ends with 0, so that it can stand anywhere.""",
                List.of(Option.valued("--meta", "KEY=VALUE", "what else there is to say; may be repeated")),
                List.of(new CommandSpec.Argument("LEVEL", true,
                        List.of("debug", "info", "warn", "error", "critical"), "how serious it is"),
                        new CommandSpec.Argument("MESSAGE", true, List.of(), "one sentence")),
                List.of("chief event info \"extract finished\" --meta table=orders --meta rows=1200"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        Map<String, String> metadata = metadata(line);
        String level = line.arguments().get(0);
        String message = line.arguments().get(1);
        Monitor monitor = Monitor.of(context.host().environment());
        // Whether it arrived is worth no failure of a script.
        boolean _ = switch (level) {
            case "debug" -> monitor.debug(message, metadata);
            case "warn" -> monitor.warn(message, metadata);
            case "error" -> monitor.error(message, metadata);
            case "critical" -> monitor.critical(message, metadata);
            default -> monitor.info(message, metadata);
        };
        return GOOD;
    }

    private static Map<String, String> metadata(CommandLine line) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (String pair : line.values("--meta")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UsageException(line.command(), "--meta must be KEY=VALUE, got \"" + pair + "\"");
            }
            metadata.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return metadata;
    }
}
