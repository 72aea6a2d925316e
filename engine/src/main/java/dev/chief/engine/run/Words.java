package dev.chief.engine.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;

/** Puts into words what users read as the reason of a failure. */
final class Words {
    private Words() {}

    static String of(IOException problem) {
        return switch (problem) {
            case NoSuchFileException e -> "no such file or directory";
            case AccessDeniedException e -> "permission denied";
            case FileAlreadyExistsException e -> "a file of that name is in the way";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default ->
                problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        };
    }

    /** Seconds, with a fraction if there is one: {@code 90 s}, {@code 0.25 s}. */
    static String of(Duration time) {
        String seconds = Long.toString(time.toSeconds());
        int millis = time.toMillisPart();
        if (millis == 0) {
            return seconds + " s";
        }
        String fraction = Integer.toString(1000 + millis).substring(1);
        int end = 3;
        while (fraction.charAt(end - 1) == '0') {
            end--;
        }
        return seconds + "." + fraction.substring(0, end) + " s";
    }

    /** A return code other than 0, which is 128 + N when signal N ended the process. */
    static String ofReturnCode(int code) {
        String signal = switch (code - 128) {
            case 1 -> "SIGHUP";
            case 2 -> "SIGINT";
            case 3 -> "SIGQUIT";
            case 4 -> "SIGILL";
            case 6 -> "SIGABRT";
            case 8 -> "SIGFPE";
            case 9 -> "SIGKILL";
            case 11 -> "SIGSEGV";
            case 13 -> "SIGPIPE";
            case 14 -> "SIGALRM";
            case 15 -> "SIGTERM";
            default -> "";
        };
        return signal.isEmpty() ? "return code " + code
                : "killed by " + signal + " (return code " + code + ")";
    }

    /** What to add when processes would not end. */
    static String ofLeftOver(int processes) {
        return switch (processes) {
            case 0 -> "";
            case 1 -> "; 1 process could not be ended";
            default -> "; " + processes + " processes could not be ended";
        };
    }
}
