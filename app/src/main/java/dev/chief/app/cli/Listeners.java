package dev.chief.app.cli;

import dev.chief.engine.run.Attempt;
import dev.chief.engine.run.RunEvent.RunFinished;
import dev.chief.engine.run.RunEvent.RunStarted;
import dev.chief.engine.run.RunEvent.ScriptFinished;
import dev.chief.engine.run.RunEvent.ScriptRetrying;
import dev.chief.engine.run.RunEvent.ScriptStarted;
import dev.chief.engine.run.RunListener;

/**
 * Two listeners as one.
 *
 * @param first is told first
 * @param second is told next
 */
record Listeners(RunListener first, RunListener second) implements RunListener {
    @Override
    public void runStarted(RunStarted event) {
        first.runStarted(event);
        second.runStarted(event);
    }

    @Override
    public void scriptStarted(ScriptStarted event) {
        first.scriptStarted(event);
        second.scriptStarted(event);
    }

    @Override
    public void scriptRetrying(ScriptRetrying event) {
        first.scriptRetrying(event);
        second.scriptRetrying(event);
    }

    @Override
    public void scriptFinished(ScriptFinished event) {
        first.scriptFinished(event);
        second.scriptFinished(event);
    }

    @Override
    public void runFinished(RunFinished event) {
        first.runFinished(event);
        second.runFinished(event);
    }

    @Override
    public boolean wantsOutput() {
        return first.wantsOutput() || second.wantsOutput();
    }

    @Override
    public void output(Attempt attempt, String line) {
        if (first.wantsOutput()) {
            first.output(attempt, line);
        }
        if (second.wantsOutput()) {
            second.output(attempt, line);
        }
    }
}
