package dev.chief.engine.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what a run told, and does something when it hears a line. For any thread. */
final class Recorder implements RunListener {
    final List<String> output = Collections.synchronizedList(new ArrayList<>());
    final List<String> events = Collections.synchronizedList(new ArrayList<>());
    final List<RunEvent.ScriptRetrying> retries = Collections.synchronizedList(new ArrayList<>());
    boolean wantsOutput = true;
    private Consumer<String> onOutput = line -> {};
    private Consumer<RunEvent> onEvent = event -> {};

    void whenHeard(Consumer<String> action) {
        onOutput = action;
    }

    void whenTold(Consumer<RunEvent> action) {
        onEvent = action;
    }

    @Override
    public void runStarted(RunEvent.RunStarted event) {
        events.add("run started");
        onEvent.accept(event);
    }

    @Override
    public void scriptStarted(RunEvent.ScriptStarted event) {
        events.add(event.attempt().script().name() + " started");
        onEvent.accept(event);
    }

    @Override
    public void scriptRetrying(RunEvent.ScriptRetrying event) {
        events.add(event.failed().attempt().script().name() + " retrying");
        retries.add(event);
        onEvent.accept(event);
    }

    @Override
    public void scriptFinished(RunEvent.ScriptFinished event) {
        events.add(event.attempt().script().name() + " " + event.status());
        onEvent.accept(event);
    }

    @Override
    public void runFinished(RunEvent.RunFinished event) {
        events.add("run " + event.status());
        onEvent.accept(event);
    }

    @Override
    public boolean wantsOutput() {
        return wantsOutput;
    }

    @Override
    public void output(Attempt attempt, String line) {
        output.add(line);
        onOutput.accept(line);
    }
}
