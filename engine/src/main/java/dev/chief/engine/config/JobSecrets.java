package dev.chief.engine.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What must not be shown of a job: the monitor's key, variables that are secret by their names, and arguments behind options
 * that are. Immutable.
 *
 * @param secrecy which names are secret
 * @param redaction takes the values out of texts
 */
public record JobSecrets(Secrecy secrecy, Redaction redaction) {

    /** The secrets of a job. */
    public static JobSecrets of(Job job, Secret apiKey) {
        Secrecy secrecy = job.secrecy();
        List<String> secrets = new ArrayList<>();
        secrets.add(apiKey.reveal());
        for (Secret inherited : secrecy.inherited()) {
            secrets.add(inherited.reveal());
        }
        for (Script script : job.scripts()) {
            for (Map.Entry<String, String> variable : script.environment().entrySet()) {
                if (secrecy.covers(variable.getKey())) {
                    secrets.add(variable.getValue());
                }
            }
            walk(script.arguments(), secrecy, (before, secret) -> secrets.add(secret));
        }
        return new JobSecrets(secrecy, Redaction.of(secrets));
    }

    /** Arguments as they may be shown. Behind an option that is secret short ones are hidden as well. */
    public List<String> hideIn(List<String> arguments) {
        List<String> shown = new ArrayList<>(arguments.size());
        for (String argument : arguments) {
            shown.add(redaction.apply(argument));
        }
        walk(arguments, secrecy, (index, secret) -> {
            String argument = arguments.get(index);
            String before = argument.substring(0, argument.length() - secret.length());
            shown.set(index, before + Redaction.HIDDEN);
        });
        return shown;
    }

    /** Hears of a secret at the end of an argument. */
    private interface Visitor {
        void found(int index, String secret);
    }

    private static void walk(List<String> arguments, Secrecy secrecy, Visitor visitor) {
        boolean secret = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            boolean option = argument.startsWith("-");
            if (secret && !option) {
                visitor.found(i, argument);
            } else if (equals > 0 && secrecy.covers(argument.substring(0, equals))) {
                visitor.found(i, argument.substring(equals + 1));
            }
            secret = option && equals < 0 && secrecy.covers(argument);
        }
    }
}
