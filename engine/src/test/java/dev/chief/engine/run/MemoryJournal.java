package dev.chief.engine.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps the lines of a journal, and can run out of room. For any thread. */
final class MemoryJournal implements RunJournal {
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private int room = Integer.MAX_VALUE;

    /** From now on only so many entries are taken. */
    void runFullAfter(int entries) {
        room = entries;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void runStarted(RunEvent.RunStarted event, ProcessIdentity owner) throws JournalException {
        add("run started by " + (owner.equals(ProcessIdentity.current()) ? "us" : "others"));
    }

    @Override
    public void attemptStarting(RunEvent.ScriptStarted event) throws JournalException {
        add(event.attempt().script().name() + " " + event.attempt().number() + " starting");
    }

    @Override
    public void attemptStarted(RunEvent.ScriptStarted event, ProcessIdentity process)
            throws JournalException {
        add(event.attempt().script().name() + " " + event.attempt().number() + " started");
    }

    @Override
    public void attemptFinished(RunEvent.ScriptFinished event) throws JournalException {
        add(event.attempt().script().name() + " " + event.attempt().number() + " " + event.status());
    }

    @Override
    public void runFinished(RunEvent.RunFinished event) throws JournalException {
        add("run " + event.status());
    }

    private void add(String line) throws JournalException {
        if (lines.size() >= room) {
            throw new JournalException("cannot write the journal: no room", new IllegalStateException());
        }
        lines.add(line);
    }
}
