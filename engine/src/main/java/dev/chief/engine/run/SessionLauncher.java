package dev.chief.engine.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts processes of this machine, each as the leader of a session of its own (on macOS: of a process group). */
public final class SessionLauncher implements ProcessLauncher {
    private static final ProcessBuilder.Redirect NOTHING = ProcessBuilder.Redirect
            .from(new File("/dev/null"));
    private static final Path HERE = Path.of("/");

    private final String path;

    /**
     * A launcher.
     *
     * @param path where to look for the program that makes sessions: the PATH of this process
     */
    public SessionLauncher(String path) {
        this.path = path + ":/usr/bin:/bin";
    }

    @Override
    public Launched start(Launch launch) throws IOException {
        Executable.check(launch.command().getFirst(), launch.workingDirectory(), launch.environment());
        List<String> command = new ArrayList<>(sessionCommand());
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command).directory(launch.workingDirectory().toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.output().toFile()));
        try {
            replace(builder.environment(), launch.environment());
            Process process = builder.start();
            ProcessIdentity identity = ProcessIdentity.of(process.pid())
                    .orElseGet(() -> ProcessIdentity.ended(process.pid()));
            return new SessionProcess(process, identity);
        } catch (IllegalArgumentException e) {
            throw new IOException("bad environment: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(reason(e), e);
        }
    }

    @Override
    public int sweep(Map<String, String> marks) {
        return Sweep.ofMarks(marks).run();
    }

    /**
     * The program that makes a session and then becomes the script, with the same process number and exit code: that of
     * util-linux, and where there is none (macOS) perl, which only makes a group.
     */
    private List<String> sessionCommand() throws IOException {
        var setsid = Executable.find("setsid", path, HERE);
        if (setsid.isPresent()) {
            return List.of(setsid.get().toString());
        }
        var perl = Executable.find("perl", path, HERE);
        if (perl.isPresent()) {
            return List.of(perl.get().toString(), "-e", "setpgrp(0, 0); exec {$ARGV[0]} @ARGV or exit 127",
                    "--");
        }
        throw new IOException("neither setsid nor perl is on the PATH of Chief, one of them starts scripts");
    }

    /** Changes only what differs: Java keeps the bytes of what it leaves alone, whatever their character set. */
    private static void replace(Map<String, String> actual, Map<String, String> wanted) {
        actual.keySet().retainAll(wanted.keySet());
        wanted.forEach((name, value) -> {
            if (!value.equals(actual.get(name))) {
                actual.put(name, value);
            }
        });
    }

    /** Java's message is {@code Cannot run program "..." (...): Exec failed, error: 7 (Argument list too long) }. */
    private static String reason(IOException e) {
        String message = Words.of(e).strip();
        int error = message.lastIndexOf("error: ");
        int open = message.indexOf('(', Math.max(0, error));
        return error >= 0 && open > 0 && message.endsWith(")")
                ? message.substring(open + 1, message.length() - 1)
                : message;
    }
}
