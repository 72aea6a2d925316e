package dev.chief.core.check;

/** The keys by which alerts are told apart: of each there is one open alert at a time. */
final class Keys {
    private Keys() {}

    static String failure(String job) {
        return job + ":FAILURE";
    }

    static String missed(String job) {
        return job + ":MISSED";
    }

    static String recovery(String job, AlertType from) {
        return job + ":RECOVERY:" + from.name();
    }

    static String overrun(String job, String run) {
        return job + ":OVERRUN:" + run;
    }

    static String chief(String instance) {
        return "CHIEF:" + instance;
    }
}
