package dev.chief.engine.run;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws away from the run. */
record GuardedListener(RunListener listener) implements RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    @Override
    public void runStarted(RunEvent.RunStarted event) {
        guard(it -> it.runStarted(event));
    }

    @Override
    public void scriptStarted(RunEvent.ScriptStarted event) {
        guard(it -> it.scriptStarted(event));
    }

    @Override
    public void scriptRetrying(RunEvent.ScriptRetrying event) {
        guard(it -> it.scriptRetrying(event));
    }

    @Override
    public void scriptFinished(RunEvent.ScriptFinished event) {
        guard(it -> it.scriptFinished(event));
    }

    @Override
    public void runFinished(RunEvent.RunFinished event) {
        guard(it -> it.runFinished(event));
    }

    @Override
    public boolean wantsOutput() {
        return listener.wantsOutput();
    }

    @Override
    public void output(Attempt attempt, String line) {
        guard(it -> it.output(attempt, line));
    }

    private void guard(Consumer<RunListener> call) {
        try {
            call.accept(listener);
        } catch (RuntimeException e) {
            LOG.error("A listener failed; the run goes on.", e);
        }
    }
}
