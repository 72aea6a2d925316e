package dev.chief.app.cli;

import dev.chief.engine.control.Request;
import java.util.List;

/** {@code cancel}: the end of a run. */
final class CancelCommand implements Command {
    @Override
    public CommandSpec spec() {
        return new CommandSpec("cancel", "have the daemon end a run", """
                Ends a run of the running daemon with all that it started: SIGTERM, and after
                daemon.kill_grace_seconds SIGKILL. RUN is a run id, its beginning, or a job's name for its
                only run; for a job that only waits its turn, what waits is given up.""",
                List.of(),
                List.of(new CommandSpec.Argument("RUN", true, List.of(),
                        "a run id, its beginning, or a job's name")),
                List.of("chief cancel nightly", "chief cancel nightly:20261122060000-001204-4711"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        return DaemonRequest.perform(Request.cancel(line.arguments().getFirst()), line, context);
    }
}
