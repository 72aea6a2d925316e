package dev.chief.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A disk of a few megabytes that is mounted at a folder, for processes that are started in its namespace only. It takes
 * a Linux that lets us make user and mount namespaces; elsewhere the test is skipped and says so.
 */
final class SmallDisk implements AutoCloseable {
    private final Process holder;
    private final Path folder;

    /** @param folder where it is mounted; it is made */
    SmallDisk(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        Path ready = Files.createTempFile("small-disk", ".said");
        // Alive until its standard input ends, which it does with this process at the latest.
        holder = new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
                "mount -t tmpfs -o size=4m small \"$0\" && echo mounted; cat", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ready.toFile())
                .start();
        while (Files.size(ready) == 0 && holder.isAlive()) {
            Thread.onSpinWait();
        }
        String said = Files.readString(ready).strip();
        Files.delete(ready);
        if (!said.equals("mounted")) {
            close();
        }
        assumeTrue(said.equals("mounted"), "no disk can be mounted here without rights: " + said);
    }

    /** What makes a command one of the disk's namespace, in a working directory. */
    List<String> inside(Path workingDirectory) {
        return List.of("nsenter", "--preserve-credentials", "--user", "--mount",
                "--wdns=" + workingDirectory,
                "--target", Long.toString(holder.pid()));
    }

    /** Fills it to the last byte. */
    void fill() throws IOException, InterruptedException {
        // The last bytes one by one: what is left after large writes would be room for small ones.
        run("for size in 65536 4096 1; do dd if=/dev/zero bs=$size of=\"$0/fill.$size\" 2>/dev/null; done; true");
    }

    /** Makes room again. */
    void empty() throws IOException, InterruptedException {
        run("rm \"$0\"/fill.*");
    }

    private void run(String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(inside(folder));
        command.addAll(List.of("sh", "-c", script, folder.toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).as(script).isZero();
    }

    @Override
    public void close() {
        holder.destroyForcibly();
    }
}
