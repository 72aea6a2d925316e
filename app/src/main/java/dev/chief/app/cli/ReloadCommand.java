package dev.chief.app.cli;

import dev.chief.engine.config.Loaded;
import dev.chief.engine.control.Request;
import java.util.List;
import java.util.Optional;

/** {@code reload}: a new schedule for the daemon. */
final class ReloadCommand implements Command {
    @Override
    public CommandSpec spec() {
        return new CommandSpec("reload", "have the daemon read its chief.yaml again", """
                The daemon reads its chief.yaml again by itself within --poll-seconds of a change; this
                does it at once and says whether it is in force. A file with problems changes nothing: they
                are shown here, and the daemon is not asked. Runs that go on are left alone, and no slot that
                has passed is made up for.""",
                List.of(), List.of(), List.of("chief reload"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        Optional<Loaded.Ok> loaded = context.loadWithWarnings(line);
        return loaded.isEmpty() ? FAILED : DaemonRequest.perform(Request.reload(), line, context);
    }
}
