package dev.chief.engine.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts processes of this machine, each as the leader of a session of its own (on macOS: of a process group), under a
 * {@link Watcher} that keeps their exit code.
 */
public final class SessionLauncher implements ProcessLauncher {
    private static final Path HERE = Path.of("/");

    private final String path;
    private final Path shell;

    /**
     * A launcher.
     *
     * @param path where to look for the program that makes sessions: the PATH of this process
     */
    public SessionLauncher(String path) {
        this(path, Watcher.SHELL);
    }

    /** A launcher with another shell. */
    SessionLauncher(String path, Path shell) {
        this.path = path + ":/usr/bin:/bin";
        this.shell = shell;
    }

    @Override
    public Launched start(Launch launch) throws IOException {
        Executable.check(launch.command().getFirst(), launch.workingDirectory(), launch.environment());
        List<String> session = sessionCommand();
        Watcher watcher = watcher(session, launch);
        List<String> command = new ArrayList<>(session);
        command.add(shell.toString());
        command.addAll(watcher.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).directory(launch.workingDirectory().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(launch.output().toFile()));
        try {
            replace(builder.environment(), launch.environment());
            Process process = builder.start();
            tell(process, watcher.program());
            ProcessIdentity identity = ProcessIdentity.of(process.pid())
                    .orElseGet(() -> ProcessIdentity.ended(process.pid()));
            return new SessionProcess(process, identity);
        } catch (IllegalArgumentException e) {
            // Its message would quote the value.
            throw new IOException("a variable whose name or value no process can have", e);
        } catch (IOException e) {
            throw new IOException(reason(e), e);
        }
    }

    @Override
    public int sweep(Map<String, String> marks) {
        return Sweep.ofMarks(marks).run();
    }

    private Watcher watcher(List<String> session, Launch launch) throws IOException {
        if (!Files.isExecutable(shell)) {
            throw new IOException(shell + " is not there, which starts scripts");
        }
        List<String> command = new ArrayList<>(session);
        for (String word : launch.command()) {
            if (word.indexOf('\0') >= 0) {
                throw new IOException("a NUL character in the command");
            }
            command.add(word);
        }
        Path env = Executable.find("env", path, HERE).orElse(Path.of("/usr/bin/env"));
        return Watcher.of(command, launch.environment(), env, launch.exitFile().path());
    }

    private void tell(Process watcher, String program) throws IOException {
        try (OutputStream in = watcher.getOutputStream()) {
            in.write(program.getBytes(ProcessTable.CHARSET));
        } catch (IOException e) {
            watcher.destroyForcibly();
            throw new IOException(shell + " ended before it had started anything", e);
        }
    }

    /**
     * The program that makes a session and then becomes another one, with the same process number and exit code: that
     * of util-linux, and where there is none (macOS) perl, which only makes a group.
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
