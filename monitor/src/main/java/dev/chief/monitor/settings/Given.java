package dev.chief.monitor.settings;

/**
 * A value as somebody gave it.
 *
 * @param name the variable or option that it came by
 * @param value not blank, without spaces around it unless it is a secret
 * @param shown whether messages may repeat it
 * @param onCommandLine whether it came by an option
 */
record Given(String name, String value, boolean shown, boolean onCommandLine) {
    /** The sentence for a value that breaks a rule. */
    String mustBe(String rule) {
        return shown ? name + " is \"" + value + "\", but must be " + rule + "."
                : name + " must be " + rule + ".";
    }

    @Override
    public String toString() {
        return "Given[" + name + "]";
    }
}
