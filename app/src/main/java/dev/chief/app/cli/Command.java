package dev.chief.app.cli;

/** A command of the program. */
interface Command {
    /** Exit code of a command that did what it was asked. */
    int GOOD = 0;
    /** Exit code of a failure that the user must put right, a failed job among them. */
    int FAILED = 1;
    /** Exit code of a command line that cannot be understood. */
    int WRONG_USAGE = 2;

    /** How the command line is parsed, helped with and completed. */
    CommandSpec spec();

    /**
     * Does it.
     *
     * @return the exit code
     * @throws UserException for a failure that one sentence explains
     * @throws UsageException if the command line makes no sense
     */
    int execute(CommandLine line, Context context);
}
