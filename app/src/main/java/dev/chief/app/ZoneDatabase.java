package dev.chief.app;

import java.time.zone.ZoneRulesProvider;

/** Java's time zone database. */
final class ZoneDatabase {
    private ZoneDatabase() {}

    /**
     * Has another thread read the database while this one reads the chief.yaml, which needs it in the end: reading it, and
     * looking on the class path for others, takes a third of the time of a short command.
     */
    static void loadAhead() {
        Thread loader = new Thread(new Loading(), "chief-zones");
        loader.setDaemon(true);
        loader.start();
    }

    /** A class and not a lambda, which would take longer to link than the thread saves. */
    private static final class Loading implements Runnable {
        @Override
        public void run() {
            var _ = ZoneRulesProvider.getRules("UTC", false);
        }
    }
}
