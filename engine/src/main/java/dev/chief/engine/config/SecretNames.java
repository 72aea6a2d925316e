package dev.chief.engine.config;

/** Tells by the name of a setting, a variable or an option whether its value is a secret. */
public final class SecretNames {
    private SecretNames() {}

    /** Whether a name such as {@code DB_PASSWORD} or {@code --api-key} says so. Case and punctuation do not matter. */
    public static boolean isTelling(String name) {
        return Secrets.isTelling(name);
    }
}
