package dev.chief.engine.run;

import java.io.IOException;
import java.util.Map;

/** Starts processes of this machine, each as the leader of a session of its own (on macOS: of a process group). */
public final class SessionLauncher implements ProcessLauncher {
    /** A launcher; it finds out how to make sessions when it is first used. */
    public SessionLauncher() {}

    @Override
    public Launched start(Launch launch) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int sweep(Map<String, String> marks) {
        throw new UnsupportedOperationException();
    }
}
