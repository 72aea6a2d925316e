package dev.chief.app;

/** Where the process starts. The only place that names the system clock, the environment and the standard streams. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(arguments.length);
    }
}
