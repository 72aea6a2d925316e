package dev.chief.monitor.check;

import dev.chief.core.check.Memory;
import dev.chief.core.check.Moment;
import dev.chief.core.check.Situation;
import dev.chief.monitor.store.StoredCheck.Checkpoint;
import dev.chief.monitor.store.StoredCheck.History;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Memories of checks as the database keeps them, and the latest ones ready for use: reading one takes longer than all else that an event
 * asks for. A copy counts only as long as the database says the same, so several monitors may share one. For any thread.
 */
final class MemoryStore {
    private static final int COPIES = 10_000;

    private final Map<String, Copy> copies = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Copy> eldest) {
            return size() > COPIES;
        }
    };

    private record Copy(History history, Memory memory) {}

    Memory read(String job, History history) {
        synchronized (copies) {
            Copy copy = copies.get(job);
            if (copy != null && copy.history().equals(history)) {
                return copy.memory();
            }
        }
        Memory memory = new Memory(SituationJson.read(history.situation()),
                SituationJson.read(history.checkpoint().situation()),
                SituationJson.read(history.older().situation()),
                (int) history.sinceCheckpoint());
        keep(job, new Copy(history, memory));
        return memory;
    }

    History write(String job, Memory memory) {
        Copy former;
        synchronized (copies) {
            former = copies.get(job);
        }
        History history = new History(text(memory.current(), former), checkpoint(memory.checkpoint(), former),
                checkpoint(memory.older(), former), memory.sinceCheckpoint());
        keep(job, new Copy(history, memory));
        return history;
    }

    private void keep(String job, Copy copy) {
        synchronized (copies) {
            copies.put(job, copy);
        }
    }

    private static Checkpoint checkpoint(Situation situation, @Nullable Copy former) {
        return new Checkpoint(text(situation, former), situation.last().map(Moment::at));
    }

    /** Most situations were written before, for one place or another of a memory. */
    private static String text(Situation situation, @Nullable Copy former) {
        if (former != null) {
            if (situation.equals(former.memory().current())) {
                return former.history().situation();
            }
            if (situation.equals(former.memory().checkpoint())) {
                return former.history().checkpoint().situation();
            }
            if (situation.equals(former.memory().older())) {
                return former.history().older().situation();
            }
        }
        return SituationJson.write(situation);
    }
}
