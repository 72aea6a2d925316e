package dev.chief.app.cli;

import dev.chief.engine.config.Config;
import dev.chief.engine.control.Request;
import java.util.List;
import java.util.Optional;

/** {@code trigger}: a run by hand. */
final class TriggerCommand implements Command {
    @Override
    public CommandSpec spec() {
        return new CommandSpec("trigger", "have the daemon run a job now", """
                Asks the running daemon for a run of a job, beside its schedule. The run starts at once, or
                waits, or is refused as the job's overlap policy and daemon.max_parallel_jobs say. It
                stands for no slot. Without a daemon: chief run --job NAME.""",
                List.of(), List.of(new CommandSpec.Argument("JOB", true, List.of(), "the name of a job")),
                List.of("chief trigger nightly"));
    }

    @Override
    public int execute(CommandLine line, Context context) {
        String job = line.arguments().getFirst();
        Optional<Config> config = context.load(line);
        if (config.isEmpty()) {
            return FAILED;
        }
        if (config.get().job(job).isEmpty()) {
            throw Context.unknownJob(config.get(), job);
        }
        return DaemonRequest.perform(Request.trigger(job), line, context);
    }
}
