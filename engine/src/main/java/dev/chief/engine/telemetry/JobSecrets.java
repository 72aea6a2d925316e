package dev.chief.engine.telemetry;

import dev.chief.engine.config.Job;
import dev.chief.engine.config.Script;
import dev.chief.engine.config.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What must not be told of a job: the monitor's key, variables of {@code env} whose names say that they are secret, and
 * arguments behind options whose names do.
 */
final class JobSecrets {
    private JobSecrets() {}

    static Redaction of(Job job, String apiKey) {
        List<String> secrets = new ArrayList<>();
        secrets.add(apiKey);
        for (Script script : job.scripts()) {
            for (Map.Entry<String, String> variable : script.environment().entrySet()) {
                if (SecretNames.isTelling(variable.getKey())) {
                    secrets.add(variable.getValue());
                }
            }
            collectFrom(script.arguments(), secrets);
        }
        return Redaction.of(secrets);
    }

    /** The arguments with secrets hidden, short ones behind telling options included. */
    static List<String> hideIn(List<String> arguments, Redaction redaction) {
        List<String> shown = new ArrayList<>(arguments.size());
        boolean secret = false;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            boolean option = argument.startsWith("-");
            if (secret && !option) {
                shown.add(Redaction.HIDDEN);
            } else if (equals > 0 && SecretNames.isTelling(argument.substring(0, equals))) {
                shown.add(argument.substring(0, equals + 1) + Redaction.HIDDEN);
            } else {
                shown.add(redaction.apply(argument));
            }
            secret = option && equals < 0 && SecretNames.isTelling(argument);
        }
        return shown;
    }

    private static void collectFrom(List<String> arguments, List<String> secrets) {
        boolean secret = false;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            boolean option = argument.startsWith("-");
            if (secret && !option) {
                secrets.add(argument);
            } else if (equals > 0 && SecretNames.isTelling(argument.substring(0, equals))) {
                secrets.add(argument.substring(equals + 1));
            }
            secret = option && equals < 0 && SecretNames.isTelling(argument);
        }
    }
}
